import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LeaderEpochCache } from './leader-epoch-cache.ts';

const UNDEFINED = { epoch: -1, endOffset: -1 };

/** A cache of `epoch: startOffset`. */
function cacheOf(epochs: Readonly<Record<number, number>>): LeaderEpochCache {
  return new LeaderEpochCache(
    Object.entries(epochs).map(([epoch, startOffset]) => ({ epoch: Number(epoch), startOffset })),
  );
}

function textOf(cache: LeaderEpochCache): string {
  return cache.entries.map(({ epoch, startOffset }) => `${epoch}@${startOffset}`).join(' ');
}

test('a cache of nothing knows no epoch, and no end of any', () => {
  const cache = new LeaderEpochCache();
  assert.equal(cache.latest, undefined);
  assert.equal(cache.latestEpoch, undefined);
  assert.equal(cache.previousEpoch, undefined);
  assert.equal(cache.earliest, undefined);
  assert.equal(cache.epochForOffset(0), undefined);
  assert.equal(cache.truncateFromEnd(0), false);
  assert.equal(cache.truncateFromStart(5), false);
  for (const epoch of [-1, 0, 7]) assert.deepEqual(cache.endOffsetFor(epoch, 10), UNDEFINED);
});

test('epoch 0 is an epoch like any other (KAFKA-10432)', () => {
  const cache = new LeaderEpochCache();
  assert.equal(cache.assign(0, 0), true);
  assert.equal(cache.latestEpoch, 0);
  assert.equal(cache.epochForOffset(0), 0);
  assert.deepEqual(cache.endOffsetFor(0, 12), { epoch: 0, endOffset: 12 });
  assert.equal(cache.assign(1, 12), true);
  assert.deepEqual(cache.endOffsetFor(0, 20), { epoch: 0, endOffset: 12 });
  assert.equal(cache.previousEpoch, 0);
});

test('an epoch is assigned once, and goes on where it began', () => {
  const cache = cacheOf({ 2: 6 });
  assert.equal(cache.assign(2, 6), false);
  assert.equal(cache.assign(2, 9), false);
  assert.equal(textOf(cache), '2@6');
});

test('an epoch that begins before where it was said to begin is moved there', () => {
  const cache = cacheOf({ 1: 2, 2: 6 });
  assert.equal(cache.assign(2, 4), true);
  assert.equal(textOf(cache), '1@2 2@4');
  assert.equal(cache.assign(2, 2), true);
  assert.equal(textOf(cache), '2@2');
});

test('entries that contradict a new one are forgotten: later epochs, and those that begin behind it', () => {
  const later = cacheOf({ 1: 0, 3: 5, 4: 7 });
  assert.equal(later.assign(3, 9), true);
  assert.equal(textOf(later), '1@0 3@9');
  const behind = cacheOf({ 1: 0, 3: 5, 4: 7 });
  assert.equal(behind.assign(5, 5), true);
  assert.equal(textOf(behind), '1@0 5@5');
});

test('an epoch without records leaves no trace when the next one begins', () => {
  const cache = cacheOf({ 1: 0 });
  cache.assign(2, 7);
  cache.assign(3, 7);
  assert.equal(textOf(cache), '1@0 3@7');
  assert.deepEqual(cache.endOffsetFor(2, 9), { epoch: 1, endOffset: 7 });
});

test('a leader that has written nothing yet tells where the epochs before it end (KAFKA-7415)', () => {
  const cache = cacheOf({ 4: 0 });
  cache.assign(5, 10);
  assert.deepEqual(cache.endOffsetFor(4, 10), { epoch: 4, endOffset: 10 });
  assert.deepEqual(cache.endOffsetFor(5, 10), { epoch: 5, endOffset: 10 });
  cache.assign(6, 10);
  assert.deepEqual(cache.endOffsetFor(4, 10), { epoch: 4, endOffset: 10 });
  assert.deepEqual(cache.endOffsetFor(5, 10), { epoch: 4, endOffset: 10 });
});

test('an epoch that the leader never saw is answered with the last one before it (KIP-279)', () => {
  const cache = cacheOf({ 2: 0, 5: 6, 7: 9 });
  assert.deepEqual(cache.endOffsetFor(6, 20), { epoch: 5, endOffset: 9 });
  assert.deepEqual(cache.endOffsetFor(3, 20), { epoch: 2, endOffset: 6 });
  assert.deepEqual(cache.endOffsetFor(5, 20), { epoch: 5, endOffset: 9 });
  assert.deepEqual(cache.endOffsetFor(7, 20), { epoch: 7, endOffset: 20 });
});

