import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConsumerRecord } from '@odradek/client';

import { PartitionMap } from '../partition/partition-map.ts';
import { ConsumptionEnd, type ConsumptionLimits } from './consumption-end.ts';

const NO_LIMITS: ConsumptionLimits = {
  messagesMax: undefined,
  endOffsets: undefined,
  timeoutMs: undefined,
};

function record(partition: number, offset: number): ConsumerRecord {
  return {
    topic: 'orders',
    partition,
    offset,
    timestamp: 0,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    leaderEpoch: 0,
  };
}

const at = (partition: number, offset: number) => ({ topic: 'orders', partition, offset });
const ends = (...offsets: readonly number[]) =>
  PartitionMap.of(
    offsets.map((offset, partition) => at(partition, offset)),
    ({ offset }) => offset,
  );
const records = (...offsets: readonly number[]) => offsets.map((offset) => record(0, offset));
const offsetsOf = (taken: readonly ConsumerRecord[]) => taken.map(({ offset }) => offset);

test('without limits consuming never ends', () => {
  const end = new ConsumptionEnd(NO_LIMITS, 0);
  assert.deepEqual(offsetsOf(end.take(records(1, 2), 0)), [1, 2]);
  end.advance([at(0, 3)], [at(0, 3)]);
  assert.equal(end.isReached(1e12), false);
  assert.equal(end.waitMsMax(1e12), Infinity);
});

test('after as many records as are wanted it ends, in the middle of what was polled', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, messagesMax: 3 }, 0);
  assert.deepEqual(offsetsOf(end.take(records(1, 2), 0)), [1, 2]);
  assert.equal(end.isReached(0), false);
  assert.deepEqual(offsetsOf(end.take(records(3, 4), 0)), [3]);
  assert.equal(end.isReached(0), true);
  assert.deepEqual(end.take(records(5), 0), []);
});

test('of no records it ends at once', () => {
  assert.equal(new ConsumptionEnd({ ...NO_LIMITS, messagesMax: 0 }, 0).isReached(0), true);
});

test('at the end of all partitions it ends, and what came later is left out', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, endOffsets: ends(5, 2) }, 0);
  const assignment = [at(0, 0), at(1, 0)];
  assert.deepEqual(offsetsOf(end.take([...records(4, 5), record(1, 1), record(1, 2)], 0)), [4, 1]);
  end.advance(assignment, [at(1, 3)]);
  assert.equal(end.isReached(0), false, 'of one partition it is not known');
  end.advance(assignment, [at(0, 4), at(1, 3)]);
  assert.equal(end.isReached(0), false);
  end.advance(assignment, [at(0, 5), at(1, 3)]);
  assert.equal(end.isReached(0), true);
});

test('a position counts, not a record: the last offsets may have none', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, endOffsets: ends(9) }, 0);
  end.take(records(3), 0);
  assert.equal(end.isReached(0), false);
  end.advance([at(0, 0)], [at(0, 9)]);
  assert.equal(end.isReached(0), true);
});

test('where there are no partitions it ends at once', () => {
  assert.equal(new ConsumptionEnd({ ...NO_LIMITS, endOffsets: ends() }, 0).isReached(0), true);
});

test('a member of a group is at the end of those partitions that it has, if it has any', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, endOffsets: ends(5, 2) }, 0);
  end.advance([], []);
  assert.equal(end.isReached(0), false, 'no partition was assigned yet');
  end.advance([at(1, 0)], [at(1, 2)]);
  assert.equal(end.isReached(0), true);
});

test('nothing is wanted of a topic that came later', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, endOffsets: ends(5) }, 0);
  assert.deepEqual(end.take([{ ...record(0, 0), topic: 'later' }], 0), []);
  end.advance([{ topic: 'later', partition: 0 }], [{ topic: 'later', partition: 0, offset: 1 }]);
  assert.equal(end.isReached(0), true);
});

test('so long after the last record it ends', () => {
  const end = new ConsumptionEnd({ ...NO_LIMITS, timeoutMs: 100 }, 1000);
  assert.equal(end.waitMsMax(1040), 60);
  end.take([], 1050);
  assert.equal(end.isReached(1099), false);
  end.take(records(1), 1090);
  assert.equal(end.isReached(1100), false);
  assert.equal(end.isReached(1190), true);
});
