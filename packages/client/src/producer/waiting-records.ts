import { KafkaError } from '@odradek/base';
import { ErrorCode, errorByCode, errorOf } from '@odradek/protocol';

import type { TopicMetadata } from '../cluster/cluster-metadata.ts';
import type { RecordInSend } from './record-in-send.ts';

/** What records wait for. */
export interface WaitingRecordsOptions {
  readonly topicOf: (name: string) => TopicMetadata | undefined;
  readonly hasRoom: (bytes: number) => boolean;
  /** Takes a record whose topic and partition are there and for which there is room. */
  readonly append: (record: RecordInSend, topic: TopicMetadata) => void;
  /** Told of a topic that the client cannot use. */
  readonly onRefused: (topic: string) => void;
  /** Why metadata cannot be got at the moment, if so. */
  readonly updateError: () => KafkaError | undefined;
}

/**
 * Records that cannot be put into batches yet: first for want of metadata, in a line for each
 * topic, then for want of memory, in one line. Records of a topic never overtake each other.
 */
export class WaitingRecords {
  private readonly options: WaitingRecordsOptions;
  private readonly forTopic: Map<string, RecordInSend[]> = new Map();
  private readonly forMemory: RecordInSend[] = [];

  constructor(options: WaitingRecordsOptions) {
    this.options = options;
  }

  /** Whether records wait for memory, so that batches should be sent without lingering. */
  get isMemoryShort(): boolean {
    return this.forMemory.length > 0;
  }

  /** When the first record gives up, `Infinity` if none waits. Lines are in the order of that. */
  get nextExpiryMs(): number {
    const heads = [this.forMemory[0], ...[...this.forTopic.values()].map((line) => line[0])];
    return heads.reduce(
      (least, head) => Math.min(least, head?.blockedUntilMs ?? Infinity),
      Infinity,
    );
  }

  /** Whether a record waits that came before the given number of calls of `flush` were made. */
  hasBefore(flushes: number): boolean {
    const heads = [this.forMemory[0], ...[...this.forTopic.values()].map((line) => line[0])];
    return heads.some((head) => head !== undefined && head.flushes < flushes);
  }

  /** Whether any record waits. */
  get isEmpty(): boolean {
    return this.forMemory.length === 0 && this.forTopic.size === 0;
  }

  /** Appends a record, or lets it wait. Answers whether it waits for its topic. */
  add(record: RecordInSend): boolean {
    const line = this.forTopic.get(record.topic);
    if (line !== undefined) line.push(record);
    else if (this.tryPlace(record)) return false;
    else this.forTopic.set(record.topic, [record]);
    return true;
  }

  /** Whether what is known of the topic settles where the record goes, or that it goes nowhere. */
  private tryPlace(record: RecordInSend): boolean {
    const topic = this.options.topicOf(record.topic);
    if (topic === undefined) return false;
    if (topic.errorCode !== ErrorCode.NONE) {
      if (errorByCode(topic.errorCode)?.retriable === true) return false;
      const error = errorOf(topic.errorCode);
      this.options.onRefused(record.topic);
      record.reject(new KafkaError(error.code, `Topic "${record.topic}": ${error.message}`));
      return true;
    }
    const { partition } = record;
    const { partitions } = topic;
    const isThere =
      partition === undefined
        ? partitions.length > 0
        : partitions.some((other) => other.partition === partition);
    if (isThere) this.place(record, topic);
    return isThere;
  }

  private place(record: RecordInSend, topic: TopicMetadata): void {
    const hasRoom = this.forMemory.length === 0 && this.options.hasRoom(record.sizeInBytesMax);
    if (hasRoom) this.options.append(record, topic);
    else this.forMemory.push(record);
  }

  /** Moves on what waits for topics; to be called when metadata has changed. */
  onMetadata(): void {
    for (const [topic, line] of this.forTopic) {
      let placed = 0;
      for (const record of line) {
        if (!this.tryPlace(record)) break;
        placed++;
      }
      line.splice(0, placed);
      if (line.length === 0) this.forTopic.delete(topic);
    }
  }

  /** Moves on what waits for memory; to be called when some was freed. */
  onMemory(): void {
    let placed = 0;
    for (const record of this.forMemory) {
      const topic = this.options.topicOf(record.topic);
      if (topic === undefined || !this.options.hasRoom(record.sizeInBytesMax)) break;
      this.options.append(record, topic);
      placed++;
    }
    this.forMemory.splice(0, placed);
  }

  /** Rejects what has waited too long. Answers the topics for which nothing waits any more. */
  expire(nowMs: number): readonly string[] {
    takeWhile(this.forMemory, (record) => record.blockedUntilMs <= nowMs).forEach((record) =>
      record.reject(noMemory()),
    );
    const given: string[] = [];
    for (const [topic, line] of this.forTopic) {
      takeWhile(line, (record) => record.blockedUntilMs <= nowMs).forEach((record) =>
        record.reject(this.noMetadata(record)),
      );
      if (line.length > 0) continue;
      this.forTopic.delete(topic);
      given.push(topic);
    }
    return given;
  }

  /** Rejects everything. */
  fail(error: KafkaError): void {
    const all = [...this.forMemory.splice(0), ...[...this.forTopic.values()].flat()];
    this.forTopic.clear();
    for (const record of all) record.reject(error);
  }

  private noMetadata({ topic, partition }: RecordInSend): KafkaError {
    const known = this.options.topicOf(topic);
    const cause = this.options.updateError();
    if (known?.errorCode === ErrorCode.NONE && partition !== undefined) {
      return new KafkaError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `Topic "${topic}" has ${known.partitions.length} partitions and the record is for ` +
          `partition ${partition}; none such came up within max.block.ms.`,
        { retriable: true },
      );
    }
    if (cause !== undefined) {
      return new KafkaError(
        cause.code,
        `No metadata of topic "${topic}" within max.block.ms: ${cause.message}`,
        { retriable: true, cause },
      );
    }
    return new KafkaError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `Topic "${topic}" did not come up within max.block.ms; create it, or let the broker do so ` +
        '(auto.create.topics.enable).',
      { retriable: true },
    );
  }
}

function takeWhile(
  line: RecordInSend[],
  isTaken: (record: RecordInSend) => boolean,
): RecordInSend[] {
  const kept = line.findIndex((record) => !isTaken(record));
  return line.splice(0, kept < 0 ? line.length : kept);
}

function noMemory(): KafkaError {
  return new KafkaError(
    'ODRADEK_BUFFER_EXHAUSTED',
    'No memory for the record within max.block.ms; records are sent faster than the brokers take ' +
      'them. Wait for the promises of `send`, or raise buffer.memory.',
    { retriable: true },
  );
}
