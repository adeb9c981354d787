import type { Timestamp } from '@odradek/base';
import { type CompressionType, RECORD_BATCH_OVERHEAD, RecordBatchBuilder } from '@odradek/protocol';

import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorRecordCodec } from './coordinator-record-codec.ts';

/** What records become batches with. */
export interface BatchOptions<Record extends CoordinatorRecord> {
  readonly codec: CoordinatorRecordCodec<Record>;
  readonly compression: CompressionType;
  readonly timestamp: Timestamp;
  /** What a batch may have before it is compressed, in bytes. */
  readonly bytesMax: number;
  /** Whether more than one batch is of no use: nothing is put together behind the second then. */
  readonly isAtomic: boolean;
}

/** Records that stand in one batch. */
export interface BatchOfRecords<Record extends CoordinatorRecord> {
  readonly batch: Buffer;
  readonly records: readonly Record[];
}

/**
 * Puts records into as few batches as they fit into, in their order. A record that is larger than a
 * batch may be has one of its own, which the log refuses.
 */
export function recordBatches<Record extends CoordinatorRecord>(
  records: readonly Record[],
  options: BatchOptions<Record>,
): BatchOfRecords<Record>[] {
  const { codec, timestamp, bytesMax } = options;
  const batches: BatchOfRecords<Record>[] = [];
  let first = 0;
  let builder = newBuilder(options);
  for (const [index, record] of records.entries()) {
    const appended = { timestamp, ...codec.encode(record) };
    if (builder.tryAppend(appended, bytesMax)) continue;
    batches.push({ batch: builder.build(), records: records.slice(first, index) });
    first = index;
    builder = newBuilder(options);
    builder.append(appended);
    if (options.isAtomic) break;
  }
  if (builder.recordsCount > 0) {
    batches.push({ batch: builder.build(), records: first === 0 ? records : records.slice(first) });
  }
  return batches;
}

/** Most operations write a record or two: they need no builder of several KiB. */
const BYTES_INITIAL: number = RECORD_BATCH_OVERHEAD + 451;

function newBuilder<Record extends CoordinatorRecord>({
  compression,
}: BatchOptions<Record>): RecordBatchBuilder {
  return new RecordBatchBuilder({ compression, bytesInitial: BYTES_INITIAL });
}
