import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { type CommandEnd, OdradekCommand, runCommand } from '../testing/odradek-command.ts';
import { OdradekProcess } from '../testing/odradek-process.ts';

const LINES_COUNT = 100_000;
const LINE_BYTES = 100;
/** What a pipe and the streams at its ends hold, and a chunk that was being written. */
const IN_PIPE_BYTES_MAX = 8 * 65_536;

const root = await mkdtemp(join(tmpdir(), 'odradek-consume-group-'));
const broker = new OdradekProcess([
  'start',
  '--data',
  join(root, 'data'),
  '--listen',
  '127.0.0.1:0',
  '--override',
  'group.initial.rebalance.delay.ms=0',
  // Members of consumer groups hear of what they are given with a heartbeat, every 5 s by default.
  '--override',
  'group.consumer.min.heartbeat.interval.ms=250',
  '--override',
  'group.consumer.heartbeat.interval.ms=250',
  '--override',
  'group.consumer.assignment.interval.ms=0',
]);
let bootstrapServers = '';

const words = (line: string): readonly string[] => [...line.split(' '), '-b', bootstrapServers];

function odradek(line: string, input: Buffer | string = ''): Promise<CommandEnd> {
  return runCommand(words(line), input);
}

/** Runs a command that must succeed without a word on standard error. */
async function succeed(line: string, input: Buffer | string = ''): Promise<string> {
  const { exitCode, stdout, stderr } = await odradek(line, input);
  assert.equal(stderr, '', line);
  assert.equal(exitCode, 0, line);
  return String(stdout);
}

let topics = 0;

/** Creates a topic that no other test uses, with these lines in its first partition. */
async function newTopic(lines: string = '', partitions: number = 1): Promise<string> {
  const name = `topic-${topics++}`;
  await succeed(`topic create ${name} --partitions ${partitions}`);
  if (lines !== '') await succeed(`produce ${name} --partition 0`, lines);
  return name;
}

/** So many lines of the same length, numbered from 0. */
function numberedLines(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `${index}`.padEnd(LINE_BYTES - 1));
  return `${lines.join('\n')}\n`;
}

interface GroupRow {
  readonly partition: number;
  readonly currentOffset: number | null;
}

/** The committed offsets of a group, by partition of its only topic. */
async function offsetsOf(group: string): Promise<readonly (number | null)[]> {
  const rows = (await succeed(`group describe ${group} --json`)).trimEnd().split('\n');
  return rows
    .map((row) => JSON.parse(row) as GroupRow)
    .sort((a, b) => a.partition - b.partition)
    .map(({ currentOffset }) => currentOffset);
}

async function stateOf(group: string): Promise<string> {
  const row = (await succeed(`group list --state`))
    .split('\n')
    .find((line) => line.startsWith(group));
  return row?.trim().split(/ {2,}/).at(-1) ?? 'none';
}

/** Ends a command that runs by a signal; it must end in order. */
async function interrupt(command: OdradekCommand, signal: 'SIGINT' | 'SIGTERM'): Promise<string> {
  command.child.kill(signal);
  const { exitCode, stdout, stderr } = await command.end();
  assert.deepEqual([exitCode, stderr], [0, '']);
  return String(stdout);
}

/** Sends records until one is printed: when a group has found its end nobody tells. */
async function untilItReads(consumer: OdradekCommand, topic: string): Promise<void> {
  while (consumer.printed === '' && consumer.isRunning) await succeed(`produce ${topic}`, 'new\n');
}

