import { assert, type Offset, type Timestamp } from '@odradek/base';

import { must } from './violation.ts';

/** A partition as the history calls it: `orders-3`. */
export type PartitionName = string;

/** One partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export function partitionName({ topic, partition }: TopicPartition): PartitionName {
  return `${topic}-${partition}`;
}

/** The partition of a record of which nobody knows where its key has led it. */
export const UNPLACED = -1;

/** What a record carries. */
export interface RecordContents {
  readonly key: string | null;
  /** Begins with the name of the record, which no other record has, and a bar. */
  readonly value: string;
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly timestamp: Timestamp;
}

/** What its producer knows of a record. */
export type RecordFate =
  | { readonly type: 'pending' }
  /** -1 if its producer was told no offset: the broker knew it as an old duplicate. */
  | { readonly type: 'acknowledged'; readonly offset: Offset }
  /** Nobody knows whether it is in the log. */
  | { readonly type: 'unknown'; readonly reason: string };

/** A record that was given to a producer. */
export interface SentRecord extends RecordContents {
  readonly name: string;
  /** Of a record that was sent by its key, `UNPLACED` until somebody learns where it went. */
  topicPartition: TopicPartition;
  readonly producer: ProducerTraits;
  /** What it has its order in: a partition, or the records of a topic with one key. */
  readonly lane: string;
  /** Its place among what this producer sent in this lane, from 0 on. */
  readonly order: number;
  fate: RecordFate;
}

/** What a producer promises. */
export interface ProducerTraits {
  readonly name: string;
  readonly acks: 0 | 1 | -1;
  readonly idempotent: boolean;
  /** Whether a batch is never sent again before the one before it has been answered. */
  readonly keepsOrder: boolean;
}

/** A record as it was read. */
export interface ReadRecord extends RecordContents {
  readonly offset: Offset;
}

/** Everything that clients did and saw. */
export class History {
  private readonly sent = new Map<string, SentRecord>();
  private readonly seen = new Map<PartitionName, Map<Offset, string>>();
  private readonly highWatermarks = new Map<PartitionName, Offset>();
  private readonly partitionsOfLanes = new Map<string, PartitionName>();
  private acknowledged = 0;
  private readonly acknowledgedPartitions = new Set<PartitionName>();

  /** Notes that a record is given to a producer. */
  send(record: SentRecord): void {
    assert(!this.sent.has(record.name), 'no two records have one name');
    this.sent.set(record.name, record);
  }

  /** Notes that a producer was told that a record is safe; -1 says that it was told no offset. */
  acknowledge(record: SentRecord, offset: Offset): void {
    must(
      record.fate.type === 'pending',
      'a send ends once',
      () => `${record.name} was ${record.fate.type} and is acknowledged at ${offset} now.`,
    );
    if (record.producer.acks === 0) {
      record.fate = { type: 'unknown', reason: 'acks=0' };
      return;
    }
    record.fate = { type: 'acknowledged', offset };
    this.acknowledged++;
    this.acknowledgedPartitions.add(partitionName(record.topicPartition));
  }

  /** Notes to which partition a record went that was sent by its key. */
  place(record: SentRecord, topicPartition: TopicPartition): void {
    const { lane, name } = record;
    const partition = partitionName(topicPartition);
    const first = this.partitionsOfLanes.get(lane) ?? partition;
    this.partitionsOfLanes.set(lane, first);
    must(
      first === partition,
      'records of a key are in one partition',
      () => `${name} went to ${partition}, others with its key to ${first}.`,
    );
    record.topicPartition = topicPartition;
  }

  /** Notes that nobody can tell whether a record is in the log. */
  giveUp(record: SentRecord, reason: string): void {
    if (record.fate.type === 'pending') record.fate = { type: 'unknown', reason };
  }

