import { assert, KafkaError, type Offset, type Timestamp } from '@odradek/base';
import {
  BASE_SEQUENCE_AT,
  type CompressionType,
  computeCrc,
  CRC_AT,
  incrementSequence,
  PRODUCER_EPOCH_AT,
  PRODUCER_ID_AT,
  RECORD_BATCH_OVERHEAD,
  RecordBatchBuilder,
  type RecordToAppend,
  recordsOf,
} from '@odradek/protocol';

import type { RecordInSend } from './record-in-send.ts';

/** Who a producer is to the brokers. A new object for each new id or epoch. */
export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly producerEpoch: number;
}

/** How batches are built. */
export interface BatchFormat {
  readonly compression: CompressionType;
  /** What the codec is expected to make of the records, 0.25 for a quarter. */
  readonly compressionRatio: number;
}

/** What a batch begins with. */
export interface BatchStart {
  readonly topic: string;
  readonly partition: number;
  /** How many records of the partition came before; batches are in the order of it. */
  readonly recordIndex: number;
  /** On the monotonic clock. */
  readonly createdMs: number;
  readonly format: BatchFormat;
}

/** Who waits for a record, and what it said. */
interface RecordOutcome {
  readonly timestamp: Timestamp;
  readonly resolve: RecordInSend['resolve'];
  readonly reject: RecordInSend['reject'];
}

/** A record batch on its way to a partition: open, then closed, then done, which it is once. */
export class ProducerBatch {
  readonly topic: string;
  readonly partition: number;
  readonly recordIndex: number;
  readonly createdMs: number;
  /** How often it was sent. */
  attempts = 0;
  /** Not before this is it sent again. */
  retryAtMs = 0;
  /** The epoch of the leader that it was last sent to: a newer one need not be waited for. */
  sentToLeaderEpoch = -1;
  /** Whether it is a part of a batch that was too large. */
  readonly isPart: boolean;
  /** How many bytes its last record has taken, before compression. */
  lastRecordBytes = 0;
  /** What counts against `buffer.memory`. */
  reservedBytes = 0;
  /** The fewest calls of `flush` that had come before one of its records. */
  flushes: number = Infinity;
  identity: ProducerIdentity | undefined;
  baseSequence = -1;
  private readonly format: BatchFormat;
  private builder: RecordBatchBuilder | undefined;
  private bytes: Buffer | undefined;
  private bytesBeforeCompression = 0;
  private largestRecordBytes = 0;
  private isFilled = false;
  private done = false;
  private readonly outcomes: RecordOutcome[] = [];

  constructor(start: BatchStart, isPart: boolean = false) {
    this.topic = start.topic;
    this.partition = start.partition;
    this.recordIndex = start.recordIndex;
    this.createdMs = start.createdMs;
    this.format = start.format;
    this.isPart = isPart;
    this.builder = new RecordBatchBuilder(start.format);
  }

  get recordsCount(): number {
    return this.outcomes.length;
  }

  /** Whether it has its sequence numbers: it was sent before, or is a part of one that was. */
  get hasSequence(): boolean {
    return this.identity !== undefined;
  }

  /** The sequence number of its last record. */
  get lastSequence(): number {
    return incrementSequence(this.baseSequence, this.recordsCount - 1);
  }

  /** Whether all who waited for its records were told. */
  get isDone(): boolean {
    return this.done;
  }

  /** Whether no record can be appended. */
  get isFull(): boolean {
    return this.isFilled || this.builder === undefined;
  }

  /** What it takes in a request: exactly if it is closed, else by estimate. */
  get sizeInBytes(): number {
    return this.bytes?.byteLength ?? this.builder?.estimatedSizeInBytes ?? 0;
  }

  /**
   * Appends a record, unless the batch is full or would become larger than `batchSize`; the first
   * always fits. Copies key, value and headers.
   */
  tryAppend(record: RecordInSend, batchSize: number): boolean {
    const { timestamp, key, value, headers, flushes, resolve, reject } = record;
    const outcome = { timestamp, resolve, reject };
    return this.append({ timestamp, key, value, headers }, outcome, flushes, batchSize);
  }

  private append(
    record: RecordToAppend,
    outcome: RecordOutcome,
    flushes: number,
    batchSize: number,
  ): boolean {
    if (this.builder === undefined || this.isFilled) return false;
    const before = this.builder.sizeInBytes;
    if (!this.builder.tryAppend(record, batchSize)) {
      this.isFilled = true;
      return false;
    }
    this.lastRecordBytes = this.builder.sizeInBytes - before;
    this.largestRecordBytes = Math.max(this.largestRecordBytes, this.lastRecordBytes);
    if (this.builder.estimatedSizeInBytes >= batchSize) this.isFilled = true;
    this.flushes = Math.min(this.flushes, flushes);
    this.outcomes.push(outcome);
    return true;
  }

