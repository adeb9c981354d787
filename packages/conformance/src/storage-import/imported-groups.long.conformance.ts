import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { runOdradek } from '../broker-process/odradek-command.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { kcat } from '../kcat/kcat.ts';
import { endChild } from '../process/child-processes.ts';
import { type ReadingGroup, type ReadRecord, readInGroup, startReading } from './group-clients.ts';

const TOPIC_COMMAND = 'org.apache.kafka.tools.TopicCommand';
const CONSUMER_GROUP_COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
const GROUPS: readonly ReadingGroup[] = [
  { groupId: 'java-classic', client: 'Java', protocol: 'classic' },
  { groupId: 'java-consumer', client: 'Java', protocol: 'consumer' },
  { groupId: 'librdkafka-classic', client: 'librdkafka', protocol: 'classic' },
  { groupId: 'librdkafka-consumer', client: 'librdkafka', protocol: 'consumer' },
];
const DELETED: ReadingGroup = { groupId: 'deleted', client: 'librdkafka', protocol: 'classic' };
const PARTITIONS = 3;
const RECORDS = 3_000;
/** What each group reads before the import, in so many goes. */
const READ_BEFORE = [100, 250, 400];
const GROUP_CONFIGS = {
  'group.initial.rebalance.delay.ms': 0,
  'group.consumer.min.session.timeout.ms': 6_000,
  'group.consumer.session.timeout.ms': 6_000,
  'group.consumer.min.heartbeat.interval.ms': 500,
  'group.consumer.heartbeat.interval.ms': 500,
};
/** The log of the groups is compacted all the time. */
const KAFKA_CONFIGS = {
  ...GROUP_CONFIGS,
  'offsets.topic.num.partitions': 2,
  'log.roll.ms': 100,
  'log.cleaner.backoff.ms': 100,
  'log.cleaner.min.cleanable.ratio': 0.01,
};
const POLL_MS = 100;
const WAIT_MS_MAX = 30_000;

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + WAIT_MS_MAX;
  while (!(await isSo())) {
    assert.ok(performance.now() < deadline, `${what}, within ${WAIT_MS_MAX} ms`);
    await sleep(POLL_MS);
  }
}

async function run(tools: KafkaTools, tool: string, options: string): Promise<string> {
  const { code, stdout, stderr } = await tools.run(tool, options.split(' '));
  assert.equal(code, 0, `${tool} ${options}: ${stderr}${stdout}`);
  return stdout;
}

/** What Kafka's tool says of all groups, sorted, but for where the coordinator is. */
async function describeGroups(tools: KafkaTools, address: string): Promise<readonly string[]> {
  const command = (options: string): Promise<string> =>
    run(tools, CONSUMER_GROUP_COMMAND, `--bootstrap-server ${address} ${options}`);
  const lines: string[] = [];
  for (const options of [
    '--list --state --type',
    '--describe --all-groups --offsets --verbose',
    '--describe --all-groups --state --verbose',
  ]) {
    const said = (await command(options)).replaceAll(address, '<address>');
    lines.push(...said.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()));
  }
  return lines.filter((line) => line !== '').toSorted();
}

/** Writes records, and lets groups read and commit, so that their log has all kinds of records. */
async function fill(tools: KafkaTools, address: string): Promise<Map<string, ReadRecord[]>> {
  const create = `--bootstrap-server ${address} --create --partitions ${PARTITIONS}`;
  for (const topic of ['orders', 'side'])
    await run(tools, TOPIC_COMMAND, `${create} --topic ${topic}`);
  await produce(address, 'orders', 0, RECORDS);
  await produce(address, 'side', 0, PARTITIONS * 100);
  const read = new Map<string, ReadRecord[]>();
  for (const group of GROUPS) {
    const records: ReadRecord[] = [];
    for (const count of READ_BEFORE)
      records.push(...(await readInGroup(address, 'orders', group, count)));
    assert.equal(
      records.length,
      READ_BEFORE.reduce((sum, count) => sum + count),
    );
    read.set(group.groupId, records);
  }
  const [first] = GROUPS;
  assert.ok(first !== undefined);
  await readInGroup(address, 'side', first, 50);
  await readInGroup(address, 'orders', DELETED, 50);
  const command = `--bootstrap-server ${address} --group`;
  const deleteOffsets = `${command} ${first.groupId} --delete-offsets --topic side`;
  await run(tools, CONSUMER_GROUP_COMMAND, deleteOffsets);
  await run(tools, CONSUMER_GROUP_COMMAND, `${command} ${DELETED.groupId} --delete`);
  return read;
}

async function produce(address: string, topic: string, from: number, to: number): Promise<void> {
  const lines = Array.from({ length: to - from }, (_, index) => `${topic} ${from + index}\n`);
  await kcat(['-P', '-b', address, '-t', topic, '-X', 'acks=all'], lines.join(''));
}

/** Waits until Kafka has compacted a partition of the log of the groups. */
async function untilCompacted(data: string): Promise<void> {
  const checkpoint = join(data, 'cleaner-offset-checkpoint');
  await until('Kafka has compacted __consumer_offsets', () =>
    /^__consumer_offsets \d+ [1-9]/m.test(readFileSync(checkpoint, 'utf8')),
  );
}