describe('consuming in a group, on a broker', () => {
  before(async () => {
    const { host, port } = await broker.ready();
    bootstrapServers = `${host}:${port}`;
  });

  after(async () => {
    await broker[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  for (const protocol of ['classic', 'consumer'] as const) {
    const member = (group: string): string =>
      `--group ${group}-${protocol} --group-protocol ${protocol}`;

    test(`${protocol}: a group goes on behind the last record that was printed`, async () => {
      const topic = await newTopic('0\n1\n2\n3\n4\n5\n6\n');
      const consume = `consume ${topic} --from-beginning ${member('on')}`;
      assert.equal(await succeed(`${consume} --max-messages 3`), '0\n1\n2\n');
      assert.deepEqual(await offsetsOf(`on-${protocol}`), [3]);
      assert.equal(await stateOf(`on-${protocol}`), 'Empty');
      assert.equal(await succeed(`${consume} --max-messages 2`), '3\n4\n');
      assert.equal(await succeed(`${consume} --exit-at-end`), '5\n6\n');
      assert.deepEqual(await offsetsOf(`on-${protocol}`), [7]);
      assert.equal(await succeed(`${consume} --exit-at-end`), '');
      assert.equal(await succeed(`${consume} --max-messages 0`), '');
      assert.deepEqual(await offsetsOf(`on-${protocol}`), [7]);
    });

    test(`${protocol}: a group without offsets begins at the end, and keeps that`, async () => {
      const topic = await newTopic('old\n');
      const consume = `consume ${topic} ${member('new')} --exit-at-end`;
      assert.equal(await succeed(consume), '');
      assert.deepEqual(await offsetsOf(`new-${protocol}`), [1]);
      await succeed(`produce ${topic}`, 'between\n');
      assert.equal(await succeed(consume), 'between\n');
    });

    test(`${protocol}: records of a poll that were not wanted come the next time`, async () => {
      const [one, two] = [await newTopic('a\n'), await newTopic('b\n')];
      const consume = `consume ${one} ${two} ${member('cut')} --from-beginning`;
      const first = await succeed(`${consume} --max-messages 1`);
      const rest = await succeed(`${consume} --exit-at-end`);
      assert.deepEqual([first, rest].sort(), ['a\n', 'b\n']);
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      test(`${protocol}: ${signal} commits all that was printed and no more`, async () => {
        const topic = await newTopic(numberedLines(LINES_COUNT));
        const group = `${signal}-${protocol}`;
        const consume = `consume ${topic} --from-beginning ${member(signal)}`;
        await using consumer = new OdradekCommand(words(consume));
        await consumer.untilPrinted(1);
        const printed = await interrupt(consumer, signal);
        const count = printed.length / LINE_BYTES;
        assert.deepEqual(await offsetsOf(group), [count]);
        assert.equal(await stateOf(group), 'Empty');
        const rest = await succeed(`${consume} --exit-at-end`);
        assert.equal(printed + rest, numberedLines(LINES_COUNT));
      });
    }

    test(`${protocol}: when nobody reads any more, what was not printed is not committed`, async () => {
      const topic = await newTopic(numberedLines(LINES_COUNT));
      const consume = `consume ${topic} --from-beginning ${member('pipe')}`;
      await using consumer = new OdradekCommand(words(consume));
      await consumer.untilPrinted(1);
      consumer.child.stdout?.destroy();
      const { exitCode, stdout, stderr } = await consumer.end();
      assert.deepEqual([exitCode, stderr], [0, '']);
      const [offset = null] = await offsetsOf(`pipe-${protocol}`);
      assert.ok(offset !== null && offset < LINES_COUNT);
      const unreadBytes = offset * LINE_BYTES - stdout.length;
      assert.ok(Math.abs(unreadBytes) <= IN_PIPE_BYTES_MAX, `${unreadBytes} bytes`);
      assert.equal(await stateOf(`pipe-${protocol}`), 'Empty');
      const next = await succeed(`${consume} --max-messages 1`);
      assert.equal(next.trim(), String(offset));
    });

    test(`${protocol}: members share partitions, and each record is printed once`, async () => {
      const topic = await newTopic('', 4);
      const consume = `consume ${topic} ${member('shared')} --from-beginning`;
      await using first = new OdradekCommand(words(consume));
      await untilItReads(first, topic);
      await using second = new OdradekCommand(words(consume));
      await untilItReads(second, topic);
      const lines = Array.from({ length: 2000 }, (_, index) => `${index}:line ${index}`);
      await succeed(`produce ${topic} --key-separator :`, `${lines.slice(0, 1000).join('\n')}\n`);
      const printed = await interrupt(first, 'SIGINT');
      await succeed(`produce ${topic} --key-separator :`, `${lines.slice(1000).join('\n')}\n`);
      while (!second.printed.includes('line 1999') && second.isRunning) {
        await new Promise((resolve) => second.child.stdout?.once('data', resolve));
      }
      const all = printed + (await interrupt(second, 'SIGTERM'));
      const rest = await succeed(`${consume} --exit-at-end`);
      const numbered = (all + rest).split('\n').filter((line) => line.startsWith('line'));
      assert.deepEqual(
        numbered.sort(),
        lines.map((line) => line.slice(line.indexOf(':') + 1)).sort(),
      );
    });

    test(`${protocol}: a group reads several topics, or all that match`, async () => {
      const [one, two] = [await newTopic('a\n'), await newTopic('b\n')];
      const named = await succeed(
        `consume ${one} ${two} ${member('some')} --from-beginning --exit-at-end`,
      );
      assert.deepEqual(named.split('\n').sort(), ['', 'a', 'b']);
      const include = `${one}|${two.slice(0, -1)}[${two.at(-1)}]`;
      const matching = `consume --include ${include} ${member('match')} --from-beginning`;
      const matched = await succeed(`${matching} --exit-at-end`);
      assert.deepEqual(matched.split('\n').sort(), ['', 'a', 'b']);
      assert.equal(await succeed(`consume --include nothing ${member('no')} --exit-at-end`), '');
    });

    test(`${protocol}: a static member stays in its group`, async () => {
      const topic = await newTopic('a\nb\n');
      const consume = `consume ${topic} ${member('static')} --from-beginning --group-instance-id i-1`;
      assert.equal(await succeed(`${consume} --max-messages 1`), 'a\n');
      const members = `group describe static-${protocol} --members --json`;
      const row = JSON.parse(await succeed(members));
      assert.equal(row.groupInstanceId, 'i-1');
      assert.equal(await succeed(`${consume} --exit-at-end`), 'b\n');
    });
  }

  test('the topic of the offsets is listed and described as internal when asked for', async () => {
    const topic = await newTopic('a\n');
    await succeed(`consume ${topic} --group internal --from-beginning --max-messages 1`);
    assert.doesNotMatch(await succeed('topic list'), /__consumer_offsets/);
    assert.match(await succeed('topic list --internal'), /^__consumer_offsets$/m);
    assert.doesNotMatch(await succeed('topic describe'), /internal/);
    const described = await succeed('topic describe --internal');
    assert.match(described, /^Topic __consumer_offsets\n(?: .*\n)* {2}internal +yes\n/);
    assert.match(await succeed('topic describe __consumer_offsets'), /^ {2}internal +yes$/m);
    const matching = 'consume --include __consumer.* --group internal --exit-at-end';
    assert.equal(await succeed(matching), '', 'an expression finds no internal topics');
  });

  test('without a group several topics are read, or all that match', async () => {
    const [one, two] = [await newTopic('a\n'), await newTopic('b\n')];
    for (const chosen of [`${one} ${two}`, `--include ${one}|${two}`]) {
      const printed = await succeed(`consume ${chosen} --from-beginning --exit-at-end`);
      assert.deepEqual(printed.split('\n').sort(), ['', 'a', 'b'], chosen);
    }
    const { exitCode, stderr } = await odradek('consume --include topic --exit-at-end');
    assert.equal(exitCode, 1);
    assert.match(stderr, /^No topic matches --include with its whole name; /);
  });
});
