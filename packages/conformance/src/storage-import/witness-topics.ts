import assert from 'node:assert/strict';

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
  { name: 'accounts', partitions: 2, configs: ['cleanup.policy=compact', 'compression.type=zstd'] },
  { name: 'journal', partitions: 1, configs: ['min.insync.replicas=1', 'segment.bytes=1048576'] },
];

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

/** Lets groups of librdkafka and of Java commit offsets. */
export async function commitOffsets(tools: KafkaTools, address: string): Promise<void> {
  const fromStart = ['-X', 'auto.offset.reset=earliest'];
  await kcat(['-b', address, '-G', 'billing', 'orders', '-e', '-q', ...fromStart]);
  await kcat(['-b', address, '-G', 'audit', 'orders', 'accounts', '-c', '500', '-q', ...fromStart]);
  const reader = `--bootstrap-server ${address} --topic accounts --group reports`;
  const options = `${reader} --from-beginning --max-messages 1000`;
  await run(tools, CONSOLE_CONSUMER, options.split(' '));
}

/** All records of the topics with keys, timestamps and offsets, by partition, read without a group. */
export async function readTopics(address: string): Promise<Readonly<Record<string, string>>> {
  const read: Record<string, string> = {};
  for (const { name, partitions } of WITNESS_TOPICS) {
    for (let partition = 0; partition < partitions; partition++) {
      read[`${name}-${partition}`] = await kcat(
        `-C -b ${address} -t ${name} -p ${partition} -o beginning -e -q -f`
          .split(' ')
          .concat('%o %T %K %k %S %s\n'),
      );
    }
  }
  return read;
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
