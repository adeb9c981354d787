import assert from 'node:assert/strict';
import { test } from 'node:test';

import { javaHashOrder } from './java-hash-order.ts';
import { javaStringHash } from './java-string-hash.ts';

test('strings have the hash codes of Java', () => {
  const expected = { '': 0, a: 97, group: 98629247, 'console-consumer-1': 35782224, ü: 252 };
  for (const [text, hash] of Object.entries(expected)) assert.equal(javaStringHash(text), hash);
});

test('keys are listed in the order of a HashMap that holds them', () => {
  const orders = {
    'one two three four five six seven': 'six four one seven two three five',
    // More than twelve keys: the map has doubled its buckets.
    'm-0 m-1 m-2 m-3 m-4 m-5 m-6 m-7 m-8 m-9 m-10 m-11 m-12 m-13':
      'm-10 m-1 m-13 m-0 m-3 m-11 m-2 m-12 m-5 m-4 m-7 m-6 m-9 m-8',
    // Four keys of one hash code, as they came.
    'AaBB BBAa AaAa BBBB x': 'x AaBB BBAa AaAa BBBB',
  };
  for (const [added, listed] of Object.entries(orders)) {
    assert.deepEqual(javaHashOrder(added.split(' ')), listed.split(' '));
  }
});
