import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Consumer } from '@odradek/client/node';

import { type CommandEnd, runCommand } from '../testing/odradek-command.ts';
import { OdradekProcess } from '../testing/odradek-process.ts';

const root = await mkdtemp(join(tmpdir(), 'odradek-groups-'));
const broker = new OdradekProcess([
  'start',
  '--data',
  join(root, 'data'),
  '--listen',
  '127.0.0.1:0',
  '--override',
  'group.initial.rebalance.delay.ms=0',
]);
let bootstrapServers = '';

function odradek(line: string, input = ''): Promise<CommandEnd> {
  return runCommand([...line.split(' '), '-b', bootstrapServers], input);
}

/** Runs a command that must succeed without a word on standard error. */
async function succeed(line: string, input = ''): Promise<string> {
  const { exitCode, stdout, stderr } = await odradek(line, input);
  assert.equal(stderr, '', line);
  assert.equal(exitCode, 0, line);
  return String(stdout);
}

/** Runs a command that must fail; answers its standard error. */
async function fail(line: string): Promise<string> {
  const { exitCode, stderr } = await odradek(line);
  assert.equal(exitCode, 1, line);
  return stderr;
}

/** The cells of a table without its headings. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.trimEnd().split('\n');
  return lines.slice(1).map((line) => line.split(/ {2,}/));
}

/** The committed offsets of a group by partition, as they are shown. */
async function offsetsOf(group: string): Promise<Readonly<Record<string, number>>> {
  const text = await succeed(`group describe ${group} --json`);
  const rows = text.trimEnd().split('\n').filter(Boolean);
  return Object.fromEntries(
    rows.map((row) => {
      const { topic, partition, currentOffset } = JSON.parse(row);
      return [`${topic}-${partition}`, currentOffset];
    }),
  );
}

/** Becomes a member of a group and reads so many records. */
async function joinGroup(groupId: string, topic: string, count: number): Promise<Consumer> {
  const consumer = new Consumer({
    bootstrapServers,
    groupId,
    clientId: 'reader',
    autoOffsetReset: 'earliest',
  });
  await consumer.subscribe(topic);
  let read = 0;
  for (let polls = 0; read < count; polls++) {
    assert.ok(polls < 60, `only ${read} of ${count} records came`);
    read += (await consumer.poll()).length;
  }
  await consumer.commit();
  return consumer;
}