test('logs that part after a fast double failover find their last common record (KIP-279)', () => {
  const leader = cacheOf({ 0: 0, 2: 10 });
  const follower = cacheOf({ 0: 0, 1: 8 });
  const { epoch, endOffset } = leader.endOffsetFor(follower.latestEpoch!, 15);
  assert.deepEqual([epoch, endOffset], [0, 10]);
  // The follower has none of epoch 1 in common with it, so it cuts where its own epoch 0 ends.
  assert.equal(Math.min(endOffset, follower.endOffsetFor(epoch, 12).endOffset), 8);
});

test('an epoch before the first one that is known ends where that begins', () => {
  const cache = cacheOf({ 5: 6, 7: 9 });
  assert.deepEqual(cache.endOffsetFor(4, 20), { epoch: 4, endOffset: 6 });
  assert.deepEqual(cache.endOffsetFor(0, 20), { epoch: 0, endOffset: 6 });
});

test('a cache with gaps never answers an end before the epoch began, so that nobody truncates it all (KAFKA-7897)', () => {
  const cache = cacheOf({ 9: 100 });
  assert.deepEqual(cache.endOffsetFor(9, 120), { epoch: 9, endOffset: 120 });
  assert.deepEqual(cache.endOffsetFor(8, 120), { epoch: 8, endOffset: 100 });
  assert.equal(cache.epochForOffset(99), undefined);
});

test('an epoch that is not there yet, or none, has no end', () => {
  const cache = cacheOf({ 5: 6, 7: 9 });
  assert.deepEqual(cache.endOffsetFor(8, 20), UNDEFINED);
  assert.deepEqual(cache.endOffsetFor(-1, 20), UNDEFINED);
});

test('the epoch of an offset is the last one that begins at or before it', () => {
  const cache = cacheOf({ 5: 6, 7: 9 });
  const epochs = [5, 6, 8, 9, 1000].map((offset) => cache.epochForOffset(offset));
  assert.deepEqual(epochs, [undefined, 5, 5, 7, 7]);
});

test('no epoch begins at or behind the end of a truncated log (KAFKA-10706)', () => {
  const cache = cacheOf({ 2: 6, 3: 8, 4: 11 });
  assert.equal(cache.truncateFromEnd(12), false);
  assert.equal(cache.truncateFromEnd(11), true);
  assert.equal(textOf(cache), '2@6 3@8');
  assert.equal(cache.truncateFromEnd(9), false);
  assert.equal(cache.truncateFromEnd(8), true);
  assert.equal(cache.truncateFromEnd(0), true);
  assert.equal(textOf(cache), '');
});

test('the epoch that the log begins in now begins where the log does', () => {
  const cache = cacheOf({ 2: 6, 3: 8, 4: 11 });
  assert.equal(cache.truncateFromStart(5), false);
  assert.equal(cache.truncateFromStart(6), false);
  assert.equal(cache.truncateFromStart(7), true);
  assert.equal(textOf(cache), '2@7 3@8 4@11');
  assert.equal(cache.truncateFromStart(8), true);
  assert.equal(textOf(cache), '3@8 4@11');
  assert.equal(cache.truncateFromStart(10), true);
  assert.equal(textOf(cache), '3@10 4@11');
});

test('the latest epoch is known even when all records are deleted', () => {
  const cache = cacheOf({ 2: 6, 3: 8 });
  assert.equal(cache.truncateFromStart(40), true);
  assert.equal(textOf(cache), '3@40');
});

test('a copy of a cache is one of its own, and so are its entries', () => {
  const cache = cacheOf({ 1: 0, 2: 5 });
  const { entries } = cache;
  const copy = new LeaderEpochCache(entries);
  copy.assign(3, 9);
  cache.truncateFromEnd(5);
  assert.deepEqual([textOf(cache), textOf(copy)], ['1@0', '1@0 2@5 3@9']);
  assert.equal(entries.length, 2);
});

test('a negative epoch or offset, or entries out of order, are bugs of the caller', () => {
  assert.throws(() => new LeaderEpochCache().assign(-1, 0));
  assert.throws(() => new LeaderEpochCache().assign(0, -1));
  const [first, second] = [
    { epoch: 1, startOffset: 5 },
    { epoch: 2, startOffset: 9 },
  ];
  assert.throws(() => new LeaderEpochCache([second, first]));
  assert.throws(() => new LeaderEpochCache([first, { ...second, startOffset: 5 }]));
});
