import assert from 'node:assert/strict';
import { mkdtemp, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { NodeFileSystem } from '@odradek/storage/node';

import { filesIn, write, writeKafkaDirectory } from '../../storage-import/test-context.ts';
import { runCommand } from '../testing/odradek-command.ts';
import { OdradekProcess } from '../testing/odradek-process.ts';

async function newKafka(context: TestContext) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'odradek-import-')));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const kafka = join(folder, 'kafka');
  await writeKafkaDirectory(new NodeFileSystem(), { path: kafka, nodeId: 3 });
  return { kafka, data: join(folder, 'data') };
}

function runImport(kafka: string, data: string) {
  return runCommand(['storage', 'import', '--from', kafka, '--data', data]);
}

test('storage import makes a directory on which a broker starts as the command says', async (context) => {
  const { kafka, data } = await newKafka(context);
  const { exitCode, stdout, stderr } = await runImport(kafka, data);
  assert.equal(exitCode, 0, stderr);
  assert.match(String(stdout), /^orders +2 +3 +\d+ bytes$/m);
  const start = /Start a broker on it: odradek (.*)$/m.exec(String(stdout))?.[1]?.split(' ') ?? [];
  assert.deepEqual(start, ['start', '--data', data, '--override', 'node.id=3']);
  await using broker = new OdradekProcess([...start, '--listen', '127.0.0.1:0']);
  const { port } = await broker.ready();
  const address = ['-b', `127.0.0.1:${port}`];
  const read = await runCommand([
    'consume',
    'orders',
    '--from-beginning',
    '--exit-at-end',
    ...address,
  ]);
  assert.deepEqual(String(read.stdout).split('\n'), ['0', '1', '2', ''], read.stderr);
});

test('storage import that is refused exits with 1 and one sentence', async (context) => {
  const { kafka, data } = await newKafka(context);
  await rm(join(kafka, '.kafka_cleanshutdown'));
  const { exitCode, stdout, stderr } = await runImport(kafka, data);
  assert.equal(exitCode, 1);
  assert.equal(String(stdout), '');
  assert.match(stderr, /^\S+ has no \.kafka_cleanshutdown, .*\n$/);
});

test('a target that leads into the source is refused', async (context) => {
  const { kafka, data } = await newKafka(context);
  await symlink(kafka, data);
  const { exitCode, stderr } = await runImport(kafka, join(data, 'new'));
  assert.equal(exitCode, 1);
  assert.match(stderr, /--data is \S+\/kafka\/new, which is in \S+\/kafka, /);
});

test('a broker does not start where an import did not finish', async (context) => {
  const { kafka, data } = await newKafka(context);
  assert.equal((await runImport(kafka, data)).exitCode, 0);
  await write(new NodeFileSystem(), join(data, '.odradek-import'), 'version=1\n');
  const { exitCode, stderr } = await runCommand([
    'start',
    '--data',
    data,
    '--listen',
    '127.0.0.1:0',
  ]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /holds an import that did not finish/);
});

test('storage says its commands, and which one may have been meant', async () => {
  const help = await runCommand(['storage', '--help']);
  assert.equal(help.exitCode, 0);
  assert.match(String(help.stdout), /storage import +Take over a stopped Apache Kafka/);
  const wrong = await runCommand(['storage', 'imports']);
  assert.equal(wrong.exitCode, 2);
  assert.match(wrong.stderr, /No command "storage imports"; did you mean import\?/);
});

test('the folder of a partition may be a link, and one that leads nowhere is refused', async (context) => {
  for (const isStopped of [true, false]) {
    const { kafka, data } = await newKafka(context);
    const elsewhere = `${kafka}-orders-0`;
    await rename(join(kafka, 'orders-0'), elsewhere);
    await symlink(elsewhere, join(kafka, 'orders-0'));
    const crash = isStopped ? [] : ['--after-crash'];
    if (!isStopped) {
      for (const name of ['.kafka_cleanshutdown', 'recovery-point-offset-checkpoint']) {
        await rm(join(kafka, name));
      }
    }
    const command = ['storage', 'import', '--from', kafka, '--data', data, ...crash];
    const { exitCode, stdout, stderr } = await runCommand(command);
    assert.equal(exitCode, 0, stderr);
    assert.match(String(stdout), /^orders +2 +3 /m);
    await rm(elsewhere, { recursive: true });
    const lost = await runCommand([
      'storage',
      'import',
      '--from',
      kafka,
      '--data',
      `${data}2`,
      ...crash,
    ]);
    assert.equal(lost.exitCode, 1);
    assert.match(
      lost.stderr,
      /kafka\/orders-0 has the name of a partition, and is neither a folder nor/,
    );
  }
});

test('a broker that is started on a directory of Kafka leaves every byte and time as it was', async (context) => {
  const { kafka } = await newKafka(context);
  const files = new NodeFileSystem();
  await write(files, join(kafka, 'cleaner-offset-checkpoint'), '');
  const state = async () => ({
    files: await filesIn(files, kafka),
    changedAt: (await stat(kafka)).mtimeMs,
  });
  const before = await state();
  const command = ['start', '--data', kafka, '--listen', '127.0.0.1:0'];
  const { exitCode, stderr } = await runCommand([...command, '--override', 'node.id=3']);
  assert.equal(exitCode, 1);
  assert.match(
    stderr,
    /is a log directory of Apache Kafka .* storage import --from \S+kafka --data DIR$/m,
  );
  assert.deepEqual(await state(), before);
});

test('a place that the system refuses is told with the option and what to do', async (context) => {
  const { kafka, data } = await newKafka(context);
  const file = join(kafka, 'meta.properties');
  const cases: readonly (readonly [from: string, data: string, message: RegExp])[] = [
    [
      kafka,
      `${data}-file`,
      /^--data is \S+-file, which cannot be used \(ENOTDIR.*: name a directory /,
    ],
    [
      kafka,
      `${data}-file/x`,
      /^--data is \S+-file\/x, which cannot be used \(ENOTDIR.*: name a dir/,
    ],
    [
      kafka,
      '/proc/odradek',
      /^--data is \/proc\/odradek, which cannot be used \(ENOENT.*: name a dir/,
    ],
    [file, data, /^--from: \S+ is no log directory of Kafka.* Name the log directories/],
    [`${file}/x`, data, /^--from is \S+, which cannot be used \(ENOTDIR.*: name a log directory/],
  ];
  await write(new NodeFileSystem(), `${data}-file`, 'x');
  for (const [from, target, message] of cases) {
    const { exitCode, stderr } = await runImport(from, target);
    assert.equal(exitCode, 1);
    assert.match(stderr, message);
  }
});

test('a directory whose name has a comma is imported', async (context) => {
  const { kafka, data } = await newKafka(context);
  await rename(kafka, `${kafka},a`);
  const { exitCode, stderr } = await runImport(`${kafka},a`, data);
  assert.equal(exitCode, 0, stderr);
});
