import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ErrorCode } from '@odradek/protocol';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { isWhole } from '../extent/extent.ts';
import { handOver, readCheckpoint } from './hand-over.ts';
import { KAFKA_CONFIGS, KAFKA_TOPICS, sampleRecords } from './kafka-topics.ts';
import { readWithOthers } from './other-readers.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { PartitionClient, type PartitionReading } from './partition-client.ts';
import { SAMPLE_FOLDERS, type SampleFolder } from './sample-folders.ts';

type Configs = Readonly<Record<string, string>>;
/** What kcat and ConsoleConsumer printed of topics, by their names. */
type PrintedTopics = Readonly<Record<string, readonly string[]>>;

/** What was read of topics, by their names. */
export type Readings = Map<string, PartitionReading>;

/** The topics that Kafka writes. */
export const TOPICS: readonly string[] = Object.keys(KAFKA_TOPICS);
const KEPT: Configs = { 'retention.ms': '-1' };
/** Two blocks, one for each start. */
const PRODUCER_IDS_OF_KAFKA = 2000;
/** The folders that storage of ours writes, and the topics that they become. */
export const SAMPLES: readonly (SampleFolder & { readonly topic: string })[] = SAMPLE_FOLDERS.map(
  ({ name, write }, index) => {
    return { name, write, topic: `sample-${index}` };
  },
);

const directory = new TemporaryDirectory();
const kafkaDirectory = directory.path;
const kafkaLogs = join(kafkaDirectory, 'data');
const ourLogs = join(directory.path, 'ours');
const client = new PartitionClient();
const tools = new KafkaTools();
/** Topics that kcat and Kafka's own consumer read too. */
export const READ_BY_OTHERS: readonly string[] = SAMPLES.filter(({ name }) =>
  ['segments by size', 'DeleteRecords'].includes(name),
).map(({ topic }) => topic);
let topicIds: Readonly<Record<string, string>> = {};

/** What Kafka says that does not please it about the files of a log. */
function complaintsOf(kafka: ApacheKafka): readonly string[] {
  return (
    kafka.output
      .split('\n')
      .filter(
        (line) => /^(?:WARN|ERROR|FATAL)/.test(line) && /storage|kafka\.log|epoch/i.test(line),
      )
      // The high watermark of a folder is unknown, and begins inside of a batch if the log does.
      .filter((line) => !line.includes('Non-monotonic update of high watermark'))
  );
}

async function readAll(server: string, topics: readonly string[]): Promise<Readings> {
  return new Map(Object.entries(await client.readEverything(server, topics)));
}

async function readAllWithOthers(server: string, readings: Readings): Promise<PrintedTopics> {
  const printed: Record<string, readonly string[]> = {};
  for (const topic of READ_BY_OTHERS) {
    const reading = readings.get(topic);
    assert.ok(reading !== undefined, topic);
    printed[topic] = await readWithOthers(tools, server, topic, reading);
  }
  return printed;
}

/** Kafka's data directory: what its topics are about is there, before anything is compared. */
function assertTopicsAreInteresting(readings: Readings): void {
  const uncommitted = (topic: string) => readings.get(topic)?.read_uncommitted.all;
  const committed = (topic: string) => readings.get(topic)?.read_committed.all;
  const files = (topic: string, type: string) =>
    readdirSync(join(kafkaLogs, `${topic}-0`)).filter((name) => name.endsWith(type));
  assert.ok(files('segments', '.log').length > 3);
  assert.ok(files('transactions', '.txnindex').length > 1, 'transactions were aborted');
  const open = 'open-transaction';
  assert.ok((committed(open)?.end ?? Infinity) < (uncommitted(open)?.end ?? 0), 'one is open');
  const offsets = uncommitted('compacted')?.records.map(([offset]) => offset) ?? [];
  assert.ok((offsets.at(-1) ?? 0) > 2 * offsets.length, 'most offsets are gone');
  assert.ok(readCheckpoint(join(kafkaLogs, 'cleaner-offset-checkpoint')).has('compacted 0'));
  assert.equal(uncommitted('deleted-records')?.records[0]?.[0], 201);
  assert.ok(!files('deleted-records', '.log').includes(`${'201'.padStart(20, '0')}.log`));
}

