import { isOutOfRangeInt64, KafkaError, type Offset } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  batchesIn,
  controlTypeOf,
  hasProducerIdAt,
  isControl,
  isCrcValid,
  isLegacyCrcValid,
  isTransactional,
  lastOffsetAt,
  legacyRecordsOf,
  magicAt,
  partitionLeaderEpochAt,
  producerIdAt,
  RECORD_BATCH_MAGIC,
  RecordCursor,
  type RecordCursorOptions,
  timestampTypeOf,
} from '@odradek/protocol';
import type { AbortedTransaction } from '@odradek/protocol/messages/01-fetch';

import type { ConsumerRecord, TopicPartition } from './consumer-options.ts';
import type { ConsumerSettings } from './consumer-settings.ts';

/** What a broker has answered for one partition. */
export interface FetchedRecordsOptions extends TopicPartition {
  readonly settings: ConsumerSettings;
  /** The offset that was asked for; the first batch may begin before it. */
  readonly fetchOffset: Offset;
  /** How many came before from whatever partition: they are taken in this order. */
  readonly arrival: number;
  /** Whole batches; the last may be cut off. */
  readonly records: Buffer;
  /** In any order; null for read_uncommitted. */
  readonly abortedTransactions: readonly AbortedTransaction[] | null;
}

const NO_LEADER_EPOCH = -1;

/**
 * The records of one partition in one Fetch response, read as far as they are taken. Leaves out
 * what lies before the offset asked for, control records and, with read_committed, records of
 * aborted transactions, as `CompletedFetch` of Kafka's consumer does.
 */
export class FetchedRecords {
  /** The offset of the next record that was not taken. */
  nextOffset: Offset;
  /** The epoch of the leader that appended what was read last, -1 if that is not known. */
  leaderEpoch: number = NO_LEADER_EPOCH;
  /** The offset after the last whole batch: where the next fetch goes on. */
  readonly endOffset: Offset;
  private readonly options: FetchedRecordsOptions;
  private readonly batches: readonly Buffer[];
  private readonly tail: 'none' | 'torn' | 'corrupt';
  private readonly aborted: readonly AbortedTransaction[];
  private readonly cursorOptions: RecordCursorOptions;
  private abortedIndex = 0;
  private readonly abortedProducerIds: Set<bigint> = new Set<bigint>();
  private batchIndex = 0;
  private open: (() => ConsumerRecord | undefined) | undefined;
  /** Where the batch begins that was looked into last. */
  private openStart: Offset = 0;
  /** The offset after that batch. */
  private openEnd: Offset = 0;
  private isRead = false;

  constructor(options: FetchedRecordsOptions) {
    this.options = options;
    this.nextOffset = options.fetchOffset;
    const { batches, tail } = batchesIn(options.records);
    this.batches = batches;
    this.tail = tail;
    this.aborted = [...(options.abortedTransactions ?? [])].sort(
      (a, b) => a.firstOffset - b.firstOffset,
    );
    this.cursorOptions = { decompressedBytesMax: options.settings.decompressedBatchBytesMax };
    const last = batches.at(-1);
    const end = last === undefined ? options.fetchOffset : offsetAfter(last);
    this.endOffset = Math.max(end, options.fetchOffset);
  }

  /** How many came before from whatever partition. */
  get arrival(): number {
    return this.options.arrival;
  }

  /** Whether everything was taken. */
  get isDrained(): boolean {
    return this.isRead;
  }

  /** Whether it did not move the position on, though the broker should have sent what does. */
  get isFruitless(): boolean {
    return this.isRead && this.nextOffset === this.options.fetchOffset;
  }

