import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { type CommandEnd, OdradekCommand, runCommand } from '../testing/odradek-command.ts';
import { OdradekProcess } from '../testing/odradek-process.ts';

const BIN = fileURLToPath(new URL('../../../bin/odradek.js', import.meta.url));
const LINES_COUNT = 100_000;
const MEBIBYTE = 2 ** 20;
const LARGE_INPUT_BYTES = 256 * MEBIBYTE;
const RESIDENT_BYTES_MAX = 256 * MEBIBYTE;

const root = await mkdtemp(join(tmpdir(), 'odradek-commands-'));
const broker = new OdradekProcess([
  'start',
  '--data',
  join(root, 'data'),
  '--listen',
  '127.0.0.1:0',
]);
let bootstrapServer = '';

function odradek(line: string, input: Buffer | string = ''): Promise<CommandEnd> {
  const args = line.split(' ').filter((word) => word !== '');
  return runCommand([...args, '-b', bootstrapServer], input);
}

/** Runs a command that must succeed without a word on standard error. */
async function succeed(line: string, input: Buffer | string = ''): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await odradek(line, input);
  assert.equal(stderr, '', line);
  assert.equal(exitCode, 0, line);
  return stdout;
}

async function fail(line: string, input: Buffer | string = ''): Promise<string> {
  const { exitCode, stderr } = await odradek(line, input);
  assert.equal(exitCode, 1, line);
  assert.match(stderr, /^[^\n]+\n$/, 'one line says what is wrong');
  return stderr;
}

let topics = 0;

