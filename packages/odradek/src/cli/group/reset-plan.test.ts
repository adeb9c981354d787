import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import type { GroupDescription } from '@odradek/client';

import {
  newOffsetsText,
  type PartitionToReset,
  planReset,
  resetObstacle,
  resetTime,
} from './reset-plan.ts';
import type { ResetTarget } from './reset-target.ts';

const ORDERS: PartitionToReset = {
  topic: 'orders',
  partition: 0,
  start: 10,
  end: 20,
  committed: 15,
  atTime: 12,
  inFile: 13,
};

function reset(target: ResetTarget, partition: Partial<PartitionToReset> = {}) {
  const plan = planReset(target, [{ ...ORDERS, ...partition }]);
  return plan.type === 'refused' ? plan.reason : [plan.offsets[0]?.offset, ...plan.notes];
}

for (const [name, target, partition, expected] of [
  ['to the start', { type: 'earliest' }, {}, [10]],
  ['to the end', { type: 'latest' }, {}, [20]],
  ['to where it is', { type: 'current' }, {}, [15]],
  ['to the end without a committed offset', { type: 'current' }, { committed: undefined }, [20]],
  ['further', { type: 'shift', by: 3 }, {}, [18]],
  ['back', { type: 'shift', by: -5 }, {}, [10]],
  [
    'back beyond the start',
    { type: 'shift', by: -6 },
    {},
    [10, 'orders-0 has the offsets 10 to 20: 9 becomes 10.'],
  ],
  [
    'further than the end',
    { type: 'offset', offset: 21 },
    {},
    [20, 'orders-0 has the offsets 10 to 20: 21 becomes 20.'],
  ],
  [
    'nowhere from nothing',
    { type: 'shift', by: 1 },
    { committed: undefined },
    'orders-0 has no committed offset that could be shifted.',
  ],
  ['to an offset', { type: 'offset', offset: 11 }, {}, [11]],
  ['to a time', { type: 'time', timestamp: 1 }, {}, [12]],
  ['to a time after all records', { type: 'time', timestamp: 1 }, { atTime: -1 }, [20]],
  ['to a while ago', { type: 'ago', ms: 1 }, {}, [12]],
  ['to what a file says', { type: 'file', path: 'f' }, {}, [13]],
] as const) {
  test(`an offset is reset ${name}`, () => {
    assert.deepEqual(reset(target, partition), expected);
  });
}

test('where a record was deleted that was committed, what is left is taken', () => {
  assert.deepEqual(reset({ type: 'current' }, { committed: 3 }), [
    10,
    'orders-0 has the offsets 10 to 20: 3 becomes 10.',
  ]);
});

test('one partition that cannot be reset keeps its group as it is', () => {
  const unread = { ...ORDERS, partition: 1, committed: undefined };
  assert.equal(planReset({ type: 'shift', by: 1 }, [ORDERS, unread]).type, 'refused');
});

test('a time before 1970 is 1970', () => {
  assert.equal(resetTime({ type: 'ago', ms: 100 }, 1000), 900);
  assert.equal(resetTime({ type: 'ago', ms: 2000 }, 1000), 0);
  assert.equal(resetTime({ type: 'time', timestamp: 7 }, 1000), 7);
  assert.equal(resetTime({ type: 'latest' }, 1000), undefined);
});

const EMPTY: GroupDescription = {
  groupId: 'team',
  type: 'classic',
  protocolType: 'consumer',
  state: 'Empty',
  assignor: '',
  groupEpoch: -1,
  targetAssignmentEpoch: -1,
  members: [],
  coordinator: undefined,
};

test('a group is reset if it has no members, or does not exist yet', () => {
  const missing = new KafkaError('GROUP_ID_NOT_FOUND', 'Group team not found.');
  for (const group of [
    EMPTY,
    { ...EMPTY, protocolType: '' },
    { ...EMPTY, state: '', error: missing },
  ]) {
    assert.equal(resetObstacle(group), undefined);
  }
});

test('a group that is active, of something else or out of sight is not reset', () => {
  const member = {
    memberId: 'one-1',
    groupInstanceId: null,
    rackId: null,
    clientId: 'one',
    host: '/10.0.0.1',
    protocol: 'classic',
    memberEpoch: -1,
    assignment: [],
    targetAssignment: undefined,
  } as const;
  assert.equal(
    resetObstacle({ ...EMPTY, state: 'Stable', members: [member] }),
    'it is active (Stable, with 1 member); stop all members first.',
  );
  assert.equal(
    resetObstacle({ ...EMPTY, state: 'Assigning', members: [member, member] }),
    'it is active (Assigning, with 2 members); stop all members first.',
  );
  assert.match(resetObstacle({ ...EMPTY, protocolType: 'connect' }) ?? '', /a group of connect/);
  const error = new KafkaError('GROUP_AUTHORIZATION_FAILED', 'No.');
  assert.equal(resetObstacle({ ...EMPTY, error }), 'GROUP_AUTHORIZATION_FAILED: No.');
});

test('new offsets are shown in the order of their groups', () => {
  const offsets = [{ topic: 'orders', partition: 0, offset: 12 }];
  assert.equal(
    newOffsetsText([
      { groupId: 'b', offsets },
      { groupId: 'a', offsets },
    ]),
    `GROUP  TOPIC   PARTITION  NEW-OFFSET
b      orders  0          12
a      orders  0          12
`,
  );
  assert.equal(newOffsetsText([]), '');
});
