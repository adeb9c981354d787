import type { CoordinatorRecord } from './coordinator-record.ts';

/** How the records of an internal topic are written and read, in Kafka's formats. */
export interface CoordinatorRecordCodec<Record extends CoordinatorRecord> {
  encode(record: Record): EncodedRecord;
  /**
   * Answers `undefined` for a type that is not known. What it answers keeps nothing of the memory of
   * `bytes`, which may be used again. Raises `ODRADEK_MALFORMED_MESSAGE` for what is no record.
   */
  decode(bytes: RecordBytes): Record | undefined;
}

/** Key and value as they stand in the log. */
export interface EncodedRecord {
  readonly key: Buffer;
  readonly value: Buffer | null;
}

/** A record where it stands in its batch, as `RecordCursor` has it. Views are made when asked for. */
export interface RecordBytes {
  /** What the positions of key and value count in. */
  readonly source: Buffer;
  readonly keyStart: number;
  /** Negative if it is null. */
  readonly keyBytes: number;
  readonly valueStart: number;
  /** Negative if it is null. */
  readonly valueBytes: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}
