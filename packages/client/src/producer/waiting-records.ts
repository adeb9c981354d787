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
  /** Told of a topic when the first record begins to wait for it or for one of its partitions. */
  readonly onMissing: (topic: string) => void;
  /** Told of a topic that the client cannot use. */
  readonly onRefused: (topic: string) => void;
  /** Why metadata cannot be got at the moment, if so. */
  readonly updateError: () => KafkaError | undefined;
}

/** The records that wait for a topic or for one of its partitions, in the order of the calls. */
interface TopicLine {
  records: RecordInSend[];
  /** What was known of the topic when the line was last looked through. */
  seen: TopicMetadata | undefined;
}

/**
 * Records that cannot be put into batches yet: first for want of metadata, in a line for each
 * topic, then for want of memory, in one line. Records of a partition never overtake each other. One
 * for a partition that is not there holds back no record for another partition, as Kafka's
 * `waitOnMetadata` holds back only who asked for it.
 */
export class WaitingRecords {
  private readonly options: WaitingRecordsOptions;
  private readonly forTopic: Map<string, TopicLine> = new Map();
  private forMemory: RecordInSend[] = [];

  constructor(options: WaitingRecordsOptions) {
    this.options = options;
  }

  /** Whether records wait for memory, so that batches should be sent without lingering. */
  get isMemoryShort(): boolean {
    return this.forMemory.length > 0;
  }

  /** When the first record gives up, `Infinity` if none waits. Lines are in the order of that. */
  get nextExpiryMs(): number {
    return this.heads.reduce(
      (least, head) => Math.min(least, head?.blockedUntilMs ?? Infinity),
      Infinity,
    );
  }

  /** Whether a record waits that came before the given number of calls of `flush` were made. */
  hasBefore(flushes: number): boolean {
    return this.heads.some((head) => head !== undefined && head.flushes < flushes);
  }

  private get heads(): readonly (RecordInSend | undefined)[] {
    return [this.forMemory[0], ...[...this.forTopic.values()].map(({ records }) => records[0])];
  }

  /** Whether any record waits. */
  get isEmpty(): boolean {
    return this.forMemory.length === 0 && this.forTopic.size === 0;
  }

  /** Whether a record waits for a topic or a partition that is not known even now. */
  get lacksMetadata(): boolean {
    for (const [name, { records }] of this.forTopic) {
      const topic = this.options.topicOf(name);
      if (refusalOf(topic) !== undefined) continue;
      if (records.some((record) => !hasPlaceFor(topic, record))) return true;
    }
    return false;
  }

  /** Whether a record of the topic waits, for whatever it is. */
  has(topic: string): boolean {
    return this.forTopic.has(topic) || this.forMemory.some((record) => record.topic === topic);
  }

  /** Appends a record, or lets it wait. */
  add(record: RecordInSend): void {
    const line = this.forTopic.get(record.topic);
    if (line !== undefined) this.advance(record.topic, line);
    if (!this.tryPlace(record)) this.lineOf(record.topic).records.push(record);
  }

  /** The line for a topic, which begins with whoever asks for it if there is none. */
  private lineOf(topic: string): TopicLine {
    const known = this.forTopic.get(topic);
    if (known !== undefined) return known;
    const line: TopicLine = { records: [], seen: this.options.topicOf(topic) };
    this.forTopic.set(topic, line);
    this.options.onMissing(topic);
    return line;
  }

  /** Whether what is known of the topic settles where the record goes, or that it goes nowhere. */
  private tryPlace(record: RecordInSend): boolean {
    const topic = this.options.topicOf(record.topic);
    if (hasPlaceFor(topic, record)) {
      this.place(record, topic);
      return true;
    }
    const error = refusalOf(topic);
    if (error === undefined) return false;
    this.options.onRefused(record.topic);
    record.reject(error);
    return true;
  }

