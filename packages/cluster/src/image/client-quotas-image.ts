import type { ClientQuotaRecord } from '@odradek/protocol/messages/cluster-metadata';

import { type ClientQuotaEntity, clientQuotaEntityOf } from './client-quota-entity.ts';

/** The quotas of one entity: numbers by the name of the quota, such as `producer_byte_rate`. */
export type EntityQuotas = ReadonlyMap<string, number>;

interface MutableEntry {
  readonly entity: ClientQuotaEntity;
  readonly quotas: Map<string, number>;
}

const NONE: EntityQuotas = new Map();

/** The quotas that were set on users, client ids and addresses. Only `replay…` changes it. */
export class ClientQuotasImage {
  private readonly byEntity = new Map<string, MutableEntry>();

  /** What was set on an entity; it changes with the image. */
  of({ key }: ClientQuotaEntity): EntityQuotas {
    return this.byEntity.get(key)?.quotas ?? NONE;
  }

  /** Every entity that has a quota, with its quotas, which change with the image. */
  all(): Iterable<{ readonly entity: ClientQuotaEntity; readonly quotas: EntityQuotas }> {
    return this.byEntity.values();
  }

  replayClientQuota({ entity: parts, key, value, remove }: ClientQuotaRecord): void {
    const entity = clientQuotaEntityOf(parts);
    const entry = this.byEntity.get(entity.key) ?? { entity, quotas: new Map<string, number>() };
    if (remove) entry.quotas.delete(key);
    else entry.quotas.set(key, value);
    if (entry.quotas.size === 0) this.byEntity.delete(entity.key);
    else this.byEntity.set(entity.key, entry);
  }
}
