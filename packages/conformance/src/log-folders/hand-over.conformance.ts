import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { handOver } from './hand-over.ts';
import { KAFKA_CONFIGS, KAFKA_TOPICS, sampleRecords } from './kafka-topics.ts';
import { PartitionClient, type PartitionReading } from './partition-client.ts';
import { assertSameReading } from './partition-reading.ts';
import { SAMPLE_FOLDERS } from './sample-folders.ts';

type Configs = Readonly<Record<string, string>>;
type Readings = Map<string, PartitionReading>;

const TOPICS = Object.keys(KAFKA_TOPICS);
const KEPT: Configs = { 'retention.ms': '-1' };
const SAMPLES = SAMPLE_FOLDERS.map(({ name, write }, index) => {
  return { name, write, topic: `sample-${index}` };
});

const directory = new TemporaryDirectory();
const kafkaDirectory = directory.path;
const kafkaLogs = join(kafkaDirectory, 'data');
const ourLogs = join(directory.path, 'ours');
const client = new PartitionClient();
let topicIds: Readonly<Record<string, string>> = {};

after(async () => {
  await client[Symbol.asyncDispose]();
  directory[Symbol.dispose]();
});

/** What Kafka says that does not please it about the files of a log. */
function complaintsOf(kafka: ApacheKafka): readonly string[] {
  return kafka.output
    .split('\n')
    .filter((line) => /^(?:WARN|ERROR|FATAL)/.test(line) && /storage|kafka\.log|epoch/i.test(line))
    // The high watermark of a folder is unknown, and begins inside of a batch if the log does.
    .filter((line) => !line.includes('Non-monotonic update of high watermark'));
}

async function readAll(server: string, topics: readonly string[]): Promise<Readings> {
  return new Map(Object.entries(await client.readEverything(server, topics)));
}

function assertSame(actual: Readings, topic: string, expected: Readings, as: string): void {
  const [one, other] = [actual.get(topic), expected.get(as)];
  assert.ok(one !== undefined && other !== undefined, `${topic} and ${as} were read`);
  assertSameReading(one, other, topic);
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
  await using kafka = await ApacheKafka.start({
    directory: kafkaDirectory,
    configs: KAFKA_CONFIGS,
  });
  const server = kafka.bootstrapServer;
  const own = Object.entries(KAFKA_TOPICS).map(([topic, { configs }]) => [topic, configs] as const);
  await client.create(server, {
    ...Object.fromEntries(own),
    ...elsewhere('back-'),
    ...samples,
  });
  for (const [topic, { write }] of Object.entries(KAFKA_TOPICS)) {
    await write(client, kafka, topic);
  }
  const readings = await readAll(server, TOPICS);
  await kafka.stop();
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
  await broker.stop();
}

async function writeSamples(): Promise<void> {
  for (const { write, topic } of SAMPLES) {
    const from = join(directory.path, topic);
    const startOffset = await write(join(from, 'orders-0'));
    writeFileSync(join(from, 'log-start-offset-checkpoint'), `0\n1\norders 0 ${startOffset}\n`);
    toUs(from, 'orders', topic);
    handOver({ from, topic: 'orders', to: kafkaLogs, as: topic, topicId: 'it has its own' });
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

describe('partition folders go from Apache Kafka 4.3.1 to us and back', () => {
  let byKafka: Readings;
  let byUs: Readings;
  let continued: Readings;

  before(async () => {
    console.time('write');
    byKafka = await writeWithKafka();
    console.timeEnd('write');
    await createOurTopics();
    for (const topic of TOPICS) toUs(kafkaLogs, topic, `term-${topic}`);
    await writeSamples();
    console.timeLog('write');
    await using broker = await BrokerProcess.start(ourLogs);
    const server = broker.bootstrapServer;
    byUs = await readAll(server, [
      ...TOPICS.map((topic) => `term-${topic}`),
      ...SAMPLES.map(({ topic }) => topic),
    ]);
    for (const [index, topic] of TOPICS.entries()) {
      await produceMore(server, `term-${topic}`, 100 + index);
    }
    continued = await readAll(
      server,
      TOPICS.map((topic) => `term-${topic}`),
    );
    assert.equal(await broker.stop(), 0);
    console.timeLog('write');
  });

  for (const topic of TOPICS) {
    test(`we serve ${topic} as Kafka did before it was stopped`, () => {
      assertSame(byUs, `term-${topic}`, byKafka, topic);
    });
  }

  describe('Kafka serves what we wrote', () => {
    let taken: Readings;
    let complaints: readonly string[];
    let crashed: Readings;
    let afterCrash: Readings;

    before(async () => {
      for (const topic of TOPICS) {
        handOver({
          from: ourLogs,
          topic: `term-${topic}`,
          to: kafkaLogs,
          as: `back-${topic}`,
          topicId: 'it has its own',
        });
      }
      {
        await using kafka = await ApacheKafka.start({
          directory: kafkaDirectory,
          configs: KAFKA_CONFIGS,
        });
        const server = kafka.bootstrapServer;
        console.timeLog('write');
        taken = await readAll(server, [
          ...TOPICS.map((topic) => `back-${topic}`),
          ...SAMPLES.map(({ topic }) => topic),
        ]);
        complaints = complaintsOf(kafka);
        for (const [index, topic] of TOPICS.entries()) {
          await produceMore(server, topic, 200 + index);
          await produceMore(server, `back-${topic}`, 300 + index);
        }
        crashed = await readAll(server, [...TOPICS, ...TOPICS.map((topic) => `back-${topic}`)]);
        await kafka.kill();
      }
      console.timeLog('write');
      for (const topic of TOPICS) {
        toUs(kafkaLogs, topic, `kill-${topic}`);
        toUs(kafkaLogs, `back-${topic}`, `kill-back-${topic}`);
      }
      await using broker = await BrokerProcess.start(ourLogs);
      afterCrash = await readAll(
        broker.bootstrapServer,
        TOPICS.flatMap((topic) => [`kill-${topic}`, `kill-back-${topic}`]),
      );
      assert.equal(await broker.stop(), 0);
      console.timeLog('write');
    });

    test('and complains of nothing', () => {
      assert.deepEqual(complaints, []);
    });

    for (const { topic, name } of SAMPLES) {
      test(`${name}: as we do`, () => {
        assertSame(taken, topic, byUs, topic);
      });
    }

    for (const topic of TOPICS) {
      test(`${topic}, which it wrote and we continued`, () => {
        assertSame(taken, `back-${topic}`, continued, `term-${topic}`);
      });

      test(`${topic}: we serve it as Kafka did before kill -9`, () => {
        assertSame(afterCrash, `kill-${topic}`, crashed, topic);
        assertSame(afterCrash, `kill-back-${topic}`, crashed, `back-${topic}`);
      });
    }
  });
});
