import { ClientQuotaEntityType, type ClientQuotaEntity } from '../../image/client-quota-entity.ts';
import { invalidRequest } from '../configs/config-refusal.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { quotaIpAddress } from './quota-ip-address.ts';

/** The names of quotas (Kafka's `QuotaConfig`). */
export const ClientQuotaKey = {
  /** Bytes a second that a client may produce. */
  PRODUCER_BYTE_RATE: 'producer_byte_rate',
  /** Bytes a second that a client may fetch. */
  CONSUMER_BYTE_RATE: 'consumer_byte_rate',
  /** Percentage of the time of a thread that its requests may take. */
  REQUEST_PERCENTAGE: 'request_percentage',
  /** Partitions a second that a client may create and delete (KIP-599). */
  CONTROLLER_MUTATION_RATE: 'controller_mutation_rate',
  /** Connections a second that an address may open (KIP-612). */
  CONNECTION_CREATION_RATE: 'connection_creation_rate',
} as const;

type QuotaType = 'INT' | 'LONG' | 'DOUBLE';
type QuotaTypes = ReadonlyMap<string, QuotaType>;

const USER_AND_CLIENT_QUOTAS: QuotaTypes = new Map<string, QuotaType>([
  [ClientQuotaKey.PRODUCER_BYTE_RATE, 'LONG'],
  [ClientQuotaKey.CONSUMER_BYTE_RATE, 'LONG'],
  [ClientQuotaKey.REQUEST_PERCENTAGE, 'DOUBLE'],
  [ClientQuotaKey.CONTROLLER_MUTATION_RATE, 'DOUBLE'],
]);
const IP_QUOTAS: QuotaTypes = new Map<string, QuotaType>([
  [ClientQuotaKey.CONNECTION_CREATION_RATE, 'INT'],
]);

const MAX_VALUES: Readonly<Record<QuotaType, number>> = {
  INT: 2 ** 31 - 1,
  LONG: 2 ** 63,
  DOUBLE: Infinity,
};

/** How far from an integer a number may be that has to be one. */
const INTEGER_TOLERANCE = 1e-6;

/**
 * The quotas that an entity can have, with the types of their values, or why it cannot have any
 * (`ClientQuotaControlManager.validateEntity` and `configKeysForEntityType`).
 */
export function quotaTypesOf({ parts }: ClientQuotaEntity): QuotaTypes | Refusal {
  const { USER, CLIENT_ID, IP } = ClientQuotaEntityType;
  if (parts.length === 0) return invalidRequest('Invalid empty client quota entity');
  for (const { entityType, entityName } of parts) {
    if (entityType !== USER && entityType !== CLIENT_ID && entityType !== IP) {
      return invalidRequest(`Unhandled client quota entity type: ${entityType}`);
    }
    if (entityName === '') return invalidRequest(`Empty ${entityType} not supported`);
  }
  const ip = parts.find(({ entityType }) => entityType === IP);
  if (ip === undefined) return USER_AND_CLIENT_QUOTAS;
  if (parts.length > 1) {
    return invalidRequest(
      'Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId',
    );
  }
  if (ip.entityName === null || quotaIpAddress(ip.entityName) !== undefined) return IP_QUOTAS;
  return invalidRequest(`${ip.entityName} is not a valid IP or resolvable host.`);
}

/**
 * Why a quota cannot have a value, if so (`ClientQuotaControlManager.validateQuotaKeyValue`). What is
 * no number is refused, which Kafka takes.
 */
export function refuseQuotaValue(
  types: QuotaTypes,
  key: string,
  value: number,
): Refusal | undefined {
  const type = types.get(key);
  if (type === undefined) return invalidRequest(`Invalid configuration key ${key}`);
  if (!(value > 0)) return invalidRequest(`Quota ${key} must be greater than 0`);
  if (value > MAX_VALUES[type]) {
    const article = type === 'INT' ? 'an' : 'a';
    return invalidRequest(`Proposed value for ${key} is too large for ${article} ${type}.`);
  }
  if (type === 'DOUBLE' || Math.abs(value % 1) <= INTEGER_TOLERANCE) return undefined;
  return invalidRequest(`${key} cannot be a fractional value.`);
}
