import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import type { GroupDescription, GroupListing, GroupMember } from '@odradek/client';

import { CommandArguments } from '../command-line/command-arguments.ts';
import { deletedOffsetsText } from './delete-offsets.ts';
import { GROUP_LIST, parseListGroups } from './list-groups.ts';
import { membersJson, membersText } from './members-view.ts';
import { type GroupProgress, offsetsJson, offsetsText } from './offsets-view.ts';
import { PartitionMap } from '../partition/partition-map.ts';
import { statesJson, statesText } from './states-view.ts';

const LISTED: readonly GroupListing[] = [
  { groupId: 'team', type: 'consumer', protocolType: 'consumer', state: 'Stable' },
  { groupId: 'connectors', type: 'classic', protocolType: 'connect', state: 'Empty' },
];

function listText(line: string): string {
  return parseListGroups(new CommandArguments(GROUP_LIST, line.split(' ').filter(Boolean))).format(
    LISTED,
  );
}

test('groups are listed by name, with the columns that were asked for', () => {
  assert.equal(listText(''), 'connectors\nteam\n');
  assert.equal(listText('--state'), 'GROUP       STATE\nconnectors  Empty\nteam        Stable\n');
  assert.equal(
    listText('--type --state'),
    'GROUP       TYPE      STATE\nconnectors  Classic   Empty\nteam        Consumer  Stable\n',
  );
  assert.equal(
    listText('--json').split('\n')[1],
    '{"group":"team","type":"consumer","protocolType":"consumer","state":"Stable"}',
  );
});

const ONE: GroupMember = {
  memberId: 'one-1',
  groupInstanceId: null,
  rackId: null,
  clientId: 'one',
  host: '/10.0.0.1',
  protocol: 'classic',
  memberEpoch: -1,
  assignment: [
    { topic: 'timed', partition: 0 },
    { topic: 'orders', partition: 10 },
    { topic: 'orders', partition: 2 },
  ],
  targetAssignment: undefined,
};
const IDLE: GroupMember = { ...ONE, memberId: 'idle-2', clientId: 'idle', assignment: [] };
const TEAM: GroupDescription = {
  groupId: 'team',
  type: 'classic',
  protocolType: 'consumer',
  state: 'Stable',
  assignor: 'range',
  groupEpoch: -1,
  targetAssignmentEpoch: -1,
  members: [ONE, IDLE],
  coordinator: { id: 1, host: 'localhost', port: 9092 },
};

function progress(
  group: GroupDescription,
  committed: readonly [topic: string, partition: number, offset: number, epoch?: number][],
): GroupProgress {
  const offsets = committed.map(([topic, partition, offset, leaderEpoch = -1]) => ({
    topic,
    partition,
    offset,
    leaderEpoch,
    metadata: '',
  }));
  const ends = [
    { topic: 'orders', partition: 2, end: 9 },
    { topic: 'orders', partition: 10, end: 0 },
    { topic: 'old', partition: 0, end: 20 },
  ];
  return {
    group,
    committed: PartitionMap.of(offsets, (offset) => offset),
    endOffsets: PartitionMap.of(ends, ({ end }) => end),
  };
}

test('partitions that are read or were read stand in order, what is not known is a dash', () => {
  const read = progress(TEAM, [
    ['orders', 2, 4, 7],
    ['timed', 0, 5],
    ['old', 0, 20],
  ]);
  assert.equal(
    offsetsText([read], false),
    `GROUP  TOPIC   PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG  CONSUMER-ID  HOST       CLIENT-ID
team   old     0          20              20              0    -            -          -
team   orders  2          4               9               5    one-1        /10.0.0.1  one
team   orders  10         -               0               -    one-1        /10.0.0.1  one
team   timed   0          5               -               -    one-1        /10.0.0.1  one
`,
  );
  assert.match(offsetsText([read], true), /^team +orders +2 +7 +4 +9 +5 +one-1/m);
  assert.deepEqual(JSON.parse(offsetsJson([read]).split('\n')[1] ?? ''), {
    group: 'team',
    topic: 'orders',
    partition: 2,
    leaderEpoch: 7,
    currentOffset: 4,
    logEndOffset: 9,
    lag: 5,
    consumerId: 'one-1',
    host: '/10.0.0.1',
    clientId: 'one',
  });
});

test('a group without members, one that is rebalanced and one without offsets are said to be', () => {
  const empty = { ...TEAM, groupId: 'empty', state: 'Empty', members: [] };
  const unsettled = { ...TEAM, groupId: 'unsettled', state: 'Reconciling', members: [IDLE] };
  const text = offsetsText(
    [progress(empty, [['old', 0, 1]]), progress(unsettled, []), progress(empty, [])],
    false,
  );
  assert.match(
    text,
    /^Consumer group 'empty' has no active members\.\n\nGROUP .*\nempty +old .*\n\nConsumer group 'unsettled' is rebalancing\.\nConsumer group 'unsettled' has no committed offsets\.\n\n/,
  );
  assert.ok(
    text.endsWith(
      "Consumer group 'empty' has no active members.\nConsumer group 'empty' has no committed offsets.\n",
    ),
  );
});

