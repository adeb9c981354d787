import type { Uuid } from '@odradek/base';
import {
  defaultListOffsetsPartition,
  defaultListOffsetsRequest,
} from '@odradek/protocol/messages/02-list-offsets';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { sampleRecords } from '../log-folders/kafka-topics.ts';
import { type BatchToProduce, PartitionClient } from '../log-folders/partition-client.ts';
import { LIST_OFFSETS } from '../raw-client/calls.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import type { AskedFetch, Conversation, ConversationTopic } from './conversation.ts';

/** Few partitions of internal topics, and an index that knows many positions. */
const CONFIGS = { 'transaction.state.log.num.partitions': 1 };
const TOPIC_CONFIGS = { 'retention.ms': '-1', 'index.interval.bytes': '200' };
const TOPIC = 'history';
const RECORDS = 6;
const RECORDS_IN_A_BATCH = 3;
const VALUE_BYTES = 40;
const SEEDS_OF_A_RUN = 100;
const SEEDS_OF_A_TURN = 10;
const ISOLATION_LEVELS: readonly number[] = [0, 1];
/**
 * As much as there is; several batches, of which we may answer one less than would fit, if that would
 * take another read of the file; less than one.
 */
const LIMITS: readonly Pick<AskedFetch, 'maxBytes' | 'batchesCompared'>[] = [
  { maxBytes: 1_000_000 },
  { maxBytes: 1_000, batchesCompared: 3 },
  { maxBytes: 1 },
];
const BY_NAME = 12;
const NEWEST = 18;
const NEWEST_OFFSET_FOR_LEADER_EPOCH = 4;
const LATEST = -1;
const CONSUMER = -1;

/** A log that Kafka wrote in several leader epochs. */
export interface LogOfKafka {
  readonly topic: ConversationTopic;
  readonly endOffset: number;
  /** Of its leader. */
  readonly leaderEpoch: number;
}

/** A transactional id and how its transactions end, one after the other. */
type Turn = readonly [string, readonly NonNullable<BatchToProduce['end']>[]];

/**
 * What is written between two starts of Kafka, each of which begins a leader epoch. A transaction that
 * is left open is aborted when its transactional id comes again, among those of others.
 */
const RUNS: readonly (readonly Turn[])[] = [
  [
    ['one', ['commit', 'abort', 'open']],
    ['two', ['abort', 'commit', 'open']],
    ['one', ['abort', 'commit']],
    ['two', ['commit']],
  ],
  [
    ['one', ['open']],
    ['two', ['abort', 'abort']],
    ['three', ['open']],
    ['one', ['commit']],
  ],
  [
    ['three', ['commit']],
    ['two', ['open']],
    ['one', ['abort', 'commit']],
  ],
];

/**
 * Lets Kafka write the log, and calls back while it still leads it. Kafka has been stopped in order when
 * this resolves, and its log directory is `data` in the directory.
 */
export async function writeWithKafka(
  directory: string,
  whileLed: (address: string, log: LogOfKafka) => Promise<void>,
): Promise<void> {
  await using client = new PartitionClient();
  let topicId: Uuid | undefined;
  for (const [run, turns] of RUNS.entries()) {
    await using kafka = await ApacheKafka.start({ directory, configs: CONFIGS });
    const { bootstrapServer } = kafka;
    topicId ??= (await client.create(bootstrapServer, { [TOPIC]: TOPIC_CONFIGS }))[TOPIC] ?? '';
    await writeTurns(client, bootstrapServer, run, turns);
    if (run === RUNS.length - 1) {
      await whileLed(bootstrapServer, await described(bootstrapServer, { name: TOPIC, topicId }));
    }
    await kafka.stop();
  }
}

async function writeTurns(
  client: PartitionClient,
  address: string,
  run: number,
  turns: readonly Turn[],
): Promise<void> {
  for (const [turn, [transactionalId, ends]] of turns.entries()) {
    const batches = ends.map((end, index): BatchToProduce => {
      const seed = run * SEEDS_OF_A_RUN + turn * SEEDS_OF_A_TURN + index;
      return { records: sampleRecords(seed, RECORDS, VALUE_BYTES), end };
    });
    await client.produce(address, TOPIC, batches, {
      transactional_id: transactionalId,
      options: { 'batch.num.messages': RECORDS_IN_A_BATCH },
    });
  }
}

async function described(address: string, topic: ConversationTopic): Promise<LogOfKafka> {
  using connection = await PipelinedConnection.connect(address);
  const partitions = [{ ...defaultListOffsetsPartition, timestamp: LATEST }];
  const listed = await connection.call(LIST_OFFSETS, {
    ...defaultListOffsetsRequest,
    replicaId: CONSUMER,
    topics: [{ name: topic.name, partitions }],
  });
  const { offset: endOffset = -1, leaderEpoch = -1 } = listed.topics[0]?.partitions[0] ?? {};
  return { topic, endOffset, leaderEpoch };
}

/**
 * Asks for the log from every offset on in every way, where every epoch ends, and where it parts from
 * logs that have other epochs.
 */
export async function askEverything(talk: Conversation, log: LogOfKafka): Promise<void> {
  const { topic, endOffset } = log;
  talk.know(topic);
  for (let fetchOffset = 0; fetchOffset <= endOffset + 1; fetchOffset++) {
    for (const isolationLevel of ISOLATION_LEVELS) {
      for (const limit of LIMITS) {
        for (const version of [BY_NAME, NEWEST]) {
          const what = `offset ${fetchOffset}, isolation ${isolationLevel}, ${limit.maxBytes} bytes`;
          const partitions = [{ topic, fetchOffset }];
          await talk.fetch(what, { version, isolationLevel, ...limit, partitions });
        }
      }
    }
    await askWhereLogsPart(talk, log, fetchOffset);
  }
  await askWhereEpochsEnd(talk, log);
}

/** No later epochs than the last that Kafka led in: ours has led in one more, which Kafka cannot know. */
async function askWhereLogsPart(
  talk: Conversation,
  { topic, leaderEpoch }: LogOfKafka,
  fetchOffset: number,
): Promise<void> {
  for (let lastFetchedEpoch = 0; lastFetchedEpoch <= leaderEpoch; lastFetchedEpoch++) {
    const what = `offset ${fetchOffset}, after records of epoch ${lastFetchedEpoch}`;
    const partitions = [{ topic, fetchOffset, lastFetchedEpoch }];
    await talk.fetch(what, { partitions, maxBytes: 1, isolationLevel: 1 });
  }
}

async function askWhereEpochsEnd(
  talk: Conversation,
  { topic, leaderEpoch: last }: LogOfKafka,
): Promise<void> {
  for (const version of [2, 3, NEWEST_OFFSET_FOR_LEADER_EPOCH]) {
    for (let leaderEpoch = -1; leaderEpoch <= last; leaderEpoch++) {
      const partitions = [{ partition: 0, currentLeaderEpoch: -1, leaderEpoch }];
      await talk.offsetForLeaderEpoch(`epoch ${leaderEpoch}`, topic.name, partitions, { version });
    }
  }
}
