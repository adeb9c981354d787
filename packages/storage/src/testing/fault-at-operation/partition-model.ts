import type { Offset, Timestamp, Uuid } from '@odradek/base';

import type { TopicIdPartition } from '../../log-manager/partition-directory.ts';

/** Who wrote a batch. */
export interface ModelProducer {
  readonly id: bigint;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  /** What the batch is, if it is a marker. */
  readonly marker?: 'COMMIT' | 'ABORT';
}

/** A batch that was given its place. */
export interface ModelBatch {
  readonly baseOffset: Offset;
  readonly nextOffset: Offset;
  /** As the file has to have them. */
  readonly bytes: Buffer;
  /** Of the first record; each of the others is 1 ms later. */
  readonly timestamp: Timestamp;
  readonly leaderEpoch: number;
  readonly producer: ModelProducer | undefined;
  /** The bytes that were appended, if compaction has left others. */
  readonly appendedBytes?: Buffer;
}

/** What compaction makes of the batches of some segments. */
export interface ModelSwap {
  /** Those that begin from here on, and before `to`. */
  readonly from: Offset;
  readonly to: Offset;
  /** Are replaced by these. */
  readonly batches: readonly ModelBatch[];
}

/**
 * What was begun and not answered, or answered with an error: after a restart it may have been done,
 * in part or as a whole, or not.
 */
export interface Doubt {
  /** Appends in their order; some of the first ones may be there. */
  appended: readonly ModelBatch[];
  /** The log may begin there or before. */
  startMax: Offset;
  /** The log may end there or behind, because it was being truncated. */
  endMin: Offset;
  /** The log may be empty, and begin and end there. */
  emptiedAt: Offset | undefined;
  /** The folder may be gone. */
  isDeleted: boolean;
  /** Compaction may have put this in place, as a whole. */
  swap: ModelSwap | undefined;
}

const NO_DOUBT: Doubt = {
  appended: [],
  startMax: -1,
  endMin: Number.POSITIVE_INFINITY,
  emptiedAt: undefined,
  isDeleted: false,
  swap: undefined,
};

/** An aborted transaction as a consumer is told of it. */
export interface ModelAborted {
  readonly producerId: bigint;
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
}

/** What the log of a partition has to be, and what of that is not certain. */
export class PartitionModel {
  readonly topic: string;
  topicId: Uuid;
  leaderEpoch = 0;
  /** Everything that was written and not truncated, deleted or not. */
  batches: readonly ModelBatch[] = [];
  startOffset: Offset = 0;
  endOffset: Offset = 0;
  doubt: Doubt = { ...NO_DOUBT };
  /** Aborted transactions of which compaction has taken records; it may still be told of them. */
  compactedAborted: readonly ModelAborted[] = [];

  constructor(topic: string, topicId: Uuid) {
    this.topic = topic;
    this.topicId = topicId;
  }

  get partition(): TopicIdPartition {
    return { topic: this.topic, topicId: this.topicId, partition: 0 };
  }

  /** Another one that is the same now. */
  copy(): PartitionModel {
    const copy = new PartitionModel(this.topic, this.topicId);
    Object.assign(copy, this);
    copy.doubt = { ...this.doubt };
    return copy;
  }

  /** Nothing is under way. Whether a start that failed to be written is there stays open. */
  settle(): void {
    this.doubt = { ...NO_DOUBT, startMax: this.doubt.startMax };
  }

  /** It is certain where the log begins. */
  begin(offset: Offset): void {
    this.startOffset = offset;
    if (this.doubt.startMax <= offset) this.doubt.startMax = -1;
  }

  /** An append is under way. */
  begun(batch: ModelBatch): void {
    this.doubt.appended = [...this.doubt.appended, batch];
  }

  acknowledged(batch: ModelBatch): void {
    this.doubt.appended = this.doubt.appended.filter((other) => other !== batch);
    this.batches = [...this.batches, batch];
    this.endOffset = batch.nextOffset;
  }

  /** An append that was under way was refused: nothing of it is in the log. */
  refused(batch: ModelBatch): void {
    this.doubt.appended = this.doubt.appended.filter((other) => other !== batch);
  }

  /** Compaction has put something in the place of some batches. */
  swapped(swap: ModelSwap): void {
    this.compactedAborted = [...this.compactedAborted, ...this.aborted(0, this.endOffset)];
    this.batches = afterSwap(this.batches, swap);
    this.doubt.swap = undefined;
  }