test('a partition that is handed over is shown with both members', () => {
  const both = { ...TEAM, members: [ONE, { ...ONE, memberId: 'a-0' }] };
  const rows = offsetsText([progress(both, [])], false).split('\n');
  assert.deepEqual(
    rows.filter((row) => row.includes('timed')).map((row) => row.split(/ +/)[6]),
    ['a-0', 'one-1'],
  );
});

test('members stand by their ids, with the names of static ones if there are any', () => {
  assert.equal(
    membersText([TEAM], false),
    `GROUP  CONSUMER-ID  HOST       CLIENT-ID  #PARTITIONS
team   idle-2       /10.0.0.1  idle       0
team   one-1        /10.0.0.1  one        3
`,
  );
  const withStatic = { ...TEAM, members: [{ ...ONE, groupInstanceId: 'first' }, IDLE] };
  assert.equal(
    membersText([withStatic], true),
    `GROUP  CONSUMER-ID  GROUP-INSTANCE-ID  HOST       CLIENT-ID  #PARTITIONS  CURRENT-EPOCH  CURRENT-ASSIGNMENT   TARGET-EPOCH  TARGET-ASSIGNMENT
team   idle-2       -                  /10.0.0.1  idle       0            -              -                    -             -
team   one-1        first              /10.0.0.1  one        3            -              orders:2,10;timed:0  -             -
`,
  );
  assert.equal(
    membersText([{ ...TEAM, members: [] }], false),
    "Consumer group 'team' has no active members.\n",
  );
});

test('members of a group of KIP-848 have epochs and targets, and have gone over or not', () => {
  const member: GroupMember = {
    ...IDLE,
    protocol: 'consumer',
    memberEpoch: 3,
    assignment: [{ topic: 'orders', partition: 2 }],
    targetAssignment: [],
  };
  const group: GroupDescription = {
    ...TEAM,
    type: 'consumer',
    groupEpoch: 5,
    targetAssignmentEpoch: 4,
    members: [member, { ...member, memberId: 'old-1', protocol: 'classic' }],
  };
  assert.equal(
    membersText([group], true),
    `GROUP  CONSUMER-ID  HOST       CLIENT-ID  #PARTITIONS  CURRENT-EPOCH  CURRENT-ASSIGNMENT  TARGET-EPOCH  TARGET-ASSIGNMENT  UPGRADED
team   idle-2       /10.0.0.1  idle       1            3              orders:2            4             -                  true
team   old-1        /10.0.0.1  idle       1            3              orders:2            4             -                  false
`,
  );
  const json = JSON.parse(membersJson([group]).split('\n')[0] ?? '');
  assert.deepEqual(
    [json.currentEpoch, json.targetEpoch, json.targetAssignment, json.currentAssignment],
    [3, 4, [], [{ topic: 'orders', partition: 2 }]],
  );
  assert.equal(
    statesText([group, TEAM], true),
    `GROUP  COORDINATOR (ID)    ASSIGNMENT-STRATEGY  STATE   GROUP-EPOCH  TARGET-ASSIGNMENT-EPOCH  #MEMBERS
team   localhost:9092 (1)  range                Stable  5            4                        2
team   localhost:9092 (1)  range                Stable  -            -                        2
`,
  );
});

test('states of groups have what is not known as a dash, and as null in JSON', () => {
  const empty = { ...TEAM, state: 'Empty', assignor: '', members: [] };
  assert.equal(
    statesText([empty], false),
    `GROUP  COORDINATOR (ID)    ASSIGNMENT-STRATEGY  STATE  #MEMBERS
team   localhost:9092 (1)  -                    Empty  0
`,
  );
  assert.equal(statesText([], false), '');
  assert.deepEqual(JSON.parse(statesJson([empty])), {
    group: 'team',
    type: 'classic',
    coordinator: { id: 1, host: 'localhost', port: 9092 },
    assignmentStrategy: null,
    state: 'Empty',
    groupEpoch: null,
    targetAssignmentEpoch: null,
    members: 0,
  });
});

test('offsets that were deleted stand in order, each with what became of it', () => {
  const error = new KafkaError('GROUP_SUBSCRIBED_TO_TOPIC', 'It is read.');
  const results = [
    { topic: 'orders', partition: 10 },
    { topic: 'orders', partition: 2, error },
  ];
  assert.equal(
    deletedOffsetsText(results),
    `TOPIC   PARTITION  STATUS
orders  2          Error: GROUP_SUBSCRIBED_TO_TOPIC: It is read.
orders  10         Successful
`,
  );
});
