import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { kcat } from '../kcat/kcat.ts';

/** A topic that is imported. */
interface WitnessTopic {
  readonly name: string;
  readonly partitions: number;
  readonly configs: readonly string[];
}

const TOPIC_COMMAND = 'org.apache.kafka.tools.TopicCommand';
const PRODUCER_PERFORMANCE = 'org.apache.kafka.tools.ProducerPerformance';
const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';

/** Three topics with different configs. */
const WITNESS_TOPICS: readonly WitnessTopic[] = [
  {
    name: 'orders',
    partitions: 6,
    configs: ['retention.ms=86400000', 'segment.bytes=1048576', 'max.message.bytes=2000000'],
  },
  {
    name: 'accounts',
    partitions: 2,
    configs: [
      'cleanup.policy=compact',
      'compression.type=zstd',
      'min.cleanable.dirty.ratio=0.01',
      'segment.ms=100',
    ],
  },
  { name: 'journal', partitions: 1, configs: ['min.insync.replicas=1', 'segment.bytes=1048576'] },
];

/** Those of Kafka itself, by their partitions. */
const INTERNAL_TOPICS = { __consumer_offsets: 4, __transaction_state: 2 } as const;
const POLL_MS = 50;
const COMPACTED_MS_MAX = 30_000;

/** Few partitions of internal topics, and a log cleaner that begins soon. */
export const WITNESS_CONFIGS: Readonly<Record<string, string | number>> = {
  'offsets.topic.num.partitions': INTERNAL_TOPICS.__consumer_offsets,
  'transaction.state.log.num.partitions': INTERNAL_TOPICS.__transaction_state,
  'log.cleaner.backoff.ms': 100,
};

/** How many records `fillTopics` writes. */
export const RECORDS_COUNT: number = 60_000 + 20_000 + 20_000;

/** Creates the topics, and one that is deleted again. */
export async function createTopics(tools: KafkaTools, address: string): Promise<void> {
  const command = (...args: readonly string[]): Promise<void> =>
    run(tools, TOPIC_COMMAND, ['--bootstrap-server', address, ...args]);
  for (const { name, partitions, configs } of WITNESS_TOPICS) {
    const options = configs.flatMap((config) => ['--config', config]);
    const topic = ['--topic', name, '--partitions', String(partitions)];
    await command('--create', ...topic, ...options);
  }
  await command('--create', '--topic', 'gone');
  await command('--delete', '--topic', 'gone');
}

/** Writes records with several codecs, with keys, and in transactions. */
export async function fillTopics(tools: KafkaTools, address: string): Promise<void> {
  const lines = (from: number, to: number, line: (value: number) => string): string =>
    Array.from({ length: to - from }, (_, index) => `${line(from + index)}\n`).join('');
  const order = (value: number): string => `order ${value} ${'of something '.repeat(value % 7)}`;
  const produce = (topic: string, codec: string, input: string, ...args: readonly string[]) =>
    kcat(['-P', '-b', address, '-t', topic, '-z', codec, '-X', 'acks=all', ...args], input);
  await produce('orders', 'lz4', lines(0, 20_000, order));
  await produce('orders', 'snappy', lines(20_000, 40_000, order));
  await produce('orders', 'none', lines(40_000, 60_000, order), '-X', 'enable.idempotence=true');
  const account = (value: number): string => `account ${value % 500}\t${value}`;
  await produce('accounts', 'gzip', lines(0, 20_000, account), '-K', '\t');
  const records = '--topic journal --num-records 20000 --record-size 200 --throughput -1';
  const transactions = '--transactional-id journalist --transaction-duration-ms 50';
  const server = `--bootstrap-server ${address}`;
  await run(tools, PRODUCER_PERFORMANCE, `${records} ${transactions} ${server}`.split(' '));
}

/** Waits until Kafka has compacted `accounts`, which leaves gaps between offsets. */
export async function untilCompacted(
  address: string,
  logDirectories: readonly string[],
): Promise<void> {
  const checkpoints = logDirectories.map((path) => join(path, 'cleaner-offset-checkpoint'));
  const deadline = performance.now() + COMPACTED_MS_MAX;
  for (const partition of ['0', '1']) {
    // A segment is closed by the first record that comes after its time.
    await kcat(['-P', '-b', address, '-t', 'accounts', '-p', partition, '-K', '\t'], 'last\t1\n');
  }
  for (;;) {
    const text = checkpoints.map((path) => readFileSync(path, 'utf8')).join('');
    if (/^accounts 0 [1-9]/m.test(text) && /^accounts 1 [1-9]/m.test(text)) return;
    if (performance.now() > deadline) throw new Error('Kafka has not compacted accounts.');
    await sleep(POLL_MS);
  }
}

/** Lets groups of librdkafka and of Java commit offsets. */
export async function commitOffsets(tools: KafkaTools, address: string): Promise<void> {
  const fromStart = ['-X', 'auto.offset.reset=earliest'];
  await kcat(['-b', address, '-G', 'billing', 'orders', '-e', '-q', ...fromStart]);
  await kcat(['-b', address, '-G', 'audit', 'orders', 'accounts', '-c', '500', '-q', ...fromStart]);
  const reader = `--bootstrap-server ${address} --topic accounts --group reports`;
  const options = `${reader} --from-beginning --max-messages 1000`;
  await run(tools, CONSOLE_CONSUMER, options.split(' '));
}

/** All records of the topics, internal ones too, with keys, timestamps and offsets, by partition, read without a group. */
export async function readTopics(address: string): Promise<Readonly<Record<string, string>>> {
  const own = WITNESS_TOPICS.map(({ name, partitions }) => [name, partitions] as const);
  const topics = [...own, ...Object.entries(INTERNAL_TOPICS)];
  const read = topics.flatMap(([name, partitions]) =>
    Array.from({ length: partitions }, async (_, partition) => {
      const options = `-C -b ${address} -t ${name} -p ${partition} -o beginning -e -q -f`;
      const records = await kcat([...options.split(' '), '%o %T %K %k %S %s\n']);
      return [`${name}-${partition}`, records] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(read));
}

/** What Kafka's tools tell of topics, ids and configs, without what the cluster decides anew. */
export async function describeTopics(tools: KafkaTools, address: string): Promise<string[]> {
  const { code, stdout, stderr } = await tools.run(TOPIC_COMMAND, [
    '--bootstrap-server',
    address,
    '--describe',
  ]);
  assert.equal(code, 0, stderr);
  return stdout.split('\n').map(sortConfigs).toSorted();
}

/** Configs come in the order of a hash table. */
function sortConfigs(line: string): string {
  return line.replace(/Configs: (\S+)/, (_, configs: string) => {
    return `Configs: ${configs.split(',').toSorted().join(',')}`;
  });
}

async function run(tools: KafkaTools, tool: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await tools.run(tool, args);
  assert.equal(code, 0, `${tool} ${args.join(' ')}: ${stderr}`);
}
