import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RandomSource } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { defaultFetchPartition } from '@odradek/protocol/messages/01-fetch';

import { nextEpoch, NO_SESSION_ID } from './fetch-session.ts';
import { FetchSessionCache } from './fetch-session-cache.ts';
import { RequestedPartitions } from './requested-partitions.ts';

const TWO_MINUTES_MS = 120_000;
const TOPIC_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';

function partitionsOf(count: number): RequestedPartitions {
  const partitions = new RequestedPartitions(false);
  const asked = Array.from({ length: count }, (_, partition) => ({
    ...defaultFetchPartition,
    partition,
  }));
  partitions.update([{ topic: 'orders', topicId: TOPIC_ID, partitions: asked }]);
  return partitions;
}

interface CacheSetup {
  readonly slots?: number;
  readonly partitionsMax?: number;
  readonly random?: RandomSource;
}

/** A cache of two slots, and how sessions come into it. */
function cacheContext({ slots = 2, partitionsMax = 1000, random }: CacheSetup = {}) {
  const clock = new ManualClock();
  const cache = new FetchSessionCache({
    clock,
    random: random ?? new SeededRandom(1),
    slots,
    partitionsMax,
  });
  const create = (size: number, isPrivileged = false): number =>
    cache.maybeCreate({ isPrivileged, usesTopicIds: false, partitions: partitionsOf(size) });
  const touch = (id: number): boolean => {
    const session = cache.get(id);
    assert(session !== undefined);
    return cache.touch(session);
  };
  const has = (...ids: number[]): readonly boolean[] =>
    ids.map((id) => cache.get(id) !== undefined);
  return { clock, cache, create, touch, has };
}

test('the epoch of a session counts from 1 to 2^31-1 and goes on with 1', () => {
  assert.deepEqual([0, 1, 2 ** 31 - 2, 2 ** 31 - 1].map(nextEpoch), [1, 2, 2 ** 31 - 1, 1]);
  assert.deepEqual([-1, -2].map(nextEpoch), [-1, -1]);
});

test('session ids are positive and never given twice at a time', () => {
  const draws = [0, 0x8000_0000, 7, 7, 0x8000_0007, 0xffff_ffff];
  const random: RandomSource = {
    bytes(count) {
      const bytes = Buffer.alloc(count);
      bytes.writeUInt32BE(draws.shift() ?? 1);
      return bytes;
    },
  };
  const { create } = cacheContext({ random });
  assert.deepEqual([create(1), create(1)], [7, 0x7fff_ffff]);
  assert.deepEqual(draws, []);
});

test('a cache of no slots makes no session', () => {
  const { create, cache, clock } = cacheContext({ slots: 0 });
  assert.equal(create(5), NO_SESSION_ID);
  clock.advance(TWO_MINUTES_MS + 1);
  assert.equal(create(5, true), NO_SESSION_ID);
  assert.equal(cache.size, 0);
});

test('a full cache of young sessions takes no other of a consumer, however large', () => {
  const { create, has, clock, cache } = cacheContext();
  const ids = [create(1), create(1)];
  clock.advance(TWO_MINUTES_MS);
  assert.equal(create(100), NO_SESSION_ID);
  assert.deepEqual(has(...ids), [true, true]);
  assert.equal(cache.evictions, 0);
});

test('the session that was not used for longest makes room after more than two minutes', () => {
  const { create, touch, has, clock, cache } = cacheContext();
  const [first, second] = [create(9), create(9)];
  clock.advance(1);
  touch(first);
  clock.advance(TWO_MINUTES_MS);
  const third = create(1);
  assert.notEqual(third, NO_SESSION_ID);
  assert.deepEqual(has(first, second, third), [true, false, true]);
  assert.equal(create(1), NO_SESSION_ID);
  clock.advance(1);
  assert.notEqual(create(1), NO_SESSION_ID);
  assert.deepEqual(has(first), [false]);
  assert.equal(cache.evictions, 2);
});

test('a larger session takes the place of the smallest that is old and in use', () => {
  const { create, touch, has, clock } = cacheContext();
  const [small, smaller] = [create(4), create(3)];
  clock.advance(TWO_MINUTES_MS + 1);
  touch(small);
  touch(smaller);
  assert.equal(create(3), NO_SESSION_ID);
  assert.notEqual(create(4), NO_SESSION_ID);
  assert.deepEqual(has(small, smaller), [true, false]);
});

test('a session is old for others only once it was used when it was', () => {
  const { create, touch, has, clock } = cacheContext();
  const [first, second] = [create(1), create(1)];
  clock.advance(TWO_MINUTES_MS);
  touch(first);
  touch(second);
  clock.advance(1);
  assert.equal(create(9), NO_SESSION_ID);
  touch(first);
  assert.notEqual(create(9), NO_SESSION_ID);
  assert.deepEqual(has(first, second), [false, true]);
});

test('a follower takes the place of a young consumer, of the smallest one, and not the other way round', () => {
  const { create, touch, has, clock } = cacheContext();
  const [large, small] = [create(50), create(40)];
  const follower = create(1, true);
  assert.deepEqual(has(large, small, follower), [true, false, true]);
  const second = create(1, true);
  assert.deepEqual(has(large, follower, second), [false, true, true]);
  assert.equal(create(9, true), NO_SESSION_ID);
  clock.advance(TWO_MINUTES_MS + 1);
  touch(follower);
  touch(second);
  assert.equal(create(100), NO_SESSION_ID);
  assert.notEqual(create(2, true), NO_SESSION_ID);
});

test('partitions are counted as sessions come, change and go', () => {
  const { create, touch, cache } = cacheContext();
  const [first, second] = [create(4), create(3)];
  assert.deepEqual([cache.size, cache.partitionCount], [2, 7]);
  cache.get(first)?.partitions.forget([{ topic: 'orders', topicId: TOPIC_ID, partitions: [0, 9] }]);
  touch(first);
  assert.equal(cache.partitionCount, 6);
  cache.remove(second);
  cache.remove(second);
  assert.deepEqual([cache.size, cache.partitionCount], [1, 3]);
});

test('no session is made that would have too many partitions together with the others', () => {
  const { create, cache, has, clock } = cacheContext({ partitionsMax: 10 });
  const first = create(6);
  assert.equal(create(5), NO_SESSION_ID);
  assert.notEqual(create(4), NO_SESSION_ID);
  assert.deepEqual(has(first), [true]);
  clock.advance(TWO_MINUTES_MS + 1);
  assert.equal(create(11), NO_SESSION_ID);
  assert.deepEqual(has(first), [true]);
  // Those that nobody uses make room, as many as it takes.
  assert.notEqual(create(7), NO_SESSION_ID);
  assert.deepEqual([cache.partitionCount, cache.size, cache.evictions], [7, 1, 2]);
});

test('a topic that is named without partitions is not kept', () => {
  const partitions = new RequestedPartitions(true);
  partitions.update([{ topic: '', topicId: TOPIC_ID, partitions: [] }]);
  assert.equal(partitions.topicsCount, 0);
});

test('a session that grows beyond what there may be is ended', () => {
  const { create, cache, touch, has } = cacheContext({ partitionsMax: 5 });
  const id = create(3);
  const asked = [7, 8, 9].map((partition) => ({ ...defaultFetchPartition, partition }));
  const topics = [{ topic: 'orders', topicId: TOPIC_ID, partitions: asked }];
  cache.get(id)?.partitions.update(topics);
  assert.equal(touch(id), false);
  assert.deepEqual(has(id), [false]);
  assert.equal(cache.partitionCount, 0);
});
