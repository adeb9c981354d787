import { assert } from '@odradek/base';
import { API_KEYS, ApiKey, type ApiKeyInfo } from '@odradek/protocol';

import type { RequestHandler } from '../request/handler.ts';
import { SERVED_APIS } from './served-apis.ts';
import { UNSERVED_APIS } from './unserved/unserved-apis.ts';

/** Kafka lists these only if it has a plug-in that takes the metrics of clients (KIP-714). */
const TELEMETRY: ReadonlySet<number> = new Set([
  ApiKey.GetTelemetrySubscriptions,
  ApiKey.PushTelemetry,
]);

/**
 * What answers each API that Apache Kafka 4.3 lists at the listener of a broker, in the order of the
 * keys: a handler, or a refusal as long as there is none. Some clients judge a broker by the keys
 * that it lists, so none is left out.
 */
export const LISTED_APIS: ReadonlyMap<number, RequestHandler> = new Map(
  API_KEYS.filter(isListed).map(({ key, name }) => {
    const handler = SERVED_APIS.get(key) ?? UNSERVED_APIS.get(key);
    assert(handler !== undefined, `API ${name} is served or refused`);
    return [key, handler];
  }),
);

function isListed({ key, announced, listeners }: ApiKeyInfo): boolean {
  return listeners.includes('broker') && announced.min <= announced.max && !TELEMETRY.has(key);
}
