import { type ClientSettings, clientSettings, integerSetting } from '../client-settings.ts';
import type { InEnvironment } from '../client-options.ts';
import type { AdminOptions } from './admin-options.ts';

/** The options of an admin client, checked, with defaults filled in. */
export interface AdminSettings {
  readonly client: ClientSettings;
  readonly defaultApiTimeoutMs: number;
}

/** Checks the options of an admin client. Raises `INVALID_CONFIG`. */
export function adminSettings(options: InEnvironment<AdminOptions>): AdminSettings {
  return {
    client: clientSettings(options),
    defaultApiTimeoutMs: integerSetting(
      'default.api.timeout.ms',
      options.defaultApiTimeoutMs,
      60_000,
      1,
    ),
  };
}
