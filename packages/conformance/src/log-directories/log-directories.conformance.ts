import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { KafkaError } from '@odradek/base';
import { ApiKey, RecordBatchBuilder } from '@odradek/protocol';
import {
  defaultMetadataRequest,
  defaultMetadataRequestTopic,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';
import {
  type DescribableLogDirTopic,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  readDescribeLogDirsResponse,
  writeDescribeLogDirsRequest,
} from '@odradek/protocol/messages/35-describe-log-dirs';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import { RawClient } from '../raw-client/raw-client.ts';

// Kafka answers a creation before the log is there, so the one that nothing waits for comes first.
const TOPICS = ['empty', 'one', 'two', 'three'];
const VERSIONS = [1, 2, 3, 4, 5];
const METADATA_VERSION = 12;
const LED_MS_MAX = 10_000;
const POLL_MS = 50;
const LOG_DIRS_COMMAND = 'org.apache.kafka.tools.LogDirsCommand';

interface RunningSide extends AsyncDisposable {
  readonly bootstrapServer: string;
  stop(): Promise<number | null>;
}

/** A broker over two log directories. */
interface Side {
  readonly name: string;
  readonly root: TemporaryDirectory;
  start(): Promise<RunningSide>;
}

function logDirsOf({ root }: Pick<Side, 'root'>): string {
  return `${join(root.path, 'data')},${join(root.path, 'more')}`;
}

const kafkaRoot = new TemporaryDirectory();
const ourRoot = new TemporaryDirectory();
const tools = new KafkaTools();
const SIDES: readonly [kafka: Side, odradek: Side] = [
  {
    name: 'Apache Kafka',
    root: kafkaRoot,
    start: () =>
      ApacheKafka.start({
        directory: kafkaRoot.path,
        configs: { 'log.dirs': logDirsOf({ root: kafkaRoot }) },
      }),
  },
  {
    name: 'Odradek',
    root: ourRoot,
    start: () =>
      BrokerProcess.start(join(ourRoot.path, 'data'), {
        configs: [`log.dirs=${logDirsOf({ root: ourRoot })}`],
        onComplaint: () => {},
      }),
  },
];

/** What both are asked, in the same order. */
interface Answers {
  readonly described: readonly unknown[];
  readonly commands: readonly string[];
  readonly metadata: unknown;
}

/** Answers while both directories are there, and after the second one became unusable. */
interface Phases {
  readonly whole: Answers;
  readonly offline: Answers;
}

let kafka: Phases;
let odradek: Phases;

before(async () => {
  mkdirSync(join(kafkaRoot.path, 'data'), { recursive: true });
  [kafka, odradek] = await Promise.all([phasesOf(SIDES[0]), phasesOf(SIDES[1])]);
});

after(async () => {
  await tools[Symbol.asyncDispose]();
  for (const { root } of SIDES) root[Symbol.dispose]();
});

async function phasesOf(side: Side): Promise<Phases> {
  await using first = await side.start();
  await prepare(first.bootstrapServer);
  const whole = await answersOf(side, first.bootstrapServer);
  await first.stop();
  const more = join(side.root.path, 'more');
  renameSync(more, `${more}.away`);
  writeFileSync(more, '');
  await using second = await side.start();
  const offline = await answersOf(side, second.bootstrapServer);
  await second.stop();
  return { whole, offline };
}

async function prepare(bootstrapServer: string): Promise<void> {
  using raw = await RawClient.connect(bootstrapServer);
  for (const topic of TOPICS) {
    await raw.createTopic(topic);
    if (topic === 'empty') continue;
    const builder = new RecordBatchBuilder();
    builder.append({ timestamp: 1_700_000_000_000, key: null, value: topic });
    await produceSoon(raw, topic, builder.build());
  }
}

/** Apache Kafka answers CreateTopics a moment before the partitions are led. */
async function produceSoon(raw: RawClient, topic: string, batch: Buffer): Promise<void> {
  const deadline = performance.now() + LED_MS_MAX;
  for (;;) {
    try {
      await raw.produce(topic, batch);
      return;
    } catch (error) {
      const isLedSoon = error instanceof KafkaError && error.retriable;
      if (!isLedSoon || performance.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

const ASKED: readonly (readonly DescribableLogDirTopic[] | null)[] = [
  null,
  [],
  [{ topic: 'two', partitions: [0] }],
  [
    { topic: 'one', partitions: [0, 0, 1] },
    { topic: 'nowhere', partitions: [0] },
  ],
];

async function answersOf(side: Side, bootstrapServer: string): Promise<Answers> {
  const described: unknown[] = [];
  for (const version of VERSIONS) {
    for (const topics of ASKED) {
      described.push(normal(side, await describeLogDirs(bootstrapServer, version, topics)));
    }
  }
  const commands: string[] = [];
  for (const options of [[], ['--topic-list', 'one,two'], ['--broker-list', '1,7']]) {
    const args = ['--bootstrap-server', bootstrapServer, '--describe', ...options];
    const { code, stdout } = await tools.run(LOG_DIRS_COMMAND, args);
    commands.push(`${code}\n${sorted(withoutRoot(side, stdout))}`);
  }
  return { described, commands, metadata: await offlineReplicas(bootstrapServer) };
}

async function describeLogDirs(
  address: string,
  version: number,
  topics: readonly DescribableLogDirTopic[] | null,
): Promise<DescribeLogDirsResponse> {
  using connection = await PipelinedConnection.connect(address);
  return await connection.call<DescribeLogDirsRequest, DescribeLogDirsResponse>(
    {
      apiKey: ApiKey.DescribeLogDirs,
      version,
      write: writeDescribeLogDirsRequest,
      read: readDescribeLogDirsResponse,
    },
    { topics },
  );
}

/** Without the root of the paths, the order of topics, and how much is free at the moment. */
function normal(side: Side, response: DescribeLogDirsResponse): unknown {
  return {
    ...response,
    results: response.results.map((result) => ({
      ...result,
      logDir: withoutRoot(side, result.logDir),
      usableBytes: result.usableBytes < 0 ? result.usableBytes : 'some',
      topics: result.topics.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    })),
  };
}

function withoutRoot({ root }: Side, text: string): string {
  return text.replaceAll(root.path, '<root>');
}

interface ToolsDirectory {
  readonly logDir: string;
  readonly partitions: { readonly partition: string }[];
}

/** Directories come from a hash map of the tool, partitions from one of Kafka. */
function sorted(output: string): string {
  return output.replace(/^\{.*\}$/m, (line) => {
    const parsed = JSON.parse(line) as {
      readonly brokers: readonly { readonly logDirs: ToolsDirectory[] }[];
    };
    for (const { logDirs } of parsed.brokers) {
      logDirs.sort((a, b) => (a.logDir < b.logDir ? -1 : 1));
      for (const { partitions } of logDirs) {
        partitions.sort((a, b) => (a.partition < b.partition ? -1 : 1));
      }
    }
    return JSON.stringify(parsed);
  });
}

/** Of each topic: its leader, its offline replicas and the error. */
async function offlineReplicas(address: string): Promise<unknown> {
  using connection = await PipelinedConnection.connect(address);
  const topics = TOPICS.map((name) => ({ ...defaultMetadataRequestTopic, name }));
  const call = {
    apiKey: ApiKey.Metadata,
    version: METADATA_VERSION,
    write: writeMetadataRequest,
    read: readMetadataResponse,
  };
  const response = await connection.call(call, { ...defaultMetadataRequest, topics });
  return response.topics.map(({ name, errorCode, partitions }) => [
    name,
    errorCode,
    ...partitions.map((partition) => [
      partition.errorCode,
      partition.leaderId,
      partition.replicaNodes,
      partition.offlineReplicas,
    ]),
  ]);
}

for (const phase of ['whole', 'offline'] as const) {
  const when = phase === 'whole' ? 'over two directories' : 'with the second directory unusable';

  test(`DescribeLogDirs of every version answers ${when} as Apache Kafka does`, () => {
    assert.equal(odradek[phase].described.length, VERSIONS.length * ASKED.length);
    assert.deepEqual(odradek[phase].described, kafka[phase].described);
  });

  test(`LogDirsCommand says ${when} what it says of Apache Kafka`, () => {
    assert.deepEqual(odradek[phase].commands, kafka[phase].commands);
  });

  test(`Metadata has ${when} the leaders and offline replicas of Apache Kafka`, () => {
    assert.deepEqual(odradek[phase].metadata, kafka[phase].metadata);
  });
}

test('the second directory had partitions, and they are offline without it', () => {
  assert.match(JSON.stringify(odradek.offline.metadata), /\[5,-1,\[1\],\[1\]\]/);
  assert.match(JSON.stringify(odradek.offline.metadata), /\[0,1,\[1\],\[\]\]/);
});
