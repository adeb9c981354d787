import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { runOdradek } from '../broker-process/odradek-command.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import type { ProgramOutcome } from '../process/run-program.ts';
import { directoryHashes } from './directory-hashes.ts';
import {
  commitOffsets,
  createTopics,
  describeTopics,
  fillTopics,
  readTopics,
  RECORDS_COUNT,
  untilCompacted,
  WITNESS_CONFIGS,
} from './witness-topics.ts';

const DUMP_LOG_SEGMENTS = 'org.apache.kafka.tools.DumpLogSegments';
const COMPLAINTS = /Mismatches|isvalid: false|invalid bytes|skipping|Found|corrupt|Exception/i;
const OFFSET_COMMITS_MIN = 6;
/** Besides, a snapshot of the metadata soon. */
const CONFIGS = { ...WITNESS_CONFIGS, 'metadata.log.max.record.bytes.between.snapshots': 2_000 };

/** The log directories of Kafka; the metadata is in the first. */
function logDirectories(source: string): readonly string[] {
  return [join(source, 'first'), join(source, 'second')];
}

function importStorage(source: string, data: string, ...more: readonly string[]) {
  const from = logDirectories(source).join(',');
  return runOdradek(['storage', 'import', '--from', from, '--data', data, ...more]);
}

function assertDone({ code, stdout, stderr }: ProgramOutcome): void {
  assert.equal(code, 0, stderr);
  const records = Number(/^journal +1 +(\d+)/m.exec(stdout)?.[1]);
  const orders = Number(/^orders +6 +(\d+)/m.exec(stdout)?.[1]);
  const accounts = Number(/^accounts +2 +(\d+)/m.exec(stdout)?.[1]);
  // The markers of transactions have offsets too.
  assert.ok(records > 20_000);
  assert.ok(orders + accounts + records > RECORDS_COUNT);
}

/** As Kafka served them: the user's records, committed offsets and transactions. */
async function assertSameRecords(
  { bootstrapServer }: BrokerProcess,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const read = await readTopics(bootstrapServer);
  assert.deepEqual(Object.keys(read), Object.keys(expected));
  for (const [partition, records] of Object.entries(expected)) {
    assert.ok(read[partition] === records, `${partition} is read otherwise than from Kafka`);
  }
}

/** Each line that DumpLogSegments prints of the committed offsets, by partition. */
async function dumpCommittedOffsets(
  tools: KafkaTools,
  directories: readonly string[],
): Promise<string> {
  const files = directories
    .flatMap((directory) =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .filter((path) => /^__consumer_offsets-\d+\/\d+\.log$/.test(path))
        .map((path) => ({ path, file: join(directory, path) })),
    )
    .toSorted((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ file }) => file);
  const { code, stdout, stderr } = await tools.run(DUMP_LOG_SEGMENTS, [
    '--offsets-decoder',
    '--deep-iteration',
    '--files',
    files.join(','),
  ]);
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(`${stdout}${stderr}`, COMPLAINTS);
  return directories.reduce((text, directory) => text.replaceAll(directory, ''), stdout);
}

test('a stopped Apache Kafka is imported: topics, ids, configs, records and committed offsets', async (context) => {
  await using tools = new KafkaTools();
  using target = new TemporaryDirectory();
  const source = join(target.path, 'kafka');
  const logDirs = logDirectories(source).join(',');
  await using kafka = await ApacheKafka.start({
    configs: { ...CONFIGS, 'log.dirs': logDirs },
  });
  await createTopics(tools, kafka.bootstrapServer);
  await fillTopics(tools, kafka.bootstrapServer);
  await commitOffsets(tools, kafka.bootstrapServer);
  await untilCompacted(kafka.bootstrapServer, logDirectories(source));
  const described = await describeTopics(tools, kafka.bootstrapServer);
  const records = await readTopics(kafka.bootstrapServer);
  const accounts = records['accounts-0']?.split('\n').length ?? Infinity;
  assert.ok(accounts < RECORDS_COUNT / 10, `${accounts} records are left of accounts-0`);
  const crashed = join(target.path, 'crashed');

  await context.test('a Kafka that runs is refused', async () => {
    const { code, stderr } = await importStorage(source, join(target.path, 'running'));
    assert.equal(code, 1);
    assert.match(stderr, /Kafka runs on|has no \.kafka_cleanshutdown, so Kafka runs on it/);
    assert.equal(existsSync(join(target.path, 'running')), false);
  });
  // What a process leaves that is killed: everything it wrote, and indexes as they are preallocated.
  cpSync(source, crashed, { recursive: true });
  await kafka.stop();

  await context.test(
    'a Kafka that was killed is refused, and taken with --after-crash',
    async () => {
      const data = join(target.path, 'after-crash');
      const refused = await importStorage(crashed, data);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /has no \.kafka_cleanshutdown.*--after-crash/s);
      assertDone(await importStorage(crashed, data, '--after-crash'));
      await using broker = await BrokerProcess.start(data);
      await assertSameRecords(broker, records);
    },
  );

  await context.test('a Kafka that was stopped in order', async () => {
    const data = join(target.path, 'data');
    const before = directoryHashes(source);
    assert.ok(
      Object.keys(before).some((path) => /_metadata-0\/0*[1-9]\d*-\d+\.checkpoint$/.test(path)),
      'Kafka has made a snapshot of its metadata',
    );
    assertDone(await importStorage(source, data));
    assert.deepEqual(directoryHashes(source), before, 'the source is only read');

    const committed = await dumpCommittedOffsets(tools, logDirectories(source));
    assert.equal(await dumpCommittedOffsets(tools, [data]), committed);
    const commits = committed.match(/"group":"(?:billing|audit|reports)","topic"/g) ?? [];
    assert.ok(commits.length >= OFFSET_COMMITS_MIN, `${commits.length} commits were compared`);

    await using broker = await BrokerProcess.start(data);
    assert.deepEqual(await describeTopics(tools, broker.bootstrapServer), described);
    await assertSameRecords(broker, records);
    const again = await importStorage(source, data);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /which is not empty/);
  });
});
