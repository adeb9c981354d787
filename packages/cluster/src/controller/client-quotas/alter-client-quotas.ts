import { ErrorCode } from '@odradek/protocol';
import type {
  AlterClientQuotasRequest,
  OpData,
  ResponseEntryData,
} from '@odradek/protocol/messages/49-alter-client-quotas';

import { type ClientQuotaEntity, clientQuotaEntityOf } from '../../image/client-quota-entity.ts';
import type { ClientQuotasImage } from '../../image/client-quotas-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import { invalidRequest } from '../configs/config-refusal.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { quotaTypesOf, refuseQuotaValue } from './quota-keys.ts';

/** Kafka's `QuorumController.MAX_RECORDS_PER_USER_OP`. */
const RECORDS_PER_REQUEST_MAX = 10_000;

/** The records that change the quotas, and the answer for each entity. */
export interface AlterClientQuotasPlan {
  readonly records: readonly MetadataRecord[];
  readonly entries: readonly ResponseEntryData[];
}

/**
 * Decides which quotas are set and removed (Kafka's `ClientQuotaControlManager.alterClientQuotas`);
 * errors are per entity, and an entity is changed as a whole or not at all. An entity that stands more
 * than once in the request is changed as its first entry says, and answered once with the error that
 * the others were ignored. What makes no difference leaves no record. Pure: nothing changes until the
 * records are replayed.
 */
export function planAlterClientQuotas(
  request: AlterClientQuotasRequest,
  quotas: ClientQuotasImage,
): AlterClientQuotasPlan {
  const records: MetadataRecord[] = [];
  const results = new Map<string, ResponseEntryData>();
  for (const { entity: parts, ops } of request.entries) {
    const entity = clientQuotaEntityOf(parts);
    const planned =
      results.has(entity.key) || hasDuplicates(ops)
        ? invalidRequest(`Ignoring duplicate entity ${describeEntity(entity)}`)
        : planEntity(entity, ops, quotas);
    if (!('errorCode' in planned)) for (const record of planned) records.push(record);
    results.set(entity.key, entryResult(entity, planned));
  }
  const entries = [...results.values()];
  if (records.length > RECORDS_PER_REQUEST_MAX) return refuseExcess(entries);
  return { records: request.validateOnly ? [] : records, entries };
}

function entryResult(
  { parts: entity }: ClientQuotaEntity,
  planned: readonly MetadataRecord[] | Refusal,
): ResponseEntryData {
  return 'errorCode' in planned
    ? { errorCode: planned.errorCode, errorMessage: planned.errorMessage, entity }
    : { errorCode: ErrorCode.NONE, errorMessage: null, entity };
}

/** One batch of the metadata log has to hold all of them. */
function refuseExcess(entries: readonly ResponseEntryData[]): AlterClientQuotasPlan {
  const refusal = {
    errorCode: ErrorCode.POLICY_VIOLATION,
    errorMessage: 'Unable to perform excessively large batch operation.',
  };
  return { records: [], entries: entries.map(({ entity }) => ({ entity, ...refusal })) };
}

/** Kafka answers a quota that stands twice as if its entity did. */
function hasDuplicates(ops: readonly OpData[]): boolean {
  return new Set(ops.map(({ key }) => key)).size < ops.length;
}

/** An entity as Java prints it. */
function describeEntity({ parts }: ClientQuotaEntity): string {
  const entries = parts.map(({ entityType, entityName }) => `${entityType}=${entityName}`);
  return `ClientQuotaEntity(entries={${entries.join(', ')}})`;
}

function planEntity(
  entity: ClientQuotaEntity,
  ops: readonly OpData[],
  quotas: ClientQuotasImage,
): readonly MetadataRecord[] | Refusal {
  const types = quotaTypesOf(entity);
  if ('errorCode' in types) return types;
  const current = quotas.of(entity);
  const records: MetadataRecord[] = [];
  for (const { key, value, remove } of ops) {
    const refusal = remove ? undefined : refuseQuotaValue(types, key, value);
    if (refusal !== undefined) return refusal;
    const isChange = remove ? current.has(key) : current.get(key) !== value;
    if (!isChange) continue;
    const record = { entity: entity.parts, key, value: remove ? 0 : value, remove };
    records.push({ type: 'ClientQuotaRecord', record });
  }
  return records;
}
