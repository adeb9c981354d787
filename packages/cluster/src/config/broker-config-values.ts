import { brokerConfigDefinition } from './broker-config-definitions.ts';
import type { ConfigValue } from './config-value.ts';
import { parseConfigValue } from './parse-config-value.ts';

/** The values that the configs of a broker have after its start, from what was given and the defaults. */
export class BrokerConfigValues {
  /** The texts that were given, by name. */
  readonly given: ReadonlyMap<string, string>;

  /** `given` must be valid; see `checkBrokerConfigs`. */
  constructor(given: ReadonlyMap<string, string>) {
    this.given = given;
  }

  /** The value of a config, or `null` if it was not given and has no default. */
  get(name: string): ConfigValue | null {
    const definition = brokerConfigDefinition(name);
    const text = this.given.get(name) ?? definition?.default ?? null;
    if (definition === undefined || text === null) return null;
    const parsed = parseConfigValue(definition, text);
    return parsed.type === 'value' ? parsed.value : null;
  }

  /** The value of a config that is a text. */
  text(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'string' ? value : null;
  }

  /** The elements of a config that is a list; none if it has no value. */
  list(name: string): readonly string[] {
    const value = this.get(name);
    return value !== null && typeof value === 'object' ? value : [];
  }
}
