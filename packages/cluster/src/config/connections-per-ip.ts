import { canonicalIpAddress } from '@odradek/base';

/** The two addresses of this machine that its name stands for everywhere. */
const LOCALHOST: readonly string[] = ['127.0.0.1', '0:0:0:0:0:0:0:1'];
const COUNT_MAX = 2_147_483_647;

/**
 * Reads `max.connections.per.ip.overrides`: `ADDRESS:COUNT,ADDRESS:COUNT`, with the last colon of each
 * before the count. The result is by `canonicalIpAddress`; `undefined` if it is malformed.
 * Kafka looks names up; only `localhost` is known here, as to look up others takes a while and may
 * change. Raises nothing.
 */
export function parseConnectionsPerIp(text: string): ReadonlyMap<string, number> | undefined {
  const counts = new Map<string, number>();
  for (const pair of text.split(',').map((each) => each.trim())) {
    if (pair === '' && text.trim() === '') break;
    const colon = pair.lastIndexOf(':');
    const count = pair.slice(colon + 1).trim();
    const addresses = addressesOf(pair.slice(0, Math.max(colon, 0)).trim());
    if (addresses.length === 0 || !/^\d+$/.test(count) || Number(count) > COUNT_MAX) {
      return undefined;
    }
    for (const address of addresses) counts.set(address, Number(count));
  }
  return counts;
}

function addressesOf(text: string): readonly string[] {
  if (text === 'localhost') return LOCALHOST;
  const address = canonicalIpAddress(text);
  return address === undefined ? [] : [address];
}