function elsewhere(prefix: string): Readonly<Record<string, Configs>> {
  return Object.fromEntries(
    Object.entries(KAFKA_TOPICS).map(([topic, { configsElsewhere }]) => {
      return [`${prefix}${topic}`, configsElsewhere];
    }),
  );
}

const samples = Object.fromEntries(SAMPLES.map(({ topic }) => [topic, KEPT]));

/** Kafka writes its topics, and is stopped in order. */
async function writeWithKafka(): Promise<Readings> {
  await using kafka = await startKafka();
  const server = kafka.bootstrapServer;
  const own = Object.entries(KAFKA_TOPICS).map(([topic, { configs }]) => [topic, configs] as const);
  await client.create(server, {
    ...Object.fromEntries(own),
    ...elsewhere('back-'),
    ...samples,
  });
  await Promise.all(
    Object.entries(KAFKA_TOPICS).map(([topic, { write }]) => write(client, kafka, topic)),
  );
  const readings = await readAll(server, TOPICS);
  await kafka.stop();
  assertTopicsAreInteresting(readings);
  return readings;
}

async function createOurTopics(): Promise<void> {
  await using broker = await BrokerProcess.start(ourLogs);
  topicIds = await client.create(broker.bootstrapServer, {
    ...elsewhere('term-'),
    ...elsewhere('kill-'),
    ...elsewhere('kill-back-'),
    ...samples,
  });
  await passProducerIds(broker.bootstrapServer);
  await broker.stop();
}

/**
 * Both clusters give out producer ids from 0 on, and a log knows those that wrote to it: whoever comes
 * with one of them is taken for the producer that had it before.
 */
async function passProducerIds(server: string): Promise<void> {
  using raw = await RawClient.connect(server);
  for (let id = 0; id <= PRODUCER_IDS_OF_KAFKA; id++) {
    assert.equal(await raw.initProducerId(), ErrorCode.NONE);
  }
}

async function writeSamples(): Promise<void> {
  for (const { write, topic } of SAMPLES) {
    const from = join(directory.path, topic);
    const startOffset = await write(join(from, 'orders-0'));
    writeFileSync(join(from, 'log-start-offset-checkpoint'), `0\n1\norders 0 ${startOffset}\n`);
    toUs(from, 'orders', topic);
    handOver({ from, topic: 'orders', to: kafkaLogs, as: topic, topicId: OWN_ID });
  }
}

function toUs(from: string, topic: string, as: string): void {
  handOver({ from, topic, to: ourLogs, as, topicId: topicIds[as] ?? '' });
}

async function produceMore(server: string, topic: string, seed: number): Promise<void> {
  const records = sampleRecords(seed, 40, 100).map(([key, ...rest]) => {
    return [key ?? Buffer.from(`seed-${seed}`).toString('hex'), ...rest] as const;
  });
  const options = { 'batch.num.messages': 10 };
  await client.produce(server, topic, [{ records }], { options });
  const values = await client.readValues(server, topic);
  const appended = records.map(([, value]) => value);
  assert.deepEqual(values.slice(-records.length), appended, `what was appended to ${topic}`);
}

/** What everybody showed of the partitions, in the order in which it was read. */
export interface HandOverRounds {
  /** Kafka, of its own topics. */
  readonly byKafka: Readings;
  /** We, of those folders as `term-` and the topic, and of the samples. */
  readonly byUs: Readings;
  readonly printedByUs: PrintedTopics;
  /** We, of the former after producers of ours have appended. */
  readonly continued: Readings;
  /** Kafka, of the former as `back-` and the topic, and of the samples. */
  readonly taken: Readings;
  readonly printedByKafka: PrintedTopics;
  readonly complaints: readonly string[];
  /** Kafka, of its topics and those it took back, before `kill -9`. */
  readonly crashed: Readings;
  /** We, of those folders as `kill-` and `kill-back-`. */
  readonly afterCrash: Readings;
  /** Kafka, of what it took back and of the samples after `kill -9`; only in the whole run. */
  readonly recovered: Readings;
  readonly complaintsOfRecovery: readonly string[];
}

