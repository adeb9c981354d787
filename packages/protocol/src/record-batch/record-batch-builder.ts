import { assert, KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { CompressionType } from '../compression/compression-type.ts';
import { compress } from '../compression/compression.ts';
import { writeRecordBatchHeader } from './record-batch-header-writer.ts';
import {
  NO_PARTITION_LEADER_EPOCH,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  NO_SEQUENCE,
  NO_TIMESTAMP,
  RECORD_BATCH_OVERHEAD,
  type TimestampType,
} from './record-batch-header.ts';
import { type RecordBytes, type RecordHeaderToWrite, RecordWriter } from './record-writer.ts';

/** A record to be appended to a batch. Nothing of it is kept. */
export interface RecordToAppend {
  /** The default is one after the record before, or the base offset. */
  readonly offset?: Offset;
  /** Milliseconds, or -1 for none. */
  readonly timestamp: Timestamp;
  readonly key: RecordBytes;
  readonly value: RecordBytes;
  readonly headers?: readonly RecordHeaderToWrite[];
}

/** What the header of a batch says, and how the batch is built. */
export interface RecordBatchOptions {
  /** The offset of the first record; 0, as a client must send it, is the default. */
  readonly baseOffset?: Offset;
  /**
   * The last offset of the batch where that is not the last record's: compaction keeps it. The
   * default is the offset of the last record.
   */
  readonly lastOffset?: Offset;
  readonly compression?: CompressionType;
  /** See `compress`. */
  readonly compressionLevel?: number;
  /**
   * What the codec is expected to make of the records, 0.25 for a quarter; the default is 1. Only
   * `estimatedSizeInBytes` and `tryAppend` use it.
   */
  readonly compressionRatio?: number;
  /** The time of the append, which makes the batch one of `LogAppendTime`. */
  readonly logAppendTime?: Timestamp;
  readonly producerId?: bigint;
  readonly producerEpoch?: number;
  readonly baseSequence?: number;
  readonly isTransactional?: boolean;
  readonly isControl?: boolean;
  readonly partitionLeaderEpoch?: number;
  /** When compaction may drop the batch's tombstones (KIP-534). */
  readonly deleteHorizon?: Timestamp;
  /** How much memory the builder begins with, in bytes; the default is 4 KiB. It grows. */
  readonly bytesInitial?: number;
}

const BYTES_INITIAL = 4096;
const OFFSET_DELTA_MAX = 0x7fffffff;
/** Kafka's producer expects a batch to become this much larger than the ratio says. */
const COMPRESSION_RATIO_MARGIN = 1.05;
const NO_HEADERS: readonly RecordHeaderToWrite[] = [];

/**
 * Builds one record batch of magic 2, byte for byte as Kafka's `MemoryRecordsBuilder` does if it
 * is not compressed. Keys, values and headers are copied at once. A builder builds one batch.
 */
export class RecordBatchBuilder {
  /** How many records were appended. */
  recordsCount = 0;
  /** The greatest timestamp of the records, -1 if there is none. */
  maxTimestamp: Timestamp = NO_TIMESTAMP;
  private readonly options: RecordBatchOptions;
  private readonly baseOffset: Offset;
  private readonly compression: CompressionType;
  private readonly writer: RecordWriter;
  private baseTimestamp: Timestamp;
  private lastOffsetDelta = -1;
  private isBuilt = false;

  constructor(options: RecordBatchOptions = {}) {
    this.options = options;
    this.baseOffset = options.baseOffset ?? 0;
    this.compression = options.compression ?? CompressionType.NONE;
    this.baseTimestamp = options.deleteHorizon ?? NO_TIMESTAMP;
    this.writer = new RecordWriter(RECORD_BATCH_OVERHEAD, options.bytesInitial ?? BYTES_INITIAL);
  }

  /** The size of the batch so far in bytes, before compression and with the header. */
  get sizeInBytes(): number {
    return this.writer.at;
  }

  /** What the batch is expected to have in the end, in bytes, by the ratio of the options. */
  get estimatedSizeInBytes(): number {
    if (this.compression === CompressionType.NONE) return this.writer.at;
    const records = this.writer.at - RECORD_BATCH_OVERHEAD;
    const ratio = (this.options.compressionRatio ?? 1) * COMPRESSION_RATIO_MARGIN;
    return RECORD_BATCH_OVERHEAD + Math.ceil(records * ratio);
  }

  /**
   * Appends a record. Raises `INVALID_TIMESTAMP` if its timestamp is negative but not -1 or no
   * integer within ±(2^53-1), `INVALID_RECORD` if its offset does not lie behind the one before or
   * lies 2^31 or more above the base offset, and `MESSAGE_TOO_LARGE` from 2 GiB on.
   */
  append(record: RecordToAppend): void {
    const { offset, timestamp, key, value, headers } = record;
    const offsetDelta =
      offset === undefined ? this.lastOffsetDelta + 1 : this.checkedOffsetDelta(offset);
    this.appendAt(offsetDelta, timestamp, key, value, headers ?? NO_HEADERS);
  }

  /**
   * Appends a record unless that would make `estimatedSizeInBytes` more than `batchBytesMax`; then
   * answers `false` and leaves the batch as it was. The first record always fits, as in Kafka's
   * producer. Raises what `append` raises.
   */
  tryAppend(record: RecordToAppend, batchBytesMax: number): boolean {
    const { recordsCount, maxTimestamp, lastOffsetDelta } = this;
    const at = this.writer.at;
    this.append(record);
    if (recordsCount === 0 || this.estimatedSizeInBytes <= batchBytesMax) return true;
    this.recordsCount = recordsCount;
    this.maxTimestamp = maxTimestamp;
    this.lastOffsetDelta = lastOffsetDelta;
    this.writer.at = at;
    return false;
  }

  private appendAt(
    offsetDelta: number,
    timestamp: Timestamp,
    key: RecordBytes,
    value: RecordBytes,
    headers: readonly RecordHeaderToWrite[],
  ): void {
    assert(!this.isBuilt, 'a record batch takes no records after it was built');
    if (timestamp < NO_TIMESTAMP || !Number.isSafeInteger(timestamp)) {
      throw new KafkaError('INVALID_TIMESTAMP', `${timestamp} is no timestamp of a record.`);
    }
    if (this.recordsCount === 0 && this.options.deleteHorizon === undefined) {
      this.baseTimestamp = timestamp;
    }
    this.writer.writeRecord(offsetDelta, timestamp - this.baseTimestamp, key, value, headers);
    this.lastOffsetDelta = offsetDelta;
    this.recordsCount++;
    if (timestamp > this.maxTimestamp) this.maxTimestamp = timestamp;
  }

  private checkedOffsetDelta(offset: Offset): number {
    const delta = offset - this.baseOffset;
    if (delta <= this.lastOffsetDelta || delta > OFFSET_DELTA_MAX) {
      throw new KafkaError(
        'INVALID_RECORD',
        `Offset ${offset} cannot follow offset ${this.baseOffset + this.lastOffsetDelta} in a ` +
          `record batch with base offset ${this.baseOffset}.`,
      );
    }
    return delta;
  }

  /**
   * The batch, with its header, checksum and compression. Without compression it is a view of the
   * builder's memory, which is its own from now on; else it is new memory. There must be at least
   * one record. Raises what `compress` raises.
   */
  build(): Buffer {
    assert(this.recordsCount > 0, 'a record batch is built of at least one record');
    this.isBuilt = true;
    const batch = this.compressed(this.writer.buffer.subarray(0, this.writer.at));
    const { options } = this;
    const lastOffset = options.lastOffset ?? this.baseOffset + this.lastOffsetDelta;
    writeRecordBatchHeader(batch, {
      baseOffset: this.baseOffset,
      partitionLeaderEpoch: options.partitionLeaderEpoch ?? NO_PARTITION_LEADER_EPOCH,
      compression: this.compression,
      timestampType: options.logAppendTime === undefined ? 'CreateTime' : 'LogAppendTime',
      isTransactional: options.isTransactional ?? false,
      isControl: options.isControl ?? false,
      hasDeleteHorizon: options.deleteHorizon !== undefined,
      lastOffsetDelta: lastOffset - this.baseOffset,
      baseTimestamp: this.baseTimestamp,
      maxTimestamp: options.logAppendTime ?? this.maxTimestamp,
      producerId: options.producerId ?? NO_PRODUCER_ID,
      producerEpoch: options.producerEpoch ?? NO_PRODUCER_EPOCH,
      baseSequence: options.baseSequence ?? NO_SEQUENCE,
      recordsCount: this.recordsCount,
    });
    return batch;
  }

  /** The batch with its records compressed and room for the header. */
  private compressed(batch: Buffer): Buffer {
    if (this.compression === CompressionType.NONE) return batch;
    const records = batch.subarray(RECORD_BATCH_OVERHEAD);
    const blob = compress(this.compression, records, this.options.compressionLevel);
    const result = Buffer.allocUnsafeSlow(RECORD_BATCH_OVERHEAD + blob.byteLength);
    blob.copy(result, RECORD_BATCH_OVERHEAD);
    return result;
  }
}

/** What is left of a batch when compaction has removed all of its records. */
export interface EmptyRecordBatchOptions {
  readonly baseOffset: Offset;
  readonly lastOffset: Offset;
  /** The greatest timestamp, which stays. */
  readonly maxTimestamp: Timestamp;
  readonly timestampType: TimestampType;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly partitionLeaderEpoch: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
}

/**
 * A batch of no records that keeps offsets, producer and sequences, as Kafka's `writeEmptyHeader`
 * makes it: compaction leaves it for the last batch of a producer. 61 bytes of new memory.
 */
export function emptyRecordBatch(options: EmptyRecordBatchOptions): Buffer {
  const batch = Buffer.allocUnsafeSlow(RECORD_BATCH_OVERHEAD);
  writeRecordBatchHeader(batch, {
    ...options,
    compression: CompressionType.NONE,
    hasDeleteHorizon: false,
    lastOffsetDelta: options.lastOffset - options.baseOffset,
    baseTimestamp: NO_TIMESTAMP,
    recordsCount: 0,
  });
  return batch;
}
