import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partitions } from '../../testing/assignor-group.ts';
import { decodeStickyUserData, encodeStickyUserData } from './sticky-user-data.ts';

const LAST = { partitions: partitions('t-1 u-0 t-0'), generationId: 5 };

test('user data of version 1 has the last assignment and its generation', () => {
  const bytes = encodeStickyUserData(LAST);
  assert.deepEqual(decodeStickyUserData(bytes), {
    partitions: partitions('t-0 t-1 u-0'),
    generation: 5,
  });
});

test('user data of version 0 has no generation', () => {
  const bytes = encodeStickyUserData(LAST).subarray(0, -4);
  assert.deepEqual(decodeStickyUserData(bytes), {
    partitions: partitions('t-0 t-1 u-0'),
    generation: undefined,
  });
});

test('user data that is none claims nothing', () => {
  for (const hex of ['00', 'ffffffff', '7fffffff00000000', '000000010005']) {
    const claim = decodeStickyUserData(Buffer.from(hex, 'hex'));
    assert.deepEqual(claim, { partitions: [], generation: -1 }, hex);
  }
});
