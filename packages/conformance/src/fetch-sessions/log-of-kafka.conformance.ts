import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { runOdradek } from '../broker-process/odradek-command.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { Conversation, type Step } from './conversation.ts';
import { askEverything, type LogOfKafka, writeWithKafka } from './log-of-kafka.ts';

/** Deeper than answers are. */
const DEPTH = 10;
const directory = new TemporaryDirectory();
const source = join(directory.path, 'kafka');
const data = join(directory.path, 'odradek');
let log: LogOfKafka | undefined;
let expected: readonly Step[] = [];

async function answersOf(address: string, known: LogOfKafka): Promise<readonly Step[]> {
  using conversation = await Conversation.begin(address);
  await askEverything(conversation, known);
  return conversation.steps;
}

before(async () => {
  mkdirSync(source);
  await writeWithKafka(source, async (address, known) => {
    log = known;
    expected = await answersOf(address, known);
  });
  const from = join(source, 'data');
  const { code, stderr } = await runOdradek(['storage', 'import', '--from', from, '--data', data]);
  assert.equal(code, 0, stderr);
});

after(() => directory[Symbol.dispose]());

function holding(pattern: RegExp): number {
  return expected.filter(({ answer }) =>
    pattern.test(inspect(answer, { depth: DEPTH, breakLength: Infinity })),
  ).length;
}

test('a log of several leader epochs and transactions is answered as Apache Kafka does', async (t) => {
  assert.ok(log !== undefined);
  await using odradek = await BrokerProcess.start(data);
  const steps = await answersOf(odradek.bootstrapServer, log);
  t.diagnostic(
    `${steps.length} answers, compared field by field: ${log.endOffset} offsets, ` +
      `leader epoch ${log.leaderEpoch}, ${holding(/producerId:/)} with aborted transactions, ` +
      `${holding(/divergingEpoch: \{ epoch: \d/)} where logs part`,
  );
  assert.ok(log.leaderEpoch > 3, 'leaders of several epochs wrote it');
  assert.ok(holding(/producerId:/) > 0, 'transactions were aborted');
  assert.ok(holding(/divergingEpoch: \{ epoch: \d/) > 0, 'logs part');
  assert.equal(steps.length, expected.length);
  for (const [index, step] of steps.entries()) {
    assert.deepEqual(step, expected[index], `answer ${index}: ${step.what}`);
  }
});