const OWN_ID = 'Kafka has made the folder with its id';
const BACK = TOPICS.map((topic) => `back-${topic}`);
const TERM = TOPICS.map((topic) => `term-${topic}`);
const SAMPLE_TOPICS = SAMPLES.map(({ topic }) => topic);

/** Hands all folders over, from Kafka to us, back, and to us again. */
export async function handOverAll(): Promise<HandOverRounds> {
  const byKafka = await writeWithKafka();
  await createOurTopics();
  for (const topic of TOPICS) toUs(kafkaLogs, topic, `term-${topic}`);
  await writeSamples();
  const ours = await serveAndContinue();
  for (const topic of TOPICS) {
    const as = `back-${topic}`;
    handOver({ from: ourLogs, topic: `term-${topic}`, to: kafkaLogs, as, topicId: OWN_ID });
  }
  const kafkas = await takeBackAndCrash(ours.byUs);
  for (const topic of TOPICS) {
    toUs(kafkaLogs, topic, `kill-${topic}`);
    toUs(kafkaLogs, `back-${topic}`, `kill-back-${topic}`);
  }
  const afterCrash = await serveCrashed();
  const recovery = isWhole
    ? await recover()
    : { recovered: new Map<string, PartitionReading>(), complaintsOfRecovery: [] };
  return { byKafka, ...ours, ...kafkas, afterCrash, ...recovery };
}

async function serveAndContinue(): Promise<
  Pick<HandOverRounds, 'byUs' | 'printedByUs' | 'continued'>
> {
  await using broker = await BrokerProcess.start(ourLogs);
  const server = broker.bootstrapServer;
  const byUs = await readAll(server, [...TERM, ...SAMPLE_TOPICS]);
  const printedByUs = await readAllWithOthers(server, byUs);
  await Promise.all(TERM.map((topic, index) => produceMore(server, topic, 100 + index)));
  const continued = await readAll(server, TERM);
  assert.equal(await broker.stop(), 0);
  return { byUs, printedByUs, continued };
}

async function takeBackAndCrash(
  byUs: Readings,
): Promise<Pick<HandOverRounds, 'taken' | 'printedByKafka' | 'complaints' | 'crashed'>> {
  await using kafka = await startKafka();
  const server = kafka.bootstrapServer;
  const taken = await readAll(server, [...BACK, ...SAMPLE_TOPICS]);
  const complaints = complaintsOf(kafka);
  const printedByKafka = await readAllWithOthers(server, byUs);
  const topics = [...TOPICS, ...BACK];
  await Promise.all(topics.map((topic, index) => produceMore(server, topic, 200 + index)));
  const crashed = await readAll(server, topics);
  await kafka.kill();
  return { taken, printedByKafka, complaints, crashed };
}

async function serveCrashed(): Promise<Readings> {
  await using broker = await BrokerProcess.start(ourLogs);
  const topics = TOPICS.flatMap((topic) => [`kill-${topic}`, `kill-back-${topic}`]);
  const readings = await readAll(broker.bootstrapServer, topics);
  assert.equal(await broker.stop(), 0);
  return readings;
}

/** Kafka after `kill -9` looks at every batch of the folders that it took over. */
async function recover(): Promise<Pick<HandOverRounds, 'recovered' | 'complaintsOfRecovery'>> {
  await using kafka = await startKafka();
  const recovered = await readAll(kafka.bootstrapServer, [...BACK, ...SAMPLE_TOPICS]);
  return { recovered, complaintsOfRecovery: complaintsOf(kafka) };
}

function startKafka(): Promise<ApacheKafka> {
  return ApacheKafka.start({ directory: kafkaDirectory, configs: KAFKA_CONFIGS });
}

/** The leader epochs that Kafka has of a topic, each with where it begins. */
export function kafkaEpochsOf(topic: string): readonly string[] {
  const path = join(kafkaLogs, `${topic}-0`, 'leader-epoch-checkpoint');
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(2);
}

/** Ends what was started and removes all folders. */
export async function endHandOvers(): Promise<void> {
  await client[Symbol.asyncDispose]();
  await tools[Symbol.asyncDispose]();
  directory[Symbol.dispose]();
}