  private place(record: RecordInSend, topic: TopicMetadata): void {
    const hasRoom = this.forMemory.length === 0 && this.options.hasRoom(record.sizeInBytesMax);
    if (hasRoom) this.options.append(record, topic);
    else this.forMemory.push(record);
  }

  /** Moves on what waits for topics; to be called when metadata has changed. */
  onMetadata(): void {
    for (const [topic, line] of this.forTopic) this.advance(topic, line);
  }

  private advance(topic: string, line: TopicLine): void {
    const known = this.options.topicOf(topic);
    if (known === line.seen) return;
    line.seen = known;
    line.records = line.records.filter((record) => !this.tryPlace(record));
    if (line.records.length === 0) this.forTopic.delete(topic);
  }

  /** Moves on what waits for memory; to be called when some was freed. */
  onMemory(): void {
    let placed = 0;
    let isGone = false;
    for (const record of this.forMemory) {
      const topic = this.options.topicOf(record.topic);
      if (!hasPlaceFor(topic, record)) {
        isGone = true;
        break;
      }
      if (!this.options.hasRoom(record.sizeInBytesMax)) break;
      this.options.append(record, topic);
      placed++;
    }
    this.forMemory.splice(0, placed);
    if (!isGone) return;
    this.returnGone();
    this.onMemory();
  }

  /** Lets records whose topic or partition has gone since wait for it, and not for memory. */
  private returnGone(): void {
    const returned = new Map<string, RecordInSend[]>();
    this.forMemory = this.forMemory.filter((record) => {
      if (hasPlaceFor(this.options.topicOf(record.topic), record)) return true;
      const ofTopic = returned.get(record.topic);
      if (ofTopic === undefined) returned.set(record.topic, [record]);
      else ofTopic.push(record);
      return false;
    });
    for (const [topic, records] of returned) {
      const left = records.filter((record) => !this.tryPlace(record));
      if (left.length === 0) continue;
      const line = this.lineOf(topic);
      line.records = [...left, ...line.records].sort(inOrderOfCalls);
    }
  }

  /** Rejects what has waited too long. Answers the topics for which nothing waits any more. */
  expire(nowMs: number): readonly string[] {
    takeWhile(this.forMemory, (record) => record.blockedUntilMs <= nowMs).forEach((record) =>
      record.reject(noMemory()),
    );
    const given: string[] = [];
    for (const [topic, { records }] of this.forTopic) {
      takeWhile(records, (record) => record.blockedUntilMs <= nowMs).forEach((record) =>
        record.reject(this.noMetadata(record)),
      );
      if (records.length > 0) continue;
      this.forTopic.delete(topic);
      given.push(topic);
    }
    return given;
  }

  /** Rejects everything. Answers the topics for which records have waited. */
  fail(error: KafkaError): readonly string[] {
    const lines = [...this.forTopic.values()].flatMap(({ records }) => records);
    const topics = [...this.forTopic.keys()];
    this.forTopic.clear();
    for (const record of [...this.forMemory.splice(0), ...lines]) record.reject(error);
    return topics;
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

function hasPlaceFor(
  topic: TopicMetadata | undefined,
  { partition }: RecordInSend,
): topic is TopicMetadata {
  if (topic?.errorCode !== ErrorCode.NONE) return false;
  if (partition === undefined) return topic.partitions.length > 0;
  return topic.partitions.some((other) => other.partition === partition);
}

/** Why the client cannot use a topic, however long it waits; `undefined` if it may. */
function refusalOf(topic: TopicMetadata | undefined): KafkaError | undefined {
  if (topic === undefined || topic.errorCode === ErrorCode.NONE) return undefined;
  if (errorByCode(topic.errorCode)?.retriable === true) return undefined;
  const { code, message } = errorOf(topic.errorCode);
  return new KafkaError(code, `Topic "${topic.name}": ${message}`);
}

function inOrderOfCalls(a: RecordInSend, b: RecordInSend): number {
  return a.blockedUntilMs - b.blockedUntilMs || a.flushes - b.flushes;
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
