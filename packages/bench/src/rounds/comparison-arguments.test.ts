import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readComparisonArguments } from './comparison-arguments.ts';

const KNOWN = ['one', 'two'];

test('all works are measured, with ours alone, unless something else is said', () => {
  const asked = readComparisonArguments([], KNOWN);
  assert.deepEqual(asked.works, KNOWN);
  assert.deepEqual(
    asked.brokers.map(({ kind }) => kind),
    ['odradek'],
  );
  assert.deepEqual([asked.rounds, asked.seconds, asked.write], [3, 10, false]);
});

test('works and brokers may be chosen', () => {
  const args = ['--work=two', '--against=kafka-default', '--override=odradek.flush=os'];
  const { works, brokers } = readComparisonArguments(args, KNOWN);
  assert.deepEqual(works, ['two']);
  assert.deepEqual(
    brokers.map(({ name }) => name),
    ['Odradek odradek.flush=os', 'Kafka'],
  );
});

test('a comparison has options of its own beside those of all', () => {
  const { own, rounds } = readComparisonArguments(['--size=64', '--rounds=1'], KNOWN, [
    'size',
    'to',
  ]);
  assert.deepEqual([own, rounds], [{ size: '64' }, 1]);
  assert.throws(() => readComparisonArguments(['--size=64'], KNOWN), /--size/);
});

test('a wrong value is refused by the name of its option', () => {
  for (const [args, reason] of [
    [['--work=three'], /--work three: there are one, two/],
    [['--rounds=0'], /--rounds 0: it is a number above 0/],
    [['--seconds=long'], /--seconds long: it is a number above 0/],
    [['--against=tansu'], /--against tansu: it is kafka, /],
  ] as const) {
    assert.throws(() => readComparisonArguments(args, KNOWN), reason);
  }
});
