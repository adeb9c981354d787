import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { runOdradek } from '../broker-process/odradek-command.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { TIMED_RECORDS_START, timedRecords } from '../comparison/timed-records.ts';
import { kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { endChild, startChild } from '../process/child-processes.ts';
import { GroupMembers } from './group-members.ts';
import { groupTableRows, type TableRow } from './group-table.ts';

const CONSUMER_GROUP_COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const CONSOLE_PRODUCER = 'org.apache.kafka.tools.ConsoleProducer';
const ORDERS = Array.from({ length: 12 }, (_, n) => `key-${n}\torder ${n}\n`).join('');
const SETTLES_MS_MAX = 30_000;
const POLL_MS = 300;
const VIEWS = ['', '--verbose', '--members --verbose', '--state --verbose'];

const tools = new KafkaTools();
const members = new GroupMembers(tools);
after(async () => {
  await members[Symbol.asyncDispose]();
  await tools[Symbol.asyncDispose]();
});

/** A broker that both tools are asked about. */
class AskedBroker {
  readonly bootstrapServer: string;

  constructor(bootstrapServer: string) {
    this.bootstrapServer = bootstrapServer;
  }

  async kafka(tool: string, options: string, input = ''): Promise<string> {
    const args = ['--bootstrap-server', this.bootstrapServer, ...words(options)];
    const { stdout, stderr } = await tools.run(tool, args, input);
    assert.doesNotMatch(stdout + stderr, /Exception/, `${tool} ${options}`);
    return stdout;
  }

  theirs(options: string): Promise<string> {
    return this.kafka(CONSUMER_GROUP_COMMAND, options);
  }

  async ours(options: string): Promise<string> {
    const args = ['group', ...words(options), '-b', this.bootstrapServer];
    const { code, stdout, stderr } = await runOdradek(args);
    assert.equal(code, 0, `odradek group ${options}: ${stderr}`);
    return stdout;
  }

  /** Compares what both say of a group; answers the rows. */
  async same(group: string, view = ''): Promise<readonly TableRow[]> {
    const ours = groupTableRows(await this.ours(`describe ${group} ${view}`));
    const theirs = groupTableRows(await this.theirs(`--describe --group ${group} ${view}`));
    assert.deepEqual(ours, theirs, `${group} ${view}`);
    return ours;
  }
}

function words(options: string): readonly string[] {
  return options.split(' ').filter((word) => word !== '');
}

/** Each way to choose new offsets of three records that were read, and of five. */
const TARGETS: readonly string[] = [
  '--to-earliest',
  '--to-latest',
  '--shift-by -2',
  '--shift-by -100',
  '--shift-by 3',
  '--to-current',
  '--to-offset 99',
  `--to-datetime ${dateAt(35)}`,
  `--to-datetime ${dateAt(61)}`,
  `--to-datetime ${dateAt(35)}+02:00`,
  '--by-duration P3650D',
];

function dateAt(ms: number): string {
  return new Date(TIMED_RECORDS_START + ms).toISOString().replace('Z', '');
}

/** Topics with records, and groups that have read some of them and are gone. */
async function fill(asked: AskedBroker): Promise<void> {
  for (const topic of ['orders --partitions 3', 'timed --config retention.ms=-1']) {
    const create = ['topic', 'create', ...words(topic), '-b', asked.bootstrapServer];
    assert.equal((await runOdradek(create)).code, 0);
  }
  await asked.kafka(CONSOLE_PRODUCER, '--topic orders --reader-property parse.key=true', ORDERS);
  await timedRecords('timed').run(asked.bootstrapServer);
  const read = (topic: string, group: string, count: number): Promise<string> =>
    asked.kafka(
      CONSOLE_CONSUMER,
      `--topic ${topic} --group ${group} --from-beginning --max-messages ${count} --timeout-ms 30000`,
    );
  await read('timed', 'timers', 3);
  await read('orders', 'readers', 12);
}

async function compareWithoutMembers(context: TestContext, asked: AskedBroker): Promise<void> {
  await context.test('groups that have no members', async () => {
    for (const [view, count] of [
      ['', 3],
      ['--verbose', 3],
      ['--members --verbose', 0],
      ['--state --verbose', 1],
    ] as const) {
      assert.equal((await asked.same('readers', view)).length, count, view);
    }
  });
}

async function compareResets(context: TestContext, asked: AskedBroker): Promise<void> {
  for (const [index, target] of TARGETS.entries()) {
    await context.test(`offsets that are reset ${target}`, async () => {
      const options = `--group timers --topic timed ${target}`;
      const [ours, theirs] = [
        groupTableRows(await asked.ours(`reset-offsets ${options} --dry-run`)),
        groupTableRows(await asked.theirs(`--reset-offsets ${options} --dry-run`)),
      ];
      assert.deepEqual(ours, theirs);
      assert.equal(ours.length, 1);
      if (index % 2 === 0) await asked.ours(`reset-offsets ${options} --execute`);
      else await asked.theirs(`--reset-offsets ${options} --execute`);
      const [row] = groupTableRows(await asked.ours('describe timers'));
      assert.equal(row?.['CURRENT-OFFSET'], ours[0]?.['NEW-OFFSET']);
    });
  }
  await context.test('offsets of chosen partitions, of all topics and of a new group', async () => {
    await asked.ours('reset-offsets --group readers --topic orders:0,2 --to-earliest --execute');
    const rows = await asked.same('readers');
    assert.deepEqual(
      rows.map((row) => row['CURRENT-OFFSET'] === '0'),
      [true, false, true],
    );
    await asked.ours('reset-offsets --group readers --all-topics --shift-by 1 --execute');
    assert.notDeepEqual(await asked.same('readers'), rows);
    await asked.ours('reset-offsets --group born --topic timed --to-offset 2 --execute');
    assert.equal((await asked.same('born'))[0]?.['LAG'], '7');
  });
  await context.test('offsets that one tool exports and the other sets', async () => {
    using directory = new TemporaryDirectory();
    const path = join(directory.path, 'offsets.csv');
    const options = '--group readers --all-topics --shift-by -1 --dry-run --export';
    const sorted = (text: string): string => text.trim().split('\n').toSorted().join('\n');
    const theirs = await asked.theirs(`--reset-offsets ${options}`);
    const ours = await asked.ours(`reset-offsets ${options}`);
    assert.equal(sorted(ours), sorted(theirs));
    writeFileSync(path, theirs);
    await asked.ours(`reset-offsets --group copy --from-file ${path} --execute`);
    writeFileSync(path, ours);
    await asked.theirs(`--reset-offsets --group twin --from-file ${path} --execute`);
    const withoutGroup = (rows: readonly TableRow[]) => rows.map((row) => ({ ...row, GROUP: '' }));
    assert.deepEqual(
      withoutGroup(await asked.same('copy')),
      withoutGroup(await asked.same('twin')),
    );
  });
}

async function compareWithMembers(context: TestContext, asked: AskedBroker): Promise<void> {
  const member = { group: 'team', topic: 'orders' };
  const { bootstrapServer } = asked;
  await context.test('a group with a member', async () => {
    await members.joins({ ...member, clientId: 'one' }, 1).run(bootstrapServer);
    for (const view of VIEWS) await asked.same('team', view);
  });
  await context.test('a group with a static member', async () => {
    const two = { ...member, clientId: 'two', instanceId: 'z-static' };
    await members.joins(two, 2).run(bootstrapServer);
    for (const view of VIEWS) await asked.same('team', view);
    const rows = await asked.same('team', '--members');
    assert.deepEqual(
      new Set(rows.map((row) => row['GROUP-INSTANCE-ID'])),
      new Set(['-', 'z-static']),
    );
  });
  await context.test('a group with members is not reset', async () => {
    const options = ['team', '--topic', 'orders', '--to-earliest', '--execute'];
    const before = await asked.same('team');
    const args = ['group', 'reset-offsets', ...options, '-b', bootstrapServer];
    const { code, stdout, stderr } = await runOdradek(args);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^Could not reset offsets of group team: it is active \(Stable, with 2 /);
    assert.deepEqual(await asked.same('team'), before);
  });
}

/** Kafka's console consumer as a member of a group of KIP-848. */
function startConsumer(bootstrapServer: string): ChildProcess {
  const properties = ['group.protocol=consumer', 'client.id=new', 'auto.commit.interval.ms=200'];
  const options = `--bootstrap-server ${bootstrapServer} --topic orders --group modern --from-beginning`;
  return startChild(
    'java',
    [
      ...kafkaJavaOptions(),
      CONSOLE_CONSUMER,
      ...words(options),
      ...properties.flatMap((property) => ['--command-property', property]),
    ],
    { stdio: 'ignore' },
  );
}

async function compareConsumerGroup(context: TestContext, asked: AskedBroker): Promise<void> {
  await context.test('a group of KIP-848', async () => {
    const consumer = startConsumer(asked.bootstrapServer);
    try {
      await untilRead(asked, 'modern');
      for (const view of VIEWS) await asked.same('modern', view);
      const [row] = await asked.same('modern', '--members --verbose');
      assert.equal(row?.['CURRENT-ASSIGNMENT'], 'orders:0,1,2');
    } finally {
      await endChild(consumer, 'SIGTERM');
    }
  });
}

/** Resolves when a group has read all there is. */
async function untilRead(asked: AskedBroker, group: string): Promise<void> {
  const deadline = performance.now() + SETTLES_MS_MAX;
  while (performance.now() < deadline) {
    const rows = groupTableRows(await asked.ours('describe --all-groups'));
    const own = rows.filter((row) => row['GROUP'] === group);
    if (own.length > 0 && own.every((row) => row['LAG'] === '0')) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${group} has not read everything`);
}

async function compareDeletions(context: TestContext, asked: AskedBroker): Promise<void> {
  await context.test('lists of groups, and what is deleted from them', async () => {
    const lists = async (): Promise<readonly TableRow[]> => {
      const ours = groupTableRows(await asked.ours('list --state --type'));
      assert.deepEqual(ours, groupTableRows(await asked.theirs('--list --state --type')));
      return ours;
    };
    const before = await lists();
    assert.ok(before.length >= 6, JSON.stringify(before));
    await asked.ours('delete-offsets readers --topic orders:1');
    assert.equal((await asked.same('readers')).length, 2);
    await asked.ours('delete timers born');
    assert.equal((await lists()).length, before.length - 2);
  });
}

async function startKafka(): Promise<ApacheKafka> {
  return ApacheKafka.start();
}

async function startOdradek(context: TestContext): Promise<BrokerProcess> {
  const data = new TemporaryDirectory();
  context.after(() => data[Symbol.dispose]());
  return BrokerProcess.start(data.path, { configs: ['group.initial.rebalance.delay.ms=0'] });
}

for (const [name, start] of [
  ['Apache Kafka', startKafka],
  ['Odradek', startOdradek],
] as const) {
  test(`odradek group and ConsumerGroupCommand say the same of groups on ${name}`, async (context) => {
    await using broker = await start(context);
    const asked = new AskedBroker(broker.bootstrapServer);
    await fill(asked);
    await compareWithoutMembers(context, asked);
    await compareResets(context, asked);
    await compareWithMembers(context, asked);
    await compareConsumerGroup(context, asked);
    await compareDeletions(context, asked);
  });
}
