import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partitions } from '../testing/assignor-group.ts';
import { decodeAssignment, encodeAssignment } from './assignment.ts';
import { decodeSubscription, encodeSubscription } from './subscription.ts';

const SUBSCRIPTION = {
  topics: ['u', 't'],
  userData: Buffer.from('data'),
  ownedPartitions: partitions('u-1 t-0 u-0'),
  generationId: 4,
  rackId: 'east',
};

test('each version carries what it knows, sorted', () => {
  const v0 = { topics: ['t', 'u'], userData: Buffer.from('data') };
  const v1 = { ...v0, ownedPartitions: partitions('t-0 u-0 u-1') };
  const v2 = { ...v1, generationId: 4 };
  const nothing = { ownedPartitions: [], generationId: -1, rackId: null };
  [v0, v1, v2, { ...v2, rackId: 'east' }].forEach((expected, version) => {
    const bytes = encodeSubscription(SUBSCRIPTION, version);
    assert.deepEqual(decodeSubscription(bytes), { ...nothing, ...expected });
  });
});

test('a subscription of a version to come is read as far as it is known', () => {
  const bytes = Buffer.concat([encodeSubscription(SUBSCRIPTION, 3), Buffer.from('more')]);
  bytes.writeInt16BE(9, 0);
  assert.equal(decodeSubscription(bytes).rackId, 'east');
});

test('an empty rack is none', () => {
  const bytes = encodeSubscription({ ...SUBSCRIPTION, rackId: '' }, 3);
  assert.equal(decodeSubscription(bytes).rackId, null);
});

test('an assignment is read as it was written', () => {
  const userData = Buffer.from('data');
  for (let version = 0; version <= 3; version++) {
    const bytes = encodeAssignment({ partitions: partitions('u-1 t-0'), userData }, version);
    assert.equal(bytes.readInt16BE(0), version);
    assert.deepEqual(decodeAssignment(bytes), { partitions: partitions('t-0 u-1'), userData });
  }
});

test('bytes that are no subscription and no assignment are refused', () => {
  const malformed = { code: 'ODRADEK_MALFORMED_MESSAGE' };
  for (const hex of ['', '00', 'ffff00000000ffffffff', '000000000002']) {
    const bytes = Buffer.from(hex, 'hex');
    assert.throws(() => decodeSubscription(bytes), malformed, hex);
    assert.throws(() => decodeAssignment(bytes), malformed, hex);
  }
});
