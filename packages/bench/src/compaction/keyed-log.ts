import { RecordBatchBuilder } from '@odradek/protocol';

import { randomValues } from '../load/record-values.ts';

/** A log to be compacted, before it is. */
export interface KeyedLog {
  /** How many bytes the values of its records have together. */
  readonly bytes: number;
  readonly recordBytes: number;
  readonly recordsOfBatch: number;
}

/** Of so many records of a log the last one of a key stays. */
const RECORDS_OF_KEY = 4;
const POOL_BYTES = 4 * 1024 * 1024;

/**
 * The batches of a log, each made when it is asked for. Their keys come in an order without a pattern,
 * the same one each time: all of them come again and again, so that of every batch but the newest some
 * records stay, of older ones fewer.
 */
export function* keyedBatches(log: KeyedLog): Generator<Buffer> {
  const { bytes, recordBytes, recordsOfBatch } = log;
  const records = Math.ceil(bytes / recordBytes);
  const keys = Math.ceil(records / RECORDS_OF_KEY);
  const pool = randomValues(POOL_BYTES);
  for (let first = 0; first < records; first += recordsOfBatch) {
    const builder = new RecordBatchBuilder();
    const end = Math.min(records, first + recordsOfBatch);
    for (let record = first; record < end; record++) {
      const from = (record * recordBytes) % (POOL_BYTES - recordBytes);
      const value = pool.subarray(from, from + recordBytes);
      builder.append({ timestamp: Date.now(), key: `key-${scattered(record) % keys}`, value });
    }
    yield builder.build();
  }
}

/** Another number of 32 bits for each, as the end of MurmurHash3 makes them. */
function scattered(number: number): number {
  let mixed = number;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
