/** What an entity of a quota is named by (KIP-546). */
export const ClientQuotaEntityType = {
  USER: 'user',
  CLIENT_ID: 'client-id',
  IP: 'ip',
} as const;

/** One type and name of an entity, as requests and records have them. */
export interface ClientQuotaEntityPart {
  readonly entityType: string;
  /** `null` is the default entity of the type. */
  readonly entityName: string | null;
}

/** Who a quota is for: a user, a client id, both together, or an IP address. */
export interface ClientQuotaEntity {
  /** Equal for equal entities. */
  readonly key: string;
  /** Each type once, in the order in which Kafka prints them. */
  readonly parts: readonly ClientQuotaEntityPart[];
}

/** The order of a Java `HashMap` of the three. */
const TYPES_IN_ORDER: readonly string[] = [
  ClientQuotaEntityType.CLIENT_ID,
  ClientQuotaEntityType.USER,
  ClientQuotaEntityType.IP,
];

/** The entity that has these parts. Of several of one type the last one counts, as in Kafka. */
export function clientQuotaEntityOf(parts: readonly ClientQuotaEntityPart[]): ClientQuotaEntity {
  const names = new Map(parts.map(({ entityType, entityName }) => [entityType, entityName]));
  const known = TYPES_IN_ORDER.filter((entityType) => names.has(entityType));
  const unknown = [...names.keys()].filter((entityType) => !TYPES_IN_ORDER.includes(entityType));
  const sorted = [...known, ...unknown].map((entityType) => {
    return { entityType, entityName: names.get(entityType) ?? null };
  });
  const key = JSON.stringify(sorted.map(({ entityType, entityName }) => [entityType, entityName]));
  return { key, parts: sorted };
}

/** The name that an entity has of a type: `null` is the default, `undefined` none. */
export function entityNameOf(
  { parts }: ClientQuotaEntity,
  entityType: string,
): string | null | undefined {
  return parts.find((part) => part.entityType === entityType)?.entityName;
}
