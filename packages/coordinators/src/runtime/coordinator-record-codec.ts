import type { CoordinatorRecord } from './coordinator-record.ts';

/** How the records of an internal topic are written and read, in Kafka's formats. */
export interface CoordinatorRecordCodec<Record extends CoordinatorRecord> {
  encode(record: Record): EncodedRecord;
  /**
   * Answers `undefined` for a type that is not known. What it answers keeps no memory of `key` and
   * `value`. Raises `ODRADEK_MALFORMED_MESSAGE` for what is no record.
   */
  decode(key: Buffer, value: Buffer | null): Record | undefined;
}

/** Key and value as they stand in the log. */
export interface EncodedRecord {
  readonly key: Buffer;
  readonly value: Buffer | null;
}
