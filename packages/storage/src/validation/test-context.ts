import {
  computeCrc,
  CRC_AT,
  RECORD_BATCH_OVERHEAD,
  RecordBatchBuilder,
  type RecordBatchOptions,
} from '@odradek/protocol';

import { validateProducedRecords } from './log-validator.ts';
import type { ValidatedRecords } from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

/** The time of the broker. */
export const NOW = 1_700_000_000_000;
/** How far ahead timestamps may be. */
export const HOUR_MS = 3_600_000;

/** What a topic has on which nothing is set, for a small broker. */
export const OPTIONS: LogValidatorOptions = {
  produceVersion: 12,
  now: NOW,
  messageMaxBytes: 1048588,
  timestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  timestampAfterMaxMs: HOUR_MS,
  decompressedBytesMax: 1_000_000,
};

/** What a batch is made of. */
export interface BatchInput extends RecordBatchOptions {
  readonly count?: number;
  readonly timestamp?: number;
  readonly key?: string | null;
}

/** A good batch of equal records but for these options. */
export function batch({
  count = 1,
  timestamp = NOW,
  key = 'k',
  ...options
}: BatchInput = {}): Buffer {
  const builder = new RecordBatchBuilder(options);
  for (let index = 0; index < count; index++) builder.append({ timestamp, key, value: 'v' });
  return builder.build();
}

/** A batch that was changed and has the right checksum again. */
export function changed(input: BatchInput, change: (bytes: Buffer) => void): Buffer {
  const bytes = batch(input);
  change(bytes);
  bytes.writeUInt32BE(computeCrc(bytes), CRC_AT);
  return bytes;
}

/** A batch that says it is of a codec, with anything as its records. */
export function compressed(codec: number, records: Buffer, count: number = 1): Buffer {
  const bytes = Buffer.concat([batch().subarray(0, RECORD_BATCH_OVERHEAD), records]);
  bytes.writeInt16BE(codec, 21);
  return changedCounts(bytes, count);
}

/** A batch with this many records, as its header and checksum say. */
export function changedCounts(bytes: Buffer, count: number): Buffer {
  bytes.writeInt32BE(bytes.byteLength - 12, 8);
  bytes.writeInt32BE(count - 1, 23);
  bytes.writeInt32BE(count, 57);
  bytes.writeUInt32BE(computeCrc(bytes), CRC_AT);
  return bytes;
}

/** The records of a good batch of so many. */
export function recordsBytes(count: number): Buffer {
  return batch({ count }).subarray(RECORD_BATCH_OVERHEAD);
}

/** The records of a batch of two, which both have offset delta 0. */
export function sameOffsetsBytes(): Buffer {
  const records = recordsBytes(2);
  const bytesOfRecord = records.byteLength / 2;
  records[bytesOfRecord + 3] = 0;
  return records;
}

/** What becomes of the records of a Produce request on a topic of these options. */
export function validate(
  records: Buffer | null,
  options: Partial<LogValidatorOptions> = {},
): ValidatedRecords {
  return validateProducedRecords(records, { ...OPTIONS, ...options });
}