/** What a broker says on its standard error while somebody uses it. */
async function withImported<Result>(
  { source, target, options = [] }: { source: string; target: string; options?: string[] },
  use: (address: string) => Promise<Result>,
): Promise<Result> {
  const imported = await runOdradek([
    'storage',
    'import',
    '--from',
    source,
    '--data',
    target,
    ...options,
  ]);
  assert.equal(imported.code, 0, imported.stderr);
  const configs = Object.entries(GROUP_CONFIGS).map(([key, value]) => `${key}=${value}`);
  let complaints = '';
  const onComplaint = (text: string): void => {
    complaints += text;
  };
  await using broker = await BrokerProcess.start(target, { configs, onComplaint });
  const result = await use(broker.bootstrapServer);
  assert.doesNotMatch(complaints, /Ignored|could not be loaded|passed over|corrupt/);
  return result;
}

/** Lets each group read on to the end, and what came of it with what it had read before. */
async function readOn(
  address: string,
  read: ReadonlyMap<string, readonly ReadRecord[]>,
  count: (before: readonly ReadRecord[]) => number,
): Promise<ReadonlyMap<string, readonly ReadRecord[]>> {
  const all = new Map<string, readonly ReadRecord[]>();
  for (const group of GROUPS) {
    const before = read.get(group.groupId) ?? [];
    all.set(group.groupId, [
      ...before,
      ...(await readInGroup(address, 'orders', group, count(before))),
    ]);
  }
  return all;
}

function placesOf(records: readonly ReadRecord[]): readonly string[] {
  return records.map(({ partition, offset, value }) => `${partition} ${offset} ${value}`);
}

test(
  'groups of a stopped Kafka go on at their committed offsets',
  { timeout: 240_000 },
  async () => {
    await using tools = new KafkaTools();
    using temporary = new TemporaryDirectory();
    const source = join(temporary.path, 'records');
    const configs = { ...KAFKA_CONFIGS, 'log.dirs': source };
    await using kafka = await ApacheKafka.start({ configs });
    const read = await fill(tools, kafka.bootstrapServer);
    await untilCompacted(source);
    const described = await describeGroups(tools, kafka.bootstrapServer);
    assert.ok(described.some((line) => line.startsWith('java-consumer')));
    await kafka.stop();
    assert.ok(readdirSync(source).includes('.kafka_cleanshutdown'));

    const target = join(temporary.path, 'data');
    await withImported({ source, target }, async (address) => {
      assert.deepEqual(await describeGroups(tools, address), described);
      const all = await readOn(address, read, (before) => RECORDS - before.length);
      for (const [groupId, records] of all) {
        const values = records.map(({ value }) => value);
        assert.equal(new Set(values).size, RECORDS, `${groupId} has read everything`);
        assert.equal(values.length, RECORDS, `${groupId} has read nothing twice`);
        assert.equal(new Set(placesOf(records)).size, RECORDS);
      }
    });
  },
);

test(
  'groups of a Kafka that was killed go on at their committed offsets',
  { timeout: 240_000 },
  async () => {
    await using tools = new KafkaTools();
    using temporary = new TemporaryDirectory();
    const source = join(temporary.path, 'records');
    await using kafka = await ApacheKafka.start({
      configs: { ...KAFKA_CONFIGS, 'log.dirs': source },
    });
    const read = await fill(tools, kafka.bootstrapServer);
    await untilCompacted(source);
    const before = await describeGroups(tools, kafka.bootstrapServer);
    const members = GROUPS.map((group) => startReading(kafka.bootstrapServer, 'orders', group));
    try {
      await until('every group has members', async () => {
        const said = await describeGroups(tools, kafka.bootstrapServer);
        return said.filter((line) => / Stable (?:\S+ )*1$/i.test(line)).length === GROUPS.length;
      });
      await produce(kafka.bootstrapServer, 'orders', RECORDS, 2 * RECORDS);
      await kafka.kill();
    } finally {
      for (const member of members) await endChild(member, 'SIGKILL');
    }
    assert.ok(!readdirSync(source).includes('.kafka_cleanshutdown'));

    const target = join(temporary.path, 'data');
    await withImported({ source, target, options: ['--after-crash'] }, async (address) => {
      const listed = (lines: readonly string[]): readonly string[] =>
        lines.flatMap((line) => /^(\S+) (?:Classic|Consumer) /i.exec(line)?.[0] ?? []);
      assert.deepEqual(listed(await describeGroups(tools, address)), listed(before));
      await until('the sessions of the members have timed out', async () => {
        const said = await describeGroups(tools, address);
        return said.filter((line) => / Empty (?:\S+ )*0$/i.test(line)).length === GROUPS.length;
      });
      const committed = committedOffsets(await describeGroups(tools, address));
      for (const group of GROUPS) {
        const of = committed.get(group.groupId) ?? new Map<number, number>();
        const left = 2 * RECORDS - [...of.values()].reduce((sum, offset) => sum + offset, 0);
        const records = left === 0 ? [] : await readInGroup(address, 'orders', group, left);
        assert.equal(records.length, left, `${group.groupId} reads what is left`);
        for (const { partition, offset } of read.get(group.groupId) ?? []) {
          assert.ok(
            offset < (of.get(partition) ?? 0),
            `${group.groupId} keeps what it had committed`,
          );
        }
        for (const [partition, offset] of of) {
          const first = records.find((record) => record.partition === partition);
          assert.ok(
            first === undefined || first.offset === offset,
            `${group.groupId} misses nothing`,
          );
        }
      }
    });
  },
);

/** The committed offsets of each group for the partitions of `orders`. */
function committedOffsets(
  described: readonly string[],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const offsets = new Map<string, Map<number, number>>();
  for (const line of described) {
    const [, group = '', partition, offset] = /^(\S+) orders (\d+) \S+ (\d+) /.exec(line) ?? [];
    if (offset === undefined) continue;
    const ofGroup = offsets.get(group) ?? new Map<number, number>();
    offsets.set(group, ofGroup.set(Number(partition), Number(offset)));
  }
  return offsets;
}
