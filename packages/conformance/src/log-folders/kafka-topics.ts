import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SeededRandom } from '@odradek/base/testing';

import type { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { readCheckpoint } from './hand-over.ts';
import type { BatchToProduce, PartitionClient, RecordToProduce } from './partition-client.ts';

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
const START = 1_767_225_600_000;
const SEGMENT_BYTES = 1024 * 1024;
const CLEANED_MS_MAX = 30_000;
const POLL_MS = 100;

/** Settings of the broker that let its cleaner run at once. */
export const KAFKA_CONFIGS: Readonly<Record<string, string | number>> = {
  'log.cleaner.backoff.ms': 100,
  'log.initial.task.delay.ms': 500,
};

/** Records are from long ago, and stay. */
const KEPT = { 'retention.ms': '-1' };
const COMPACTED = { ...KEPT, 'cleanup.policy': 'compact' };

/** What a topic of Kafka's holds, and what it takes to serve it elsewhere. */
interface KafkaTopic {
  readonly configs: Readonly<Record<string, string>>;
  /** The configs of the topic that takes its folder over: nothing is cleaned any more. */
  readonly configsElsewhere: Readonly<Record<string, string>>;
  readonly write: (client: PartitionClient, kafka: ApacheKafka, topic: string) => Promise<void>;
}

/** Topics that Kafka writes for us, with everything that it puts into folders. */
export const KAFKA_TOPICS: Readonly<Record<string, KafkaTopic>> = {
  codecs: { configs: KEPT, configsElsewhere: KEPT, write: writeCodecs },
  'append-time': {
    configs: { ...KEPT, 'message.timestamp.type': 'LogAppendTime' },
    configsElsewhere: { ...KEPT, 'message.timestamp.type': 'LogAppendTime' },
    write: writeCodecs,
  },
  segments: {
    configs: { ...KEPT, 'segment.bytes': String(SEGMENT_BYTES) },
    configsElsewhere: KEPT,
    write: writeSegments,
  },
  transactions: {
    configs: { ...KEPT, 'segment.index.bytes': '100', 'index.interval.bytes': '200' },
    configsElsewhere: KEPT,
    write: (client, kafka, topic) => writeTransactions(client, kafka, topic, 'commit'),
  },
  'open-transaction': {
    configs: KEPT,
    configsElsewhere: KEPT,
    write: (client, kafka, topic) => writeTransactions(client, kafka, topic, 'open'),
  },
  compacted: {
    configs: {
      ...COMPACTED,
      'min.cleanable.dirty.ratio': '0.001',
      'segment.ms': '1000',
      'delete.retention.ms': '100',
    },
    configsElsewhere: { ...COMPACTED, 'min.compaction.lag.ms': '9000000000000000' },
    write: writeCompacted,
  },
  'deleted-records': {
    configs: { ...KEPT, 'segment.bytes': String(SEGMENT_BYTES) },
    configsElsewhere: KEPT,
    write: writeDeleted,
  },
};

async function writeCodecs(
  client: PartitionClient,
  { bootstrapServer }: ApacheKafka,
  topic: string,
): Promise<void> {
  for (const [index, codec] of CODECS.entries()) {
    const records = sampleRecords(index, 200, 40);
    await client.produce(bootstrapServer, topic, [{ records }], {
      options: { 'compression.type': codec, 'batch.num.messages': 30 },
    });
  }
}

async function writeSegments(
  client: PartitionClient,
  { bootstrapServer }: ApacheKafka,
  topic: string,
): Promise<void> {
  const records = sampleRecords(10, 350, 16_000);
  await client.produce(bootstrapServer, topic, [{ records }], {
    options: { 'batch.size': 100_000 },
  });
}

/** Two producers whose transactions lie inside of each other; the last one ends as `last` says. */
async function writeTransactions(
  client: PartitionClient,
  { bootstrapServer }: ApacheKafka,
  topic: string,
  last: 'commit' | 'open',
): Promise<void> {
  const ends = ['commit', 'abort', 'abort', 'commit', 'abort', 'commit'] as const;
  const batches = ends.map((end, index): BatchToProduce => {
    return { records: sampleRecords(20 + index, 15, 60), end };
  });
  const open: BatchToProduce = { records: sampleRecords(30, 15, 60), end: last };
  await client.produce(bootstrapServer, topic, batches, { transactional_id: `${topic}-one` });
  await client.produce(bootstrapServer, topic, [open], { transactional_id: `${topic}-two` });
  await client.produce(bootstrapServer, topic, batches, { transactional_id: `${topic}-three` });
  await client.produce(bootstrapServer, topic, [{ records: sampleRecords(31, 15, 60) }]);
}

/** Records of few keys, tombstones and transactions, of which the cleaner leaves the last ones. */
async function writeCompacted(
  client: PartitionClient,
  kafka: ApacheKafka,
  topic: string,
): Promise<void> {
  const { bootstrapServer } = kafka;
  for (const [index, codec] of CODECS.entries()) {
    const records = sampleRecords(40 + index, 120, 200).map(
      ([, value, headers, timestamp], at): RecordToProduce => {
        const key = Buffer.from(`key-${at % (10 + index)}`).toString('hex');
        return [key, value, headers, timestamp + index * 10_000];
      },
    );
    await client.produce(bootstrapServer, topic, [{ records }], {
      options: { 'compression.type': codec, 'batch.num.messages': 25 },
    });
    const ended = records.slice(0, 8);
    await client.produce(
      bootstrapServer,
      topic,
      [
        { records: ended, end: 'commit' },
        { records: ended, end: 'abort' },
      ],
      { transactional_id: topic },
    );
  }
  await untilCleaned(join(kafka.dataDirectory, `${topic}-0`), kafka, topic);
}

/** The cleaner has come to the active segment, and written that down. */
async function untilCleaned(folder: string, kafka: ApacheKafka, topic: string): Promise<void> {
  const checkpoint = join(kafka.dataDirectory, 'cleaner-offset-checkpoint');
  const deadline = performance.now() + CLEANED_MS_MAX;
  while (performance.now() < deadline) {
    const cleaned = Number(readCheckpoint(checkpoint).get(`${topic} 0`) ?? -1);
    if (existsSync(folder) && cleaned > 0 && cleaned === activeSegmentOf(folder)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${folder} was not cleaned within ${CLEANED_MS_MAX} ms.\n${kafka.output}`);
}

function activeSegmentOf(folder: string): number {
  const segments = readdirSync(folder).filter((name) => name.endsWith('.log'));
  return Math.max(...segments.map((name) => Number.parseInt(name, 10)));
}

async function writeDeleted(
  client: PartitionClient,
  kafka: ApacheKafka,
  topic: string,
): Promise<void> {
  await writeSegments(client, kafka, topic);
  await client.deleteRecords(kafka.bootstrapServer, topic, 201);
}

/** Records of a seed: null keys and values, headers, timestamps that do not always ascend. */
export function sampleRecords(seed: number, count: number, valueBytes: number): RecordToProduce[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, index): RecordToProduce => {
    const key = random.chance(0.3) ? null : Buffer.from(`key-${index}`).toString('hex');
    const value = random.chance(0.1) ? null : random.bytes(valueBytes).toString('hex');
    const header = random.chance(0.2) ? null : random.bytes(4).toString('hex');
    const headers = random.chance(0.3) ? ([['name', header]] as const) : [];
    return [key, value, headers, START + seed * 1000 + index * 3 + random.between(-10, 10)];
  });
}
