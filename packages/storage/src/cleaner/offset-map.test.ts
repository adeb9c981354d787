import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { OffsetMap, type OffsetMapOptions } from './offset-map.ts';

const ENTRY_BYTES = 24;

function mapOf(options: Partial<OffsetMapOptions> = {}): OffsetMap {
  return new OffsetMap({
    bytesMax: 100 * ENTRY_BYTES,
    loadFactor: 0.9,
    keysMax: 1000,
    seed: 1,
    ...options,
  });
}

const key = (text: string): Buffer => Buffer.from(text);

test('a key has the offset that was put last, also a smaller one, and -1 if none was', () => {
  const map = mapOf();
  assert.equal(map.get(key('a')), -1);
  map.put(key('a'), 0);
  assert.equal(map.get(key('a')), 0);
  map.put(key('a'), 7);
  map.put(key('b'), 3);
  assert.equal(map.get(key('a')), 7);
  assert.equal(map.get(key('b')), 3);
  assert.equal(map.size, 2);
});

test('offsets up to 2^53-2 come back as they are', () => {
  const map = mapOf();
  const offset = Number.MAX_SAFE_INTEGER - 1;
  map.put(key('a'), offset);
  assert.equal(map.get(key('a')), offset);
});

test('keys that are alike are told apart: by length, by zeros, on both sides of 15 bytes', () => {
  const map = mapOf();
  const keys = [
    Buffer.alloc(0),
    ...[1, 2, 14, 15, 16, 17, 31, 32, 1000].map((length) => Buffer.alloc(length)),
    ...[14, 15, 16, 17].map((length) => Buffer.alloc(length, 'x')),
    key('a'),
    Buffer.from('a\0'),
    Buffer.from('\0a'),
  ];
  for (const [index, each] of keys.entries()) map.put(each, index);
  assert.equal(map.size, keys.length);
  for (const [index, each] of keys.entries()) assert.equal(map.get(each), index);
});

test('no short key is taken for the hash of a long one', () => {
  const map = mapOf();
  const long = Buffer.alloc(20, 'k');
  map.put(long, 1);
  // Whatever 15 bytes a hash begins with, a key of these bytes has another last byte.
  assert.equal(map.get(long.subarray(0, 15)), -1);
  assert.equal(map.get(long), 1);
});

test('the load factor says how many keys it takes; one slot stays empty in any case', () => {
  for (const [slots, loadFactor, sizeMax] of [
    [100, 0.9, 90],
    [100, 1, 99],
    [10, 0.55, 5],
    [2, 0.9, 1],
    [0, 0.9, 1],
    [10, 0.01, 0],
  ] as const) {
    const map = mapOf({ bytesMax: slots * ENTRY_BYTES, loadFactor });
    let count = 0;
    for (; !map.isFull; count++) map.put(key(`key ${count}`), count);
    assert.equal(count, sizeMax, `${slots} slots with a load factor of ${loadFactor}`);
    for (let number = 0; number < count; number++) {
      assert.equal(map.get(key(`key ${number}`)), number);
    }
    assert.equal(map.get(key('another')), -1);
  }
});

test('a part of an entry is no slot', () => {
  const map = mapOf({ bytesMax: 10 * ENTRY_BYTES + ENTRY_BYTES - 1, loadFactor: 0.5 });
  for (let count = 0; count < 5; count++) map.put(key(`${count}`), count);
  assert.equal(map.isFull, true);
  assert.equal(map.utilization, 0.5);
});

test('it takes no more memory than its keys need, and all of these fit', () => {
  const map = mapOf({ bytesMax: 1024 * 1024 * 1024, keysMax: 10 });
  for (let count = 0; count < 10; count++) {
    assert.equal(map.isFull, false, `${count} keys`);
    map.put(key(`${count}`), count);
  }
  assert.equal(map.utilization > 0.5, true);
});

test('the log is in the map up to the greatest offset that was named', () => {
  const map = mapOf();
  assert.equal(map.latestOffset, -1);
  map.updateLatestOffset(5);
  map.updateLatestOffset(3);
  assert.equal(map.latestOffset, 5);
});

test('it answers what a map of the language does, for keys of all lengths and any seed', () => {
  for (let seed = 0; seed < 20; seed++) {
    const random = new SeededRandom(seed);
    const keysMax = 300;
    const map = mapOf({ bytesMax: 400 * ENTRY_BYTES, keysMax, seed: random.below(2 ** 31) });
    const expected = new Map<string, number>();
    for (let offset = 0; offset < 1000; offset++) {
      const number = random.below(keysMax);
      const text = `${number}`.padEnd(number % 40, '-');
      map.put(key(text), offset);
      expected.set(text, offset);
      assert.equal(map.isFull, false);
    }
    assert.equal(map.size, expected.size);
    for (const [text, offset] of expected) assert.equal(map.get(key(text)), offset);
  }
});