describe('groups on the command line', () => {
  before(async () => {
    const { host, port } = await broker.ready();
    bootstrapServers = `${host}:${port}`;
    await succeed('topic create orders --partitions 2');
    await succeed('topic create notes');
    await succeed('produce orders --partition 0', 'a\nb\nc\nd\n');
    await succeed('produce orders --partition 1', 'e\nf\n');
    await succeed('produce notes', 'g\n');
  });

  after(async () => {
    await broker[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  test('a group with a member is shown, and left as it is', async () => {
    const consumer = await joinGroup('team', 'orders', 6);
    await succeed('produce orders --partition 1', 'h\n');
    assert.equal(await succeed('group list'), 'team\n');
    assert.deepEqual(rowsOf(await succeed('group list --state --type')), [
      ['team', 'Classic', 'Stable'],
    ]);
    assert.equal(await succeed('group list --state empty --json'), '');
    const { memberId } = consumer.groupMetadata();
    const member = [memberId, '/127.0.0.1', 'reader'];
    assert.deepEqual(rowsOf(await succeed('group describe team')), [
      ['team', 'orders', '0', '4', '4', '0', ...member],
      ['team', 'orders', '1', '2', '3', '1', ...member],
    ]);
    assert.deepEqual(rowsOf(await succeed('group describe --members --verbose')), [
      ['team', ...member, '2', '-', 'orders:0,1', '-', '-'],
    ]);
    assert.deepEqual(rowsOf(await succeed('group describe --all-groups --state')), [
      ['team', `${bootstrapServers} (1)`, 'range', 'Stable', '1'],
    ]);
    assert.equal(
      await fail('group reset-offsets team --topic orders --to-earliest --execute'),
      'Could not reset offsets of group team: it is active (Stable, with 1 member); ' +
        'stop all members first.\n',
    );
    assert.match(await fail('group delete team'), /^Could not delete group team: NON_EMPTY_GROUP/);
    assert.match(
      await fail('group delete-offsets team --topic orders'),
      /^Could not delete 2 of 2 offsets of group team\.\n$/,
    );
    assert.deepEqual(await offsetsOf('team'), { 'orders-0': 4, 'orders-1': 2 });
    await consumer.close();
    assert.match(
      await succeed('group describe team'),
      /^Consumer group 'team' has no active members\.\n\nGROUP .*\nteam .* - {2,}-\n/,
    );
  });

  test('offsets are shown before they are set, and then set', async () => {
    const reset = 'group reset-offsets later --topic orders:0 --to-offset 3';
    const unsaid = await odradek(reset);
    assert.equal(unsaid.exitCode, 0);
    assert.equal(unsaid.stderr, 'Nothing was changed; --execute sets these offsets.\n');
    assert.deepEqual(rowsOf(String(unsaid.stdout)), [['later', 'orders', '0', '3']]);
    assert.equal(await succeed(`${reset} --dry-run`), String(unsaid.stdout));
    assert.match(await fail('group describe later'), /GROUP_ID_NOT_FOUND/);
    assert.equal(await succeed(`${reset} --execute`), String(unsaid.stdout));
    assert.deepEqual(await offsetsOf('later'), { 'orders-0': 3 });
  });

  test('offsets go to ends of logs, along them, to a time and to themselves', async () => {
    const reset = (target: string): Promise<string> =>
      succeed(`group reset-offsets goes --topic orders:0 ${target} --execute`);
    for (const [target, offset] of [
      ['--to-latest', 4],
      ['--shift-by -3', 1],
      ['--to-current', 1],
      ['--to-datetime 2100-01-01T00:00:00.000', 4],
      ['--by-duration P1D', 0],
      ['--shift-by 2', 2],
      ['--to-earliest', 0],
    ] as const) {
      assert.deepEqual(rowsOf(await reset(target)), [['goes', 'orders', '0', String(offset)]]);
      assert.deepEqual(await offsetsOf('goes'), { 'orders-0': offset }, target);
    }
    const beyond = await odradek('group reset-offsets goes --all-topics --shift-by 9 --execute');
    assert.equal(beyond.stderr, 'orders-0 has the offsets 0 to 4: 9 becomes 4.\n');
    assert.equal(beyond.exitCode, 0);
    assert.deepEqual(await offsetsOf('goes'), { 'orders-0': 4 });
  });

  test('offsets that were exported are set again for another group', async () => {
    const line = 'group reset-offsets --group source --topic orders --topic notes';
    const exported = await succeed(`${line} --to-offset 1 --execute --export`);
    assert.equal(exported, 'notes,0,1\norders,0,1\norders,1,1\n');
    const path = join(root, 'offsets.csv');
    await writeFile(path, exported);
    await succeed(`group reset-offsets copy --from-file ${path} --execute`);
    assert.deepEqual(await offsetsOf('copy'), await offsetsOf('source'));
    await writeFile(path, 'orders,0\n');
    assert.match(
      await fail(`group reset-offsets copy --from-file ${path}`),
      /^--from-file is ".*", of which line 1 has 2 columns; write TOPIC,PARTITION,OFFSET/,
    );
    assert.match(await fail('group reset-offsets copy --from-file nowhere.csv'), /ENOENT/);
  });

  test('what cannot be reset is told, and the other groups are', async () => {
    const { exitCode, stdout, stderr } = await odradek(
      'group reset-offsets nothing some --topic orders:1 --shift-by 1 --execute',
    );
    assert.equal(exitCode, 1);
    assert.equal(String(stdout), '');
    assert.equal(
      stderr,
      'Could not reset offsets of group nothing: orders-1 has no committed offset that could be ' +
        'shifted.\nCould not reset offsets of group some: orders-1 has no committed offset that ' +
        'could be shifted.\n',
    );
    assert.match(
      await fail('group reset-offsets nothing --all-topics --to-latest'),
      /it has no committed offsets; name topics with --topic/,
    );
    assert.match(
      await fail('group reset-offsets nothing --topic nowhere --to-latest'),
      /^--topic is "nowhere", which does not exist/,
    );
    assert.match(
      await fail('group reset-offsets nothing --topic orders:2 --to-latest'),
      /orders has the partitions 0 to 1/,
    );
  });

  test('offsets and groups are deleted', async () => {
    await succeed('group reset-offsets gone --topic orders --topic notes --to-latest --execute');
    assert.deepEqual(rowsOf(await succeed('group delete-offsets gone --topic orders:1')), [
      ['orders', '1', 'Successful'],
    ]);
    assert.deepEqual(Object.keys(await offsetsOf('gone')), ['notes-0', 'orders-0']);
    assert.equal(await succeed('group delete gone'), 'Deleted group gone.\n');
    assert.match(await fail('group delete gone'), /^Could not delete group gone: GROUP_ID_NOT/);
    assert.equal(await succeed('group delete gone --if-exists'), 'Group gone does not exist.\n');
    assert.match(
      await fail('group delete-offsets gone --topic orders'),
      /^Could not delete offsets of group gone: GROUP_ID_NOT_FOUND/,
    );
    const deleted = await succeed('group delete --all-groups');
    assert.match(deleted, /^Deleted group copy\.\n/);
    assert.equal(await succeed('group list'), '');
  });
});
