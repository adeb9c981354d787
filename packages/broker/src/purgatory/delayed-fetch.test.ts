import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { PartitionLog } from '@odradek/storage';
import { MemoryFileSystem, testEndOfTurn } from '@odradek/storage/testing';

import { TopicStats } from '../metrics/broker-topic-stats.ts';
import { Partition } from '../partition/partition.ts';
import { DelayedFetchPurgatory } from './delayed-fetch.ts';

const TOPIC_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const WAIT_MS = 500;

/** A purgatory, three partitions, and fetches that are satisfied when a test says so. */
async function purgatoryContext() {
  const clock = new ManualClock();
  const log = await PartitionLog.open({
    fileSystem: new MemoryFileSystem({ seed: 1 }),
    clock,
    endOfTurn: testEndOfTurn,
    directory: '/orders-0',
    report: () => {},
    saveLogStartOffset: async () => {},
  });
  const partitionOf = (index: number): Partition =>
    new Partition({
      topic: 'orders',
      topicId: TOPIC_ID,
      index,
      leaderEpoch: 0,
      log,
      stats: new TopicStats(),
    });
  const purgatory = new DelayedFetchPurgatory(clock);
  const completed: string[] = [];
  const satisfied = new Set<string>();
  const asked: string[] = [];

  const add = (
    name: string,
    partitions: readonly Partition[],
    { waitMsMax = WAIT_MS, onComplete = () => {} } = {},
  ) =>
    purgatory.add({
      partitions,
      waitMsMax,
      isSatisfied: () => {
        asked.push(name);
        return satisfied.has(name);
      },
      complete: () => {
        completed.push(name);
        onComplete();
      },
    });

  const assertEmpty = (): void => {
    assert.deepEqual([purgatory.size, purgatory.watched, clock.timersCount], [0, 0, 0]);
  };
  const [first, second, third] = [partitionOf(0), partitionOf(1), partitionOf(2)];
  return { clock, purgatory, first, second, third, add, completed, satisfied, asked, assertEmpty };
}

test('a fetch is asked whenever one of its partitions advances, and only then', async () => {
  const { purgatory, first, second, third, add, completed, satisfied, asked, assertEmpty } =
    await purgatoryContext();
  add('both', [first, second]);
  add('second', [second]);
  assert.deepEqual([purgatory.size, purgatory.watched], [2, 3]);
  purgatory.highWatermarkAdvanced(third);
  assert.deepEqual(asked, []);
  purgatory.highWatermarkAdvanced(first);
  assert.deepEqual(asked.splice(0), ['both']);
  purgatory.highWatermarkAdvanced(second);
  assert.deepEqual(asked.splice(0), ['both', 'second']);
  assert.deepEqual(completed, []);
  satisfied.add('both');
  purgatory.highWatermarkAdvanced(second);
  assert.deepEqual(completed, ['both']);
  assert.deepEqual([purgatory.size, purgatory.watched], [1, 1]);
  satisfied.add('second');
  purgatory.highWatermarkAdvanced(second);
  assertEmpty();
});

test('fetches are completed in the order in which they came', async () => {
  const { purgatory, first, second, add, completed, satisfied, assertEmpty } =
    await purgatoryContext();
  const names = ['a', 'b', 'c', 'd'];
  for (const [index, name] of names.entries()) {
    satisfied.add(name);
    add(name, index % 2 === 0 ? [first, second] : [second, first]);
  }
  purgatory.highWatermarkAdvanced(second);
  assert.deepEqual(completed, names);
  assertEmpty();
});

test('a fetch that is satisfied by several partitions is completed once', async () => {
  const { clock, purgatory, first, second, add, completed, satisfied, assertEmpty } =
    await purgatoryContext();
  satisfied.add('a');
  add('a', [first, second, first]);
  assert.equal(purgatory.watched, 2);
  purgatory.highWatermarkAdvanced(first);
  purgatory.highWatermarkAdvanced(first);
  purgatory.highWatermarkAdvanced(second);
  purgatory.partitionRemoved(first);
  clock.advance(WAIT_MS);
  assert.deepEqual(completed, ['a']);
  assertEmpty();
});

