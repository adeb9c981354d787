import { canonicalIpAddress } from '@odradek/base';

const LOOPBACK = '127.0.0.1';

/**
 * The address that the name of an `ip` entity means, as `canonicalIpAddress` writes it; `undefined` if
 * it means none. Kafka looks up host names, which a core cannot: of those only `localhost` is known.
 */
export function quotaIpAddress(entityName: string): string | undefined {
  return entityName.toLowerCase() === 'localhost' ? LOOPBACK : canonicalIpAddress(entityName);
}
