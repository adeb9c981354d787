import { ErrorCode } from '@odradek/protocol';

import { kafkaFamily, labelText, type Metric, type Sample } from './metric.ts';

/** The meters that a topic has of its own, and all topics together (Kafka's `BrokerTopicMetrics`). */
const TOPIC_METERS = {
  messagesIn: ['MessagesInPerSec', 'Records that were appended'],
  bytesIn: ['BytesInPerSec', 'Bytes of record batches that were appended'],
  bytesOut: ['BytesOutPerSec', 'Bytes of record batches that consumers were answered'],
  bytesRejected: ['BytesRejectedPerSec', 'Bytes of record batches that were too large'],
  totalProduceRequests: ['TotalProduceRequestsPerSec', 'Partitions of Produce requests'],
  failedProduceRequests: [
    'FailedProduceRequestsPerSec',
    'Partitions of Produce requests that failed in a way that no client is told to expect',
  ],
  totalFetchRequests: ['TotalFetchRequestsPerSec', 'Partitions that were read for Fetch requests'],
  failedFetchRequests: [
    'FailedFetchRequestsPerSec',
    'Partitions of Fetch requests that failed in a way that no client is told to expect',
  ],
} as const;

/** The meters that only all topics have together. */
const VALIDATION_METERS = {
  invalidMessageCrcRecords: ['InvalidMessageCrcRecordsPerSec', 'Batches that are damaged'],
} as const;

type TopicMeter = keyof typeof TOPIC_METERS;
type ValidationMeter = keyof typeof VALIDATION_METERS;
type Meter = TopicMeter | ValidationMeter;

/** Errors that Kafka's `ReplicaManager.appendToLocalLog` does not count as failures. */
const EXPECTED_PRODUCE_ERRORS: ReadonlySet<number> = new Set([
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.RECORD_LIST_TOO_LARGE,
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_TOPIC_ID,
]);

/** The same of `ReplicaManager.readFromLog`. */
const EXPECTED_FETCH_ERRORS: ReadonlySet<number> = new Set([
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.REPLICA_NOT_AVAILABLE,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.INCONSISTENT_TOPIC_ID,
  ErrorCode.OFFSET_OUT_OF_RANGE,
]);

/** What is counted of one topic: whoever does the work adds to it. */
export class TopicStats implements Record<Meter, number> {
  messagesIn = 0;
  bytesIn = 0;
  bytesOut = 0;
  bytesRejected = 0;
  totalProduceRequests = 0;
  failedProduceRequests = 0;
  totalFetchRequests = 0;
  failedFetchRequests = 0;
  invalidMessageCrcRecords = 0;

  /** Records were appended, or had been before. */
  appended(recordsCount: number, bytes: number): void {
    this.messagesIn += recordsCount;
    this.bytesIn += bytes;
  }

  /** A batch was not appended. */
  refused(errorCode: number, bytes: number): void {
    if (errorCode === ErrorCode.MESSAGE_TOO_LARGE) this.bytesRejected += bytes;
    if (errorCode === ErrorCode.CORRUPT_MESSAGE) this.invalidMessageCrcRecords++;
    if (!EXPECTED_PRODUCE_ERRORS.has(errorCode)) this.failedProduceRequests++;
  }

  /** A partition could not be read. */
  unread(errorCode: number): void {
    if (!EXPECTED_FETCH_ERRORS.has(errorCode)) this.failedFetchRequests++;
  }
}

/**
 * What is counted of topics. A topic has its counts as long as it is there, so that they cannot be
 * more than topics; what it has had stays in those of all topics.
 */
export class BrokerTopicStats {
  private readonly byTopic = new Map<string, TopicStats>();
  private readonly removed: TopicStats = new TopicStats();

  /** The counts of a topic that is hosted here: the same until it is removed. */
  of(topic: string): TopicStats {
    const known = this.byTopic.get(topic);
    if (known !== undefined) return known;
    const stats = new TopicStats();
    this.byTopic.set(topic, stats);
    return stats;
  }

  /** A topic was deleted; nothing is added to its counts any more. */
  remove(topic: string): void {
    const stats = this.byTopic.get(topic);
    if (stats === undefined) return;
    this.byTopic.delete(topic);
    for (const meter of [...topicMeters(), ...validationMeters()]) {
      this.removed[meter] += stats[meter];
    }
  }

  /** The topics that are there, with a count above zero or not. */
  get topics(): Iterable<readonly [topic: string, stats: TopicStats]> {
    return this.byTopic;
  }

  /** A count of all topics together, also of those that are gone. */
  total(meter: Meter): number {
    let sum = this.removed[meter];
    for (const stats of this.byTopic.values()) sum += stats[meter];
    return sum;
  }
}

function topicMeters(): readonly TopicMeter[] {
  return Object.keys(TOPIC_METERS) as TopicMeter[];
}

function validationMeters(): readonly ValidationMeter[] {
  return Object.keys(VALIDATION_METERS) as ValidationMeter[];
}

/** What the metrics of topics are read from. */
export interface BrokerTopicSource {
  readonly topicStats: BrokerTopicStats;
}

/**
 * The metrics of topics. As in Kafka, one without the label `topic` is of all together, and a topic
 * has one from its first count on.
 */
export const BROKER_TOPIC_METRICS: readonly Metric<BrokerTopicSource>[] = [
  ...topicMeters().map((meter) => {
    const [name, help] = TOPIC_METERS[meter];
    return {
      family: family(name, help, ['topic']),
      samples: ({ topicStats }: BrokerTopicSource) => topicSamples(topicStats, meter),
    };
  }),
  ...validationMeters().map((meter) => {
    const [name, help] = VALIDATION_METERS[meter];
    return {
      family: family(name, help),
      samples: ({ topicStats }: BrokerTopicSource) => [
        { labels: '', value: topicStats.total(meter) },
      ],
    };
  }),
];

function family(name: string, help: string, labels: readonly string[] = []) {
  return kafkaFamily(
    { domain: 'server', type: 'BrokerTopicMetrics', name },
    'counter',
    help,
    labels,
  );
}

function* topicSamples(topicStats: BrokerTopicStats, meter: TopicMeter): Iterable<Sample> {
  yield { labels: '', value: topicStats.total(meter) };
  for (const [topic, stats] of topicStats.topics) {
    if (stats[meter] > 0) yield { labels: labelText({ topic }), value: stats[meter] };
  }
}
