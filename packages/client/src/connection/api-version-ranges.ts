import { KafkaError } from '@odradek/base';
import type { Versions } from '@odradek/protocol';
import type { ApiVersion } from '@odradek/protocol/messages/18-api-versions';

import type { ClientApi, ClientResponse } from './client-api.ts';

/** Which versions of each API a broker has told that it serves. */
export class ApiVersionRanges {
  private readonly peer: string;
  private readonly byKey: ReadonlyMap<number, Versions>;

  /** `peer` is whom error messages speak of. */
  constructor(peer: string, apiKeys: readonly ApiVersion[]) {
    this.peer = peer;
    this.byKey = new Map(
      apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
        apiKey,
        { min: minVersion, max: maxVersion },
      ]),
    );
  }

  /**
   * The newest version that both sides have, or `undefined` if there is none. `maxWanted` lowers
   * what we have.
   */
  newestOf<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    maxWanted: number = api.versions.max,
  ): number | undefined {
    const served = this.byKey.get(api.info.key);
    if (served === undefined) return undefined;
    const version = Math.min(served.max, api.versions.max, maxWanted);
    return version >= Math.max(served.min, api.versions.min) ? version : undefined;
  }

  /** As `newestOf`, but raises `UNSUPPORTED_VERSION` if there is none. */
  versionOf<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    maxWanted: number = api.versions.max,
  ): number {
    const version = this.newestOf(api, maxWanted);
    if (version !== undefined) return version;
    const served = this.byKey.get(api.info.key);
    const theirs = served === undefined ? 'no version' : `versions ${served.min} to ${served.max}`;
    const max = Math.min(api.versions.max, maxWanted);
    throw new KafkaError(
      'UNSUPPORTED_VERSION',
      `${this.peer} serves ${theirs} of ${api.info.name}, and versions ${api.versions.min} to ` +
        `${max} are needed; use a broker or a client of another release.`,
    );
  }
}
