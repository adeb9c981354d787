import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { optionsOf } from '../../cli/command-line/command.ts';
import { CONSUME } from '../../cli/consume/consume-command.ts';
import { GROUP_DELETE } from '../../cli/group/delete-groups.ts';
import { GROUP_DELETE_OFFSETS } from '../../cli/group/delete-offsets.ts';
import { GROUP_DESCRIBE } from '../../cli/group/describe-groups.ts';
import { GROUP_LIST } from '../../cli/group/list-groups.ts';
import { GROUP_RESET_OFFSETS } from '../../cli/group/reset-offsets.ts';
import { PRODUCE } from '../../cli/produce/produce-command.ts';
import { TOPIC_ALTER } from '../../cli/topic/alter-topics.ts';
import { TOPIC_CREATE } from '../../cli/topic/create-topics.ts';
import { TOPIC_DELETE } from '../../cli/topic/delete-topics.ts';
import { TOPIC_DESCRIBE } from '../../cli/topic/describe-topics.ts';
import { TOPIC_LIST } from '../../cli/topic/list-topics.ts';
import { OdradekProcess } from '../testing/odradek-process.ts';

const ROOT = new URL('../../../../../', import.meta.url);
const BIN = fileURLToPath(new URL('packages/odradek/bin/odradek.js', ROOT));
const COMMANDS = [
  TOPIC_CREATE,
  TOPIC_LIST,
  TOPIC_DESCRIBE,
  TOPIC_ALTER,
  TOPIC_DELETE,
  PRODUCE,
  CONSUME,
  GROUP_LIST,
  GROUP_DESCRIBE,
  GROUP_RESET_OFFSETS,
  GROUP_DELETE_OFFSETS,
  GROUP_DELETE,
];
/** A block of shell, and what it prints if a block of text follows. */
const EXAMPLE = /```sh\n([^`]*)```(?:\n\n```text\n([^`]*)```)?/g;
const COMMAND = /npx odradek (topic \w+|group [\w-]+|produce|consume)/g;

const data = await mkdtemp(join(tmpdir(), 'odradek-readme-'));
after(() => rm(data, { recursive: true }));

function readPage(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The commands of a block that talk to a broker. */
function commandsOf(block: string): readonly string[] {
  const lines = block.split('\n').map((line) => line.replace(/ +# .*$/, ''));
  return lines.filter((line) => line.match(COMMAND) !== null);
}

/** The command with this tree's program, against this broker; one that would never end ends. */
function runnable(command: string, bootstrapServer: string): string {
  const own = command.replace(COMMAND, `'${process.execPath}' '${BIN}' $1 -b ${bootstrapServer}`);
  const isEndless = / consume /.test(command) && !/--max-messages|--exit-at-end/.test(command);
  return isEndless ? `${own} --exit-at-end` : own;
}

async function outputOf(command: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command]);
  assert.equal(stderr, '', command);
  return stdout;
}

/** Runs the examples of a page in order and compares what they print with what it says. */
async function runExamples(path: string): Promise<readonly string[]> {
  const args = ['start', '--data', join(data, path), '--listen', '127.0.0.1:0'];
  await using broker = new OdradekProcess(args);
  const { host, port } = await broker.ready();
  const outputs: string[] = [];
  for (const [, block = '', expected] of readPage(path).matchAll(EXAMPLE)) {
    let printed = '';
    for (const command of commandsOf(block)) {
      printed += await outputOf(runnable(command, `${host}:${port}`));
    }
    if (expected !== undefined) assert.equal(printed, expected, block);
    outputs.push(printed);
  }
  return outputs;
}

test('the first page shows a record going in and coming out', async () => {
  const outputs = await runExamples('README.md');
  assert.ok(outputs.includes('Created topic letters.\nhello, Milena\n'));
});

test('the examples of the command line print what its page says', async () => {
  const outputs = await runExamples('packages/odradek/README.md');
  assert.equal(outputs.filter((output) => output !== '').length, 5);
});

test('the page of the command line has every option of every command', () => {
  const page = readPage('packages/odradek/README.md');
  for (const command of COMMANDS) {
    for (const { name } of optionsOf(command)) {
      assert.ok(page.includes(`\`--${name}`), `${command.name} --${name}`);
    }
  }
});