  truncateTo(offset: Offset): void {
    this.endOffset = this.endAfterTruncation(offset);
    this.batches = this.batches.filter(({ nextOffset }) => nextOffset <= offset);
    this.startOffset = Math.min(this.startOffset, this.endOffset);
    this.doubt.startMax = Math.min(this.doubt.startMax, this.endOffset);
  }

  /** Where the batch begins that holds an offset. */
  endAfterTruncation(offset: Offset): Offset {
    const holder = this.batches.find((batch) => batch.nextOffset > offset);
    return holder === undefined || holder.baseOffset > offset ? offset : holder.baseOffset;
  }

  /** The log is empty, and begins and ends there. */
  clear(offset: Offset): void {
    this.batches = [];
    this.startOffset = offset;
    this.endOffset = offset;
    this.doubt = { ...NO_DOUBT };
    this.compactedAborted = [];
  }

  /** All of another topic. */
  recreate(topicId: Uuid): void {
    this.topicId = topicId;
    this.leaderEpoch = 0;
    this.clear(0);
  }

  /** The batches that hold offsets from one on and before another. */
  between(from: Offset, to: Offset): readonly ModelBatch[] {
    return this.batches.filter(
      ({ baseOffset, nextOffset }) => nextOffset > from && baseOffset < to,
    );
  }

  /** The last batch of a producer that is no marker, also one that is under way. */
  lastBatchOf(id: bigint): ModelBatch | undefined {
    return [...this.batches, ...this.doubt.appended].findLast(
      ({ producer }) => producer?.id === id && producer.marker === undefined,
    );
  }

  nextSequenceOf(id: bigint): number {
    const last = this.lastBatchOf(id);
    if (last?.producer === undefined) return 0;
    return last.producer.baseSequence + last.nextOffset - last.baseOffset;
  }

  hasOpenTransaction(id: bigint): boolean {
    return this.openTransactions().has(id);
  }

  private openTransactions(): ReadonlyMap<bigint, Offset> {
    const open = new Map<bigint, Offset>();
    for (const { producer, baseOffset } of this.batches) {
      if (producer === undefined || !producer.isTransactional) continue;
      if (producer.marker !== undefined) open.delete(producer.id);
      else if (!open.has(producer.id)) open.set(producer.id, baseOffset);
    }
    return open;
  }

  get lastStableOffset(): Offset {
    const first = Math.min(this.endOffset, ...this.openTransactions().values());
    return Math.max(this.startOffset, first);
  }

  aborted(from: Offset, to: Offset): readonly ModelAborted[] {
    const open = new Map<bigint, Offset>();
    const aborted: ModelAborted[] = [];
    for (const { producer, baseOffset } of this.batches) {
      if (producer === undefined || !producer.isTransactional) continue;
      const { id: producerId, marker } = producer;
      const firstOffset = open.get(producerId);
      if (marker === undefined) open.set(producerId, firstOffset ?? baseOffset);
      else open.delete(producerId);
      if (marker !== 'ABORT' || firstOffset === undefined) continue;
      if (baseOffset >= from && firstOffset < to) {
        aborted.push({ producerId, firstOffset, lastOffset: baseOffset });
      }
    }
    return aborted;
  }

  /** The first record that is not before a time. */
  offsetForTimestamp(timestamp: Timestamp): { timestamp: Timestamp; offset: Offset } | undefined {
    return this.records().find((record) => record.timestamp >= timestamp);
  }

  /** The first record of the greatest time. */
  offsetOfMaxTimestamp(): { timestamp: Timestamp; offset: Offset } | undefined {
    const records = this.records();
    const greatest = Math.max(...records.map(({ timestamp }) => timestamp));
    return records.find(({ timestamp }) => timestamp === greatest);
  }

  private records(): readonly { timestamp: Timestamp; offset: Offset }[] {
    return this.between(this.startOffset, this.endOffset).flatMap(
      ({ baseOffset, nextOffset, timestamp }) =>
        Array.from({ length: nextOffset - baseOffset }, (_, index) => {
          return { timestamp: timestamp + index, offset: baseOffset + index };
        }).filter(({ offset }) => offset >= this.startOffset),
    );
  }
}

/** What some batches are when a swap was done. */
export function afterSwap(
  batches: readonly ModelBatch[],
  { from, to, batches: cleaned }: ModelSwap,
): readonly ModelBatch[] {
  return [
    ...batches.filter(({ baseOffset }) => baseOffset < from),
    ...cleaned,
    ...batches.filter(({ baseOffset }) => baseOffset >= to),
  ];
}