test('fetches out of time are completed though nothing satisfies them', async () => {
  const { clock, purgatory, first, second, add, completed, assertEmpty } = await purgatoryContext();
  add('long', [first]);
  add('short', [first, second], { waitMsMax: WAIT_MS - 1 });
  clock.advance(WAIT_MS - 2);
  assert.deepEqual(completed, []);
  clock.advance(1);
  assert.deepEqual(completed, ['short']);
  assert.deepEqual([purgatory.size, purgatory.watched], [1, 1]);
  clock.advance(1);
  assert.deepEqual(completed, ['short', 'long']);
  assertEmpty();
});

test('a fetch that is dropped is never completed, however often it is dropped', async () => {
  const { clock, purgatory, first, second, add, completed, satisfied, assertEmpty } =
    await purgatoryContext();
  satisfied.add('dropped').add('kept');
  const drop = add('dropped', [first, second]);
  add('kept', [first]);
  drop();
  drop();
  purgatory.highWatermarkAdvanced(second);
  purgatory.highWatermarkAdvanced(first);
  clock.advance(WAIT_MS);
  assert.deepEqual(completed, ['kept']);
  drop();
  assertEmpty();
});

test('all fetches of a partition that is removed are completed, satisfied or not', async () => {
  const { purgatory, first, second, add, completed, asked } = await purgatoryContext();
  add('first', [first]);
  add('both', [second, first]);
  add('second', [second]);
  purgatory.partitionRemoved(first);
  purgatory.partitionRemoved(first);
  assert.deepEqual(completed, ['first', 'both']);
  assert.deepEqual(asked, []);
  assert.deepEqual([purgatory.size, purgatory.watched], [1, 1]);
});

test('a fetch without partitions waits for its time', async () => {
  const { clock, purgatory, first, add, completed, assertEmpty } = await purgatoryContext();
  add('none', []);
  purgatory.highWatermarkAdvanced(first);
  assert.deepEqual([purgatory.size, purgatory.watched], [1, 0]);
  clock.advance(WAIT_MS);
  assert.deepEqual(completed, ['none']);
  assertEmpty();
});

for (const others of [[], ['other']] as const) {
  const beside = others.length > 0 ? 'beside another that waits' : 'as the only one';
  test(`a fetch that is added while one is completed waits for the next advance (${beside})`, async () => {
    const { purgatory, first, add, completed, satisfied, assertEmpty } = await purgatoryContext();
    satisfied.add('a');
    for (const name of others) add(name, [first]);
    add('a', [first], { onComplete: () => add('next', [first]) });
    purgatory.highWatermarkAdvanced(first);
    assert.deepEqual(completed, ['a']);
    assert.equal(purgatory.size, others.length + 1);
    for (const name of [...others, 'next']) satisfied.add(name);
    purgatory.highWatermarkAdvanced(first);
    assert.deepEqual(completed, ['a', ...others, 'next']);
    assertEmpty();
  });
}

test('a fetch that is dropped while another one is completed is not completed', async () => {
  const { purgatory, first, add, completed, satisfied, assertEmpty } = await purgatoryContext();
  satisfied.add('a').add('b').add('c');
  const drops: (() => void)[] = [];
  add('a', [first], { onComplete: () => drops.forEach((drop) => drop()) });
  drops.push(add('b', [first]));
  add('c', [first]);
  purgatory.highWatermarkAdvanced(first);
  assert.deepEqual(completed, ['a', 'c']);
  assertEmpty();
});

test('partitions that advance while a fetch is completed complete others, and it no more', async () => {
  const { purgatory, first, second, add, completed, satisfied, assertEmpty } =
    await purgatoryContext();
  satisfied.add('a').add('b');
  add('a', [first, second], { onComplete: () => purgatory.highWatermarkAdvanced(second) });
  add('b', [second, first]);
  purgatory.highWatermarkAdvanced(first);
  assert.deepEqual(completed, ['a', 'b']);
  assertEmpty();
});