  /**
   * The batch as it is sent. Compresses it the first time and takes no records from then on. Raises
   * what `compress` raises.
   */
  close(): Buffer {
    if (this.bytes !== undefined) return this.bytes;
    assert(this.builder !== undefined, 'an open batch has a builder');
    this.bytesBeforeCompression = this.builder.sizeInBytes;
    this.bytes = this.builder.build();
    this.builder = undefined;
    return this.bytes;
  }

  /** How much smaller the codec has made the records, 0.25 for a quarter; it must be closed. */
  get compressionRatio(): number {
    const records = this.bytesBeforeCompression - RECORD_BATCH_OVERHEAD;
    return records <= 0 ? 1 : (this.sizeInBytes - RECORD_BATCH_OVERHEAD) / records;
  }

  /**
   * Gives it producer and sequence numbers, which stand in its header. Bytes that may be on their
   * way from an earlier attempt are left alone: they are written into a copy.
   */
  setSequence(identity: ProducerIdentity, baseSequence: number): void {
    const bytes = this.attempts === 0 ? this.close() : Buffer.from(this.close());
    this.identity = identity;
    this.baseSequence = baseSequence;
    bytes.writeBigInt64BE(identity.producerId, PRODUCER_ID_AT);
    bytes.writeInt16BE(identity.producerEpoch, PRODUCER_EPOCH_AT);
    bytes.writeInt32BE(baseSequence, BASE_SEQUENCE_AT);
    bytes.writeUInt32BE(computeCrc(bytes), CRC_AT);
    this.bytes = bytes;
  }

  /** Resolves its records. `baseOffset` -1 stands for unknown, `logAppendTimeMs` -1 for none. */
  complete(baseOffset: Offset, logAppendTimeMs: Timestamp): void {
    if (this.done) return;
    this.done = true;
    const { topic, partition } = this;
    for (const [index, { timestamp, resolve }] of this.outcomes.entries()) {
      const offset = baseOffset < 0 ? -1 : baseOffset + index;
      resolve({
        topic,
        partition,
        offset,
        timestamp: logAppendTimeMs < 0 ? timestamp : logAppendTimeMs,
      });
    }
  }

  /** Rejects its records, each with the error for its position in the batch. */
  fail(errorAt: (index: number) => KafkaError): void {
    if (this.done) return;
    this.done = true;
    for (const [index, { reject }] of this.outcomes.entries()) reject(errorAt(index));
  }

  /**
   * Smaller batches of the same records, in order, which take over sequence numbers and whoever
   * waits; this one is done. The first split goes by `batchSize`, those of parts go by halves.
   */
  split(batchSize: number): readonly ProducerBatch[] {
    assert(this.recordsCount > 1, 'a batch of one record cannot be split');
    this.done = true;
    const records = recordsOf(this.close(), { decompressedBytesMax: this.bytesBeforeCompression });
    const wholeBytes = this.bytesBeforeCompression;
    const half = Math.max(this.largestRecordBytes, Math.floor(wholeBytes / 2));
    const target = this.isPart || batchSize >= wholeBytes ? half : batchSize;
    const parts: ProducerBatch[] = [];
    for (const [index, { timestamp, key, value, headers }] of records.entries()) {
      const outcome = this.outcomes[index];
      assert(outcome !== undefined, 'someone waits for each record of a batch');
      const record = { timestamp, key, value, headers };
      if (parts.at(-1)?.append(record, outcome, this.flushes, target) === true) continue;
      const part = this.newPart(index);
      part.append(record, outcome, this.flushes, target);
      parts.push(part);
    }
    return this.shareSequence(parts);
  }

  private newPart(index: number): ProducerBatch {
    const { topic, partition, createdMs } = this;
    // What the codec makes of a part is not known, so its size is taken as that of the records.
    const format = { ...this.format, compressionRatio: 1 };
    const recordIndex = this.recordIndex + index;
    return new ProducerBatch({ topic, partition, recordIndex, createdMs, format }, true);
  }

  private shareSequence(parts: readonly ProducerBatch[]): readonly ProducerBatch[] {
    const reservedBytes = this.reservedBytes / parts.length;
    for (const part of parts) {
      part.reservedBytes = reservedBytes;
      if (this.identity === undefined) continue;
      const distance = part.recordIndex - this.recordIndex;
      part.setSequence(this.identity, incrementSequence(this.baseSequence, distance));
    }
    return parts;
  }
}