  /** Notes what a consumer has read: nobody may ever read something else at that offset. */
  see(reader: string, topicPartition: TopicPartition, record: ReadRecord): void {
    const partition = partitionName(topicPartition);
    this.checkContents(reader, topicPartition, record);
    const offsets = this.seen.get(partition) ?? new Map<Offset, string>();
    this.seen.set(partition, offsets);
    const name = nameOf(record.value);
    const before = offsets.get(record.offset);
    must(
      before === undefined || before === name,
      'what a consumer has seen stays as it is',
      () =>
        `${before} was read at offset ${record.offset} of ${partition} before; ${reader} reads ` +
        `${name} there now.`,
    );
    offsets.set(record.offset, name);
  }

  /** Whatever is read was sent to that partition, with these contents. */
  checkContents(reader: string, topicPartition: TopicPartition, record: ReadRecord): SentRecord {
    const partition = partitionName(topicPartition);
    const name = nameOf(record.value);
    const sent = this.sent.get(name);
    const isPlaced = sent?.topicPartition.partition !== UNPLACED;
    if (sent?.topicPartition.topic === topicPartition.topic && !isPlaced) {
      this.place(sent, topicPartition);
    }
    must(
      sent !== undefined && partitionName(sent.topicPartition) === partition,
      'only what was sent to a partition is read from it',
      () =>
        `${reader} reads ${name} at offset ${record.offset} of ${partition}, ` +
        (sent === undefined
          ? 'which nobody has sent.'
          : `which was sent to ${partitionName(sent.topicPartition)}.`),
    );
    must(
      isSameContents(sent, record),
      'a record is read as it was sent',
      () =>
        `${name} at offset ${record.offset} of ${partition} was sent as ${shown(sent)} and ` +
        `${reader} reads ${shown(record)}.`,
    );
    return sent;
  }

  /** The high watermark that was known when a request was sent, and the one that it was answered. */
  seeHighWatermark(
    reader: string,
    topicPartition: TopicPartition,
    { before, now }: { readonly before: Offset; readonly now: Offset },
  ): void {
    const partition = partitionName(topicPartition);
    must(
      now >= before,
      'the high watermark never goes back',
      () =>
        `It was ${before} in ${partition} before ${reader} sent a request, which was answered with ` +
        `${now}.`,
    );
    if (now > this.highWatermarkOf(topicPartition)) this.highWatermarks.set(partition, now);
  }

  /** The greatest high watermark that any client has been told. */
  highWatermarkOf(topicPartition: TopicPartition): Offset {
    return this.highWatermarks.get(partitionName(topicPartition)) ?? 0;
  }

  /** What consumers have seen of a partition: the names of records by offset. */
  seenIn(topicPartition: TopicPartition): ReadonlyMap<Offset, string> {
    return this.seen.get(partitionName(topicPartition)) ?? new Map<Offset, string>();
  }

  /** Everything that was sent to a partition. */
  sentTo(topicPartition: TopicPartition): readonly SentRecord[] {
    const partition = partitionName(topicPartition);
    return [...this.sent.values()].filter(
      (record) => partitionName(record.topicPartition) === partition,
    );
  }

  get sentCount(): number {
    return this.sent.size;
  }

  get acknowledgedCount(): number {
    return this.acknowledged;
  }

  /** On how many partitions at least one record was acknowledged. */
  get acknowledgedPartitionsCount(): number {
    return this.acknowledgedPartitions.size;
  }
}

/** The name of a record, which its value begins with. */
export function nameOf(value: string): string {
  return value.slice(0, value.indexOf('|'));
}

function isSameContents(left: RecordContents, right: RecordContents): boolean {
  return (
    left.key === right.key &&
    left.value === right.value &&
    left.timestamp === right.timestamp &&
    left.headers.length === right.headers.length &&
    left.headers.every(
      ([key, value], index) =>
        key === right.headers[index]?.[0] && value === right.headers[index][1],
    )
  );
}

function shown({ key, value, headers, timestamp }: RecordContents): string {
  return JSON.stringify({ key, value, headers, timestamp });
}