  /**
   * Adds records to `taken` until it has `count` or there are no more. Raises `CORRUPT_MESSAGE`,
   * `INVALID_RECORD` or what `decompress` raises, and names partition, offset and the offsets of the
   * batch; what was taken before stays taken.
   */
  take(taken: ConsumerRecord[], count: number): void {
    try {
      while (taken.length < count) {
        const record = this.next();
        if (record === undefined) break;
        taken.push(record);
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      throw this.unreadable(error);
    }
  }

  private next(): ConsumerRecord | undefined {
    for (;;) {
      if (this.open === undefined && !this.openBatch()) return undefined;
      const record = this.open?.();
      if (record === undefined) {
        this.open = undefined;
        this.nextOffset = this.openEnd;
        continue;
      }
      if (record.offset < this.nextOffset) continue;
      this.nextOffset = record.offset + 1;
      return record;
    }
  }

  /** Goes to the next batch that has something to give. False after the last. */
  private openBatch(): boolean {
    for (;;) {
      const batch = this.batches[this.batchIndex];
      if (batch === undefined) {
        this.checkTail();
        this.isRead = true;
        return false;
      }
      const end = offsetAfter(batch);
      if (end > this.nextOffset) {
        if (isOutOfRangeInt64(end)) throw corrupt('its offsets are out of range');
        this.openStart = baseOffsetAt(batch, 0);
        this.openEnd = end;
        this.checkCrc(batch);
        const isV2 = magicAt(batch, 0) === RECORD_BATCH_MAGIC;
        if (isV2) this.leaderEpoch = partitionLeaderEpochAt(batch, 0);
        if (isV2 && this.isLeftOut(batch)) {
          this.nextOffset = end;
        } else {
          this.open = isV2 ? this.recordsOf(batch) : this.legacyRecordsOf(batch);
          this.batchIndex++;
          return true;
        }
      }
      this.batchIndex++;
    }
  }

  /** A batch that is cut off is no error unless it is the first, since then there is no progress. */
  private checkTail(): void {
    if (this.tail === 'corrupt') throw corrupt('what follows is no record batch');
    if (this.tail === 'torn' && this.batches.length === 0) {
      throw corrupt('the broker sent only a part of a record batch');
    }
  }

  private checkCrc(batch: Buffer): void {
    if (!this.options.settings.checkCrcs) return;
    const isValid =
      magicAt(batch, 0) === RECORD_BATCH_MAGIC ? isCrcValid(batch) : isLegacyCrcValid(batch);
    if (!isValid) throw corrupt('its checksum is wrong');
  }

  /** Whether a batch holds nothing for the application; keeps track of aborted transactions. */
  private isLeftOut(batch: Buffer): boolean {
    const attributes = attributesAt(batch, 0);
    const isControlBatch = isControl(attributes);
    if (this.options.settings.isReadCommitted && hasProducerIdAt(batch, 0)) {
      const producerId = producerIdAt(batch, 0);
      this.noteAborted(lastOffsetAt(batch, 0));
      if (isControlBatch && controlTypeOf(batch) === 'ABORT') {
        this.abortedProducerIds.delete(producerId);
      }
      if (isTransactional(attributes) && this.abortedProducerIds.has(producerId)) return true;
    }
    return isControlBatch;
  }

  private noteAborted(lastOffset: Offset): void {
    for (;;) {
      const transaction = this.aborted[this.abortedIndex];
      if (transaction === undefined || transaction.firstOffset > lastOffset) return;
      this.abortedProducerIds.add(transaction.producerId);
      this.abortedIndex++;
    }
  }

  private recordsOf(batch: Buffer): () => ConsumerRecord | undefined {
    const { topic, partition } = this.options;
    const { leaderEpoch } = this;
    const cursor = new RecordCursor(batch, this.cursorOptions);
    const timestampType = timestampTypeOf(attributesAt(batch, 0));
    return () => {
      if (!cursor.next()) return undefined;
      const { offset, timestamp, key, value } = cursor;
      const headers = cursor.headers();
      return {
        topic,
        partition,
        offset,
        timestamp,
        timestampType,
        key,
        value,
        headers,
        leaderEpoch,
      };
    };
  }

  private legacyRecordsOf(message: Buffer): () => ConsumerRecord | undefined {
    const { topic, partition } = this.options;
    const records = legacyRecordsOf(message, this.cursorOptions).values();
    const timestampType = magicAt(message, 0) === 0 ? 'NoTimestampType' : 'CreateTime';
    const leaderEpoch = NO_LEADER_EPOCH;
    return () => {
      const { value: record } = records.next();
      if (record === undefined) return undefined;
      const { offset, timestamp, key, value, headers } = record;
      return {
        topic,
        partition,
        offset,
        timestamp,
        timestampType,
        key,
        value,
        headers,
        leaderEpoch,
      };
    };
  }

  /** An old message set tells only where it ends: `openStart` is the offset of its last record. */
  private advice(): string {
    const { openStart, openEnd, nextOffset } = this;
    if (openEnd <= nextOffset) return 'Seek behind it to go on.';
    const start = Math.min(openStart, nextOffset);
    return `The batch has offsets ${start} to ${openEnd - 1}; seek to ${openEnd} to go on behind it.`;
  }

  private unreadable(error: KafkaError): KafkaError {
    const { topic, partition } = this.options;
    return new KafkaError(
      error.code,
      `Topic "${topic}", partition ${partition}, cannot be read from offset ${this.nextOffset} on: ` +
        `${error.message} ${this.advice()}`,
      { cause: error },
    );
  }
}

/** The offset after the last record of a batch, which compaction may have removed. */
function offsetAfter(batch: Buffer): Offset {
  const isV2 = magicAt(batch, 0) === RECORD_BATCH_MAGIC;
  // A compressed message of the old formats has the offset of its last record.
  return (isV2 ? lastOffsetAt(batch, 0) : baseOffsetAt(batch, 0)) + 1;
}

function corrupt(reason: string): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `a record batch is corrupt: ${reason}.`);
}