/** Creates a topic that no other test uses. */
async function newTopic(partitions = 1): Promise<string> {
  const name = `topic-${topics++}`;
  await succeed(`topic create ${name} --partitions ${partitions}`);
  return name;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the command line, on a broker', () => {
  before(async () => {
    const { host, port } = await broker.ready();
    bootstrapServer = `${host}:${port}`;
  });

  after(async () => {
    await broker[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  test('topics are created, listed, described and deleted', async () => {
    const created = await succeed('topic create life-a life-b --partitions 3');
    assert.equal(String(created), 'Created topic life-a.\nCreated topic life-b.\n');
    await succeed('produce life-a --partition 1', 'one\ntwo\n');
    assert.match(String(await succeed('topic list')), /^life-a\nlife-b\n/m);
    const described = String(await succeed('topic describe life-a'));
    assert.match(described, /^Topic life-a\n {2}topic id +[\w-]{22}\n {2}partitions +3\n/);
    const rows = described.trimEnd().split('\n').slice(-3);
    assert.deepEqual(
      rows.map((row) => row.trim().split(/ +/)),
      [
        ['0', '1', '1', '1', '0', '0'],
        ['1', '1', '1', '1', '0', '2'],
        ['2', '1', '1', '1', '0', '0'],
      ],
    );
    const deleted = await succeed('topic delete life-a life-b');
    assert.equal(String(deleted), 'Deleted topic life-a.\nDeleted topic life-b.\n');
    assert.doesNotMatch(String(await succeed('topic list')), /^life-/m);
  });

  test('a topic that exists, or does not, fails unless that was foreseen', async () => {
    const topic = await newTopic();
    assert.match(
      await fail(`topic create ${topic}`),
      new RegExp(`^Could not create topic ${topic}: TOPIC_ALREADY_EXISTS: `),
    );
    const again = await succeed(`topic create ${topic} --if-not-exists`);
    assert.equal(String(again), `Topic ${topic} exists already.\n`);
    assert.match(
      await fail('topic delete nowhere'),
      /^Could not delete topic nowhere: UNKNOWN_TOPIC/,
    );
    assert.equal(
      String(await succeed('topic delete nowhere --if-exists')),
      'Topic nowhere does not exist.\n',
    );
    assert.match(
      await fail('topic describe nowhere'),
      /^Could not describe topic nowhere: UNKNOWN_/,
    );
  });

  test('of several topics those that can be created are', async () => {
    const { exitCode, stdout, stderr } = await odradek('topic create several-a b/d several-c');
    assert.equal(exitCode, 1);
    assert.equal(String(stdout), 'Created topic several-a.\nCreated topic several-c.\n');
    assert.match(stderr, /^Could not create topic b\/d: INVALID_TOPIC_EXCEPTION: [^\n]+\n$/);
  });

  test('a topic gets more partitions, but not fewer', async () => {
    const topic = await newTopic(2);
    await succeed(`topic alter ${topic} --partitions 5`);
    assert.match(String(await succeed(`topic describe ${topic}`)), / {2}partitions +5\n/);
    assert.match(await fail(`topic alter ${topic} --partitions 4`), /INVALID_PARTITIONS/);
  });

  test('lines come back with their bytes: binary, empty, with carriage returns', async () => {
    const topic = await newTopic();
    const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const input = Buffer.concat([allBytes, Buffer.from('\n\n\r\n'), allBytes, Buffer.from('\n')]);
    await succeed(`produce ${topic}`, input);
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.deepEqual(output, input);
  });

  test('a last line without a line feed is a record, no input is none', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, 'a\nb');
    await succeed(`produce ${topic}`, '');
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.equal(String(output), 'a\nb\n');
  });

  test('lines of almost a mebibyte come back', async () => {
    const topic = await newTopic();
    const input = Buffer.from(
      `${'x'.repeat(MEBIBYTE - 500)}\nshort\n${'y'.repeat(MEBIBYTE - 500)}\n`,
    );
    await succeed(`produce ${topic}`, input);
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.equal(sha256(output), sha256(input));
  });

  test('a line that is too long is named, and those before it were sent', async () => {
    const topic = await newTopic();
    const input = `a\nb\n${'x'.repeat(3 * MEBIBYTE)}\nc\n`;
    assert.match(
      await fail(`produce ${topic}`, input),
      /^Line 3 is longer than 1048576 bytes; give/,
    );
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.equal(String(output), 'a\nb\n');
  });

  test('a line that is too long for the topic is named, with what became of the others', async () => {
    const topic = await newTopic();
    const input = `a\n${'x'.repeat(2 * MEBIBYTE)}\n`;
    assert.match(
      await fail(`produce ${topic} --max-request-size ${4 * MEBIBYTE}`, input),
      /^Line 2 was not acknowledged: MESSAGE_TOO_LARGE: /,
    );
  });

  for (const [compression, count] of [
    ['none', LINES_COUNT],
    ['gzip', 10_000],
    ['snappy', 10_000],
    ['lz4', 10_000],
    ['zstd', 10_000],
  ] as const) {
    test(`${count} lines come back in order, with compression ${compression}`, async () => {
      const topic = await newTopic();
      const lines = Array.from({ length: count }, (_, index) => `line ${index}\n`);
      const input = Buffer.from(lines.join(''));
      await succeed(`produce ${topic} --compression ${compression}`, input);
      const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
      assert.equal(sha256(output), sha256(input));
    });
  }

  test('100,000 lines come back from six partitions, each once', async () => {
    const topic = await newTopic(6);
    const lines = Array.from({ length: LINES_COUNT }, (_, index) => `${index}:line ${index}`);
    await succeed(`produce ${topic} --key-separator :`, `${lines.join('\n')}\n`);
    const output = await succeed(
      `consume ${topic} --from-beginning --exit-at-end --print key --key-separator :`,
    );
    assert.deepEqual(String(output).trimEnd().split('\n').sort(), lines.sort());
  });

  test('keys, headers, null and offsets are printed on request', async () => {
    const topic = await newTopic();
    await succeed(
      `produce ${topic} --key-separator : --header source=test --null-value NUL`,
      'k1:v1\nNUL:v2\nk3:NUL\n',
    );
    const consume = `consume ${topic} --from-beginning --exit-at-end`;
    assert.equal(String(await succeed(consume)), 'v1\nv2\n\n');
    assert.equal(
      String(await succeed(`${consume} --print partition,offset,headers,key --null-value null`)),
      'Partition:0\tOffset:0\tsource:test\tk1\tv1\n' +
        'Partition:0\tOffset:1\tsource:test\tnull\tv2\n' +
        'Partition:0\tOffset:2\tsource:test\tk3\tnull\n',
    );
    const [first, , third] = String(await succeed(`${consume} --json`)).split('\n');
    const { timestamp, ...record } = JSON.parse(first ?? '');
    assert.ok(Math.abs(timestamp - Date.now()) < 600_000);
    assert.deepEqual(record, {
      topic,
      partition: 0,
      offset: 0,
      timestampType: 'CreateTime',
      key: 'k1',
      value: 'v1',
      headers: [{ key: 'source', value: 'test' }],
    });
    assert.equal(JSON.parse(third ?? '').value, null);
  });

  test('what is printed with headers and keys can be produced again', async () => {
    const [source, target] = [await newTopic(), await newTopic()];
    const input = 'a:1,b:2\tk1\tv\t1\nNO_HEADERS\tk2\tv2\nc:NUL\tNUL\tv3\n';
    const format = '--parse-headers --key-separator \\t --null-value NUL';
    await succeed(`produce ${source} ${format}`, input);
    const consume = '--from-beginning --exit-at-end --print headers,key --null-value NUL';
    const output = await succeed(`consume ${source} ${consume}`);
    assert.equal(String(output), input.replace('c:NUL', 'c:null'));
    await succeed(`produce ${target} ${format}`, output);
    assert.deepEqual(await succeed(`consume ${target} ${consume}`), output);
  });

  test('a line without its key is named, and those before it were sent', async () => {
    const topic = await newTopic();
    const message = await fail(`produce ${topic} --key-separator :`, 'a:1\nb\nc:3\n');
    assert.equal(message, 'Line 2 has no key separator ":"; it and what follows was not sent.\n');
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.equal(String(output), '1\n');
  });

  test('records go to the partition that is asked for, and come from it', async () => {
    const topic = await newTopic(3);
    for (const partition of [0, 1, 2]) {
      await succeed(`produce ${topic} --partition ${partition}`, `in ${partition}\n`);
    }
    const consume = `consume ${topic} --from-beginning --exit-at-end`;
    assert.equal(String(await succeed(`${consume} --partition 1`)), 'in 1\n');
    const both = String(await succeed(`${consume} --partition 2,0`));
    assert.deepEqual(both.split('\n').sort(), ['', 'in 0', 'in 2']);
    const missing = /^--partition is 3, but \S+ has the partitions 0 to 2\.$/m;
    assert.match(await fail(`${consume} --partition 3`), missing);
    assert.match(await fail(`produce ${topic} --partition 3`, 'x\n'), missing);
  });

  test('consuming begins at an offset, or so many records before the end', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, '0\n1\n2\n3\n4\n');
    const consume = async (options: string): Promise<string> =>
      String(await succeed(`consume ${topic} --exit-at-end ${options}`));
    assert.equal(await consume('--offset 3'), '3\n4\n');
    assert.equal(await consume('--offset -2'), '3\n4\n');
    assert.equal(await consume('--offset -99'), '0\n1\n2\n3\n4\n');
    assert.equal(await consume('--offset earliest --max-messages 2'), '0\n1\n');
    assert.equal(await consume('--offset latest'), '');
    assert.equal(await consume('--offset 5'), '');
    assert.equal(await consume(''), '');
    assert.match(await fail(`consume ${topic} --offset 6`), /^--offset is 6, but partition 0 of/);
  });

  test('consuming begins at a date', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, 'before\n');
    await succeed(`produce ${topic}`, 'after\n');
    const records = String(await succeed(`consume ${topic} --from-beginning --exit-at-end --json`));
    const timestamps = records
      .trimEnd()
      .split('\n')
      .map((line) => Number(JSON.parse(line).timestamp));
    const [first = NaN, second = NaN] = timestamps;
    assert.ok(second > first);
    const from = async (date: string | number): Promise<string> =>
      String(await succeed(`consume ${topic} --exit-at-end --from-date ${date}`));
    assert.equal(await from(first), 'before\nafter\n');
    assert.equal(await from(first + 1), 'after\n');
    assert.equal(await from(new Date(second).toISOString()), 'after\n');
    assert.equal(await from(second + 1), '');
    assert.equal(await from('-1h'), 'before\nafter\n');
  });

  test('consuming waits for new records, and a signal ends it in order', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, 'old\n');
    await using consumer = new OdradekCommand(['consume', topic, '-b', bootstrapServer]);
    // When it has found the end nobody tells, so records are sent until one comes.
    while (consumer.printed === '' && consumer.isRunning)
      await succeed(`produce ${topic}`, 'new\n');
    assert.match(consumer.printed, /^(new\n)+$/);
    consumer.child.kill('SIGINT');
    const { exitCode, stderr } = await consumer.end();
    assert.deepEqual([exitCode, stderr], [0, '']);
  });

  test('consuming ends when no record came for so long', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, 'a\n');
    const output = await succeed(`consume ${topic} --from-beginning --timeout-ms 300`);
    assert.equal(String(output), 'a\n');
  });

  test('consuming ends quietly when nobody reads any more', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, `${'x'.repeat(99)}\n`.repeat(LINES_COUNT));
    await using consumer = new OdradekCommand(
      `consume ${topic} --from-beginning -b ${bootstrapServer}`.split(' '),
    );
    await consumer.untilPrinted(1);
    consumer.child.stdout?.destroy();
    const { exitCode, stderr } = await consumer.end();
    assert.deepEqual([exitCode, stderr], [0, '']);
  });

  test('a consumer whose reader pauses goes on when it reads again', async () => {
    const topic = await newTopic();
    await succeed(`produce ${topic}`, `${'x'.repeat(99)}\n`.repeat(LINES_COUNT));
    await using consumer = new OdradekCommand(
      `consume ${topic} --from-beginning --exit-at-end -b ${bootstrapServer}`.split(' '),
    );
    await consumer.untilPrinted(1);
    consumer.child.stdout?.pause();
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(consumer.child.exitCode, null);
    consumer.child.stdout?.resume();
    const { exitCode, stdout } = await consumer.end();
    assert.deepEqual([exitCode, stdout.length], [0, LINES_COUNT * 100]);
  });

  /** The most memory that a process has had, in bytes; undefined where the system does not tell. */
  function residentBytesMax(pid: number | undefined): number | undefined {
    const path = `/proc/${pid}/status`;
    if (!existsSync(path)) return undefined;
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  }

  test('however much is produced and consumed, memory stays small', async () => {
    const topic = await newTopic();
    const piece = Buffer.from(`${'x'.repeat(8191)}\n`.repeat(128));
    const residentBytes: number[] = [];
    {
      await using producer = new OdradekCommand(['produce', topic, '-b', bootstrapServer]);
      const { pid, stdin } = producer.child;
      for (let count = 0; count < LARGE_INPUT_BYTES / piece.length; count++) {
        if (stdin?.write(piece) === false) await once(stdin, 'drain');
        residentBytes.push(residentBytesMax(pid) ?? 0);
      }
      stdin?.end();
      assert.equal((await producer.end()).exitCode, 0);
    }
    {
      await using consumer = new OdradekCommand(
        `consume ${topic} --from-beginning --exit-at-end -b ${bootstrapServer}`.split(' '),
      );
      const { pid, stdout } = consumer.child;
      stdout?.on('data', () => residentBytes.push(residentBytesMax(pid) ?? 0));
      assert.equal((await consumer.end()).stdout.length, LARGE_INPUT_BYTES);
    }
    assert.ok(
      Math.max(...residentBytes) < RESIDENT_BYTES_MAX,
      `${Math.max(...residentBytes)} bytes`,
    );
  });

  test('a signal ends producing after the last whole line was sent', async () => {
    const topic = await newTopic();
    await using producer = new OdradekCommand(['produce', topic, '-b', bootstrapServer]);
    producer.child.stdin?.write('a\nb\nhalf');
    const seen = await succeed(`consume ${topic} --from-beginning --max-messages 2`);
    assert.equal(String(seen), 'a\nb\n');
    producer.child.kill('SIGINT');
    const { exitCode, stderr } = await producer.end();
    assert.deepEqual([exitCode, stderr], [0, '']);
    const output = await succeed(`consume ${topic} --from-beginning --exit-at-end`);
    assert.equal(String(output), 'a\nb\n');
  });

  test('when the broker is gone a signal tells what is waited for, and a second one ends', async () => {
    const data = join(root, 'gone');
    await using gone = new OdradekProcess(['start', '--data', data, '--listen', '127.0.0.1:0']);
    const { host, port } = await gone.ready();
    const address = `${host}:${port}`;
    await runCommand(['topic', 'create', 'orders', '-b', address]);
    await using producer = new OdradekCommand(['produce', 'orders', '-b', address]);
    const { child } = producer;
    child.stdin?.write('a\n');
    const seen = await runCommand(
      `consume orders --from-beginning --max-messages 1 -b ${address}`.split(' '),
    );
    assert.equal(String(seen.stdout), 'a\n');
    await gone.stop('SIGKILL');
    child.stdin?.write('b\nc\n');
    assert.ok(child.stderr !== null);
    // The lines are with the producer some time after they were written.
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGINT');
    const [notice] = (await once(child.stderr, 'data')) as [Buffer];
    assert.match(String(notice), /^2 records .* another Ctrl-C ends/);
    child.kill('SIGINT');
    assert.equal((await producer.end()).exitCode, 130);
  });

  test('a directory as input is an error, not an empty input', async () => {
    const directory = openSync(root, 'r');
    const child = spawn(process.execPath, [BIN, 'produce', 'orders', '-b', bootstrapServer], {
      stdio: [directory, 'ignore', 'pipe'],
    });
    closeSync(directory);
    assert.ok(child.stderr !== null);
    const [[message], [exitCode]] = (await Promise.all([
      once(child.stderr, 'data'),
      once(child, 'close'),
    ])) as [[Buffer], [number]];
    assert.equal(exitCode, 1);
    assert.match(String(message), /^Standard input cannot be read \(it is a directory\)/);
  });

  test('a topic that does not exist is not consumed, but created by the first record', async () => {
    assert.match(await fail('consume new-topic'), /^There is no topic new-topic; create it with/);
    await succeed('produce new-topic', 'a\n');
    const output = await succeed('consume new-topic --from-beginning --exit-at-end');
    assert.equal(String(output), 'a\n');
  });

  test('a cluster that does not answer is named, with what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const { exitCode, stderr } = await runCommand(['topic', 'list', '-b', `127.0.0.1:${port}`]);
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`^No broker answers at 127\\.0\\.0\\.1:${port}: [^\\n]+\\n$`));
    assert.match(stderr, /"odradek start".*--bootstrap-server/);
  });

  for (const [line, message] of [
    [
      'topic',
      /^Say what to do with topics: odradek topic create\|list\|describe\|alter\|delete\.\n$/,
    ],
    ['topic lst', /^No command "topic lst"; did you mean list\? \(odradek topic --help\)\.\n$/],
    ['topic create', /^Say which topics to create: odradek topic create NAME [^\n]*\n$/],
    ['consume orders --from-begining', /did you mean --from-beginning\? [^\n]*\n$/],
    ['topic list -b nowhere', /^--bootstrap-server is "nowhere": .* write host:port [^\n]*\n$/],
    ['produce orders --acks two', /^--acks is "two"; [^\n]*\n$/],
  ] as const) {
    test(`"odradek ${line}" makes no sense: exit code 2 and one line`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(line.split(' '));
      assert.equal(exitCode, 2);
      assert.equal(String(stdout), '');
      assert.match(stderr, message);
    });
  }

  for (const line of ['topic', 'topic create', 'topic list', 'produce', 'consume']) {
    test(`"odradek ${line} --help" says how it is used`, async () => {
      const { exitCode, stdout, stderr } = await runCommand([...line.split(' '), '--help']);
      assert.equal(exitCode, 0);
      assert.equal(stderr, '');
      assert.match(String(stdout), new RegExp(`^Usage: odradek ${line} `));
    });
  }
});
