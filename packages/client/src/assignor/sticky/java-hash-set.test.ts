import assert from 'node:assert/strict';
import { test } from 'node:test';

import { JavaHashSet } from './java-hash-set.ts';

test('the first element is in the lowest bucket, and of that the one that came first', () => {
  const set = new JavaHashSet((element) => element);
  for (const element of [33, 17, 1, 2]) set.add(element);
  assert.equal(set.first(), 33);
  set.delete(33);
  assert.equal(set.first(), 17);
});

test('buckets are doubled by the thirteenth element, and stay', () => {
  const set = new JavaHashSet((element) => element);
  set.add(17);
  for (let element = 1; element <= 11; element++) set.add(element);
  assert.equal(set.first(), 17);
  set.add(12);
  assert.equal(set.first(), 1);
  for (let element = 2; element <= 12; element++) set.delete(element);
  assert.equal(set.first(), 1);
  set.delete(1);
  set.delete(17);
  assert.equal(set.first(), undefined);
  assert.equal(set.size, 0);
});
