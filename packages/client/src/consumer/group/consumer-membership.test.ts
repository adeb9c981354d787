import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { assigned, MachineContext, ORDERS } from './testing/machine-context.ts';

const SETTINGS = { rebalanceTimeoutMs: 7000, groupRemoteAssignor: 'range', clientRack: 'a' };

test('the heartbeat that joins tells all, those that follow what has changed', () => {
  const context = new MachineContext(SETTINGS);
  context.membership.polled(0);
  const join = context.heartbeat();
  assert.deepEqual(join, {
    groupId: 'group',
    memberId: context.membership.memberId,
    memberEpoch: 0,
    instanceId: null,
    rackId: 'a',
    rebalanceTimeoutMs: 7000,
    subscribedTopicNames: ['orders'],
    subscribedTopicRegex: null,
    serverAssignor: 'range',
    topicPartitions: [],
  });
  const unchanged = {
    ...join,
    memberEpoch: 1,
    rackId: null,
    rebalanceTimeoutMs: -1,
    subscribedTopicNames: null,
    serverAssignor: null,
    topicPartitions: null,
  };
  context.answer({ memberEpoch: 1 });
  assert.deepEqual(context.nextHeartbeat(), unchanged);
  assert.equal(context.nowMs, 1000, 'as often as the coordinator has said');
  context.answer({ memberEpoch: 1 });
  context.membership.subscribe(['orders', 'bills'], null);
  assert.deepEqual(context.heartbeat(), {
    ...unchanged,
    subscribedTopicNames: ['bills', 'orders'],
  });
});

test('a pattern is sent, and taken back with an empty text', () => {
  const context = new MachineContext();
  context.membership.subscribe([], 'orders.*');
  context.membership.polled(0);
  const join = context.heartbeat();
  assert.equal(join.subscribedTopicRegex, 'orders.*');
  assert.deepEqual(join.subscribedTopicNames, []);
  context.answer({ memberEpoch: 1 });
  context.membership.subscribe(['orders'], null);
  assert.equal(context.heartbeat().subscribedTopicRegex, '');
  context.lose();
  assert.equal(context.nextHeartbeat().subscribedTopicRegex, '', 'the first may not have arrived');
  context.answer({ memberEpoch: 2 });
  assert.equal(context.nextHeartbeat().subscribedTopicRegex, null);
});

test('without an answer the next heartbeat tells all but the rack, after a pause', () => {
  const context = MachineContext.withPartitions([0, 1], SETTINGS);
  context.nextHeartbeat();
  context.lose();
  assert.equal(context.next(), undefined);
  const again = context.nextHeartbeat();
  assert.deepEqual(
    [again.memberEpoch, again.rebalanceTimeoutMs, again.serverAssignor, again.rackId],
    [5, 7000, 'range', null],
  );
  assert.deepEqual(again.topicPartitions, [{ topicId: ORDERS, partitions: [0, 1] }]);
  assert.deepEqual(again.subscribedTopicNames, ['orders']);
});

test('what is to be given up is told as soon as it is, before anything new is taken over', () => {
  const context = MachineContext.withPartitions([0, 1]);
  context.nextHeartbeat();
  context.answer({ memberEpoch: 6, ...assigned([1, 2]) });
  assert.equal(context.take(), 'revoke 0');
  assert.deepEqual(context.owned, [0, 1], 'until it is done');
  assert.equal(context.next(), undefined, 'nothing is new yet');
  context.done();
  assert.equal(context.take(), 'assign 2');
  const acknowledgement = context.heartbeat();
  assert.deepEqual(acknowledgement.topicPartitions, [{ topicId: ORDERS, partitions: [1] }]);
  assert.equal(acknowledgement.memberEpoch, 6);
  context.answer({ memberEpoch: 6 });
  context.done();
  assert.deepEqual(context.heartbeat().topicPartitions, [{ topicId: ORDERS, partitions: [1, 2] }]);
  assert.deepEqual(context.owned, [1, 2]);
});

test('a target that changes while partitions are handed over counts from there on', () => {
  const context = MachineContext.withPartitions([0]);
  context.nextHeartbeat();
  context.answer({ memberEpoch: 6, ...assigned([0, 1]) });
  assert.equal(context.take(), 'assign 1');
  context.nextHeartbeat();
  context.answer({ memberEpoch: 7, ...assigned([2]) });
  assert.equal(context.take(), undefined, 'one after the other');
  context.done();
  assert.deepEqual(context.handOver(), ['revoke 0,1', 'assign 2']);
});

test('a target that is told again is not handed over again, an empty one is told once', () => {
  const context = new MachineContext();
  context.join(1, []);
  assert.deepEqual(context.handOver(), ['assign ']);
  context.nextHeartbeat();
  context.lose();
  context.nextHeartbeat();
  context.answer({ memberEpoch: 1, ...assigned([]) });
  assert.deepEqual(context.handOver(), []);
});

test('partitions of a topic whose name is not known wait for it, others do not', () => {
  const context = new MachineContext();
  const bills = 'bills_AAAAAAAAAAAAAAAA';
  context.membership.polled(0);
  context.heartbeat();
  const topicPartitions = [
    { topicId: bills, partitions: [7] },
    { topicId: ORDERS, partitions: [0] },
  ];
  context.answer({ memberEpoch: 1, assignment: { topicPartitions } });
  assert.deepEqual(context.membership.topicIdsWanted, [bills]);
  assert.deepEqual(context.handOver(), ['assign 0']);
  context.names.set(bills, 'bills');
  context.membership.topicsChanged();
  assert.deepEqual(context.handOver(), ['assign 7']);
  assert.deepEqual(context.membership.topicIdsWanted, []);
  assert.deepEqual(context.membership.topicsWanted, ['bills', 'orders']);
});

test('a topic that was created anew under its name is another one', () => {
  const context = MachineContext.withPartitions([0]);
  const anew = 'anew_AAAAAAAAAAAAAAAAA';
  context.names.set(anew, 'orders');
  context.nextHeartbeat();
  context.answer({ memberEpoch: 6, ...assigned([0], anew) });
  assert.deepEqual(context.handOver(), ['revoke 0', 'assign 0']);
  assert.deepEqual(context.heartbeat().topicPartitions, [{ topicId: anew, partitions: [0] }]);
});

for (const code of ['FENCED_MEMBER_EPOCH', 'UNKNOWN_MEMBER_ID'] as const) {
  test(`${code}: it loses its partitions, then joins again in epoch 0 with the same id`, () => {
    const context = MachineContext.withPartitions([0, 1]);
    const { memberId } = context.membership;
    context.nextHeartbeat();
    context.answer({ errorCode: ErrorCode[code] });
    assert.equal(context.membership.standing.type, 'outside');
    context.membership.polled(context.nowMs);
    assert.equal(context.next(), undefined, 'not before they are lost');
    assert.deepEqual(context.handOver(), ['lose 0,1']);
    const join = context.heartbeat();
    assert.deepEqual([join.memberEpoch, join.memberId, join.topicPartitions], [0, memberId, []]);
    context.answer({ memberEpoch: 9, ...assigned([1]) });
    assert.deepEqual(context.handOver(), ['assign 1']);
    assert.equal(context.membership.takeError(), undefined);
  });
}

test('fenced while partitions are revoked: the rest is lost, and nothing of the old target comes', () => {
  const context = MachineContext.withPartitions([0, 1]);
  context.nextHeartbeat();
  context.answer({ memberEpoch: 5, ...assigned([1, 2]) });
  assert.equal(context.take(), 'revoke 0');
  context.nextHeartbeat();
  context.answer({ errorCode: ErrorCode.FENCED_MEMBER_EPOCH });
  context.done();
  assert.deepEqual(context.handOver(), ['lose 1']);
  assert.equal(context.heartbeat().memberEpoch, 0);
});

test('fenced while it has nothing: what it is given next is not lost', () => {
  const context = new MachineContext();
  context.join(5, []);
  context.handOver();
  context.nextHeartbeat();
  context.answer({ errorCode: ErrorCode.FENCED_MEMBER_EPOCH });
  context.join(9, [0]);
  assert.deepEqual(context.handOver(), ['assign 0']);
  assert.deepEqual(context.owned, [0]);
});

for (const [code, message] of [
  ['UNSUPPORTED_ASSIGNOR', /group\.remote\.assignor is "range"/],
  ['UNRELEASED_INSTANCE_ID', /group\.instance\.id one/],
  ['FENCED_INSTANCE_ID', /group\.instance\.id one/],
  ['UNSUPPORTED_VERSION', /group\.protocol=consumer/],
  ['INVALID_REGULAR_EXPRESSION', /regular expression/],
  ['GROUP_AUTHORIZATION_FAILED', /Group "group"/],
  ['GROUP_MAX_SIZE_REACHED', /Group "group"/],
] as const) {
  test(`${code}: poll says why, and the next one tries again`, () => {
    const context = new MachineContext({ ...SETTINGS, groupInstanceId: 'one' });
    context.membership.polled(0);
    context.heartbeat();
    context.answer({ errorCode: ErrorCode[code] });
    const error = context.membership.takeError();
    assert.equal(error?.code, code);
    assert.match(error.message, message);
    assert.equal(context.membership.dueMs, Infinity);
    context.membership.polled(0);
    assert.equal(context.next(), undefined, 'not at once');
    assert.equal(context.nextHeartbeat().memberEpoch, 0);
  });
}

for (const code of ['NOT_COORDINATOR', 'COORDINATOR_LOAD_IN_PROGRESS'] as const) {
  test(`${code}: it stays what it is and tells all again`, () => {
    const context = MachineContext.withPartitions([3]);
    context.nextHeartbeat();
    context.answer({ errorCode: ErrorCode[code] });
    assert.equal(context.membership.standing.type, 'member');
    assert.deepEqual(context.nextHeartbeat().topicPartitions, [
      { topicId: ORDERS, partitions: [3] },
    ]);
    assert.deepEqual(context.handOver(), []);
  });
}

test('a topic that may not be read is told, and the member stays one', () => {
  const context = MachineContext.withPartitions([3]);
  context.nextHeartbeat();
  context.answer({ errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED, errorMessage: 'not yours' });
  assert.equal(context.membership.takeError()?.code, 'TOPIC_AUTHORIZATION_FAILED');
  assert.equal(context.membership.standing.type, 'member');
  const refusedAtMs = context.nowMs;
  context.nextHeartbeat();
  assert.equal(context.nowMs, refusedAtMs + 1000);
});

for (const [groupInstanceId, epoch] of [
  [undefined, -1],
  ['one', -2],
] as const) {
  const options = groupInstanceId === undefined ? {} : { groupInstanceId };
  const kind = groupInstanceId === undefined ? 'dynamic' : 'static';
  test(`a ${kind} member leaves with epoch ${epoch}, again if the answer is lost`, () => {
    const context = MachineContext.withPartitions([0], options);
    context.nextHeartbeat();
    context.membership.leave(context.nowMs);
    const leave = context.heartbeat();
    assert.deepEqual([leave.memberEpoch, leave.topicPartitions], [epoch, null]);
    context.lose();
    assert.equal(context.membership.hasLeft, false);
    assert.equal(context.nextHeartbeat().memberEpoch, epoch);
    context.answer({ errorCode: ErrorCode.UNKNOWN_MEMBER_ID });
    context.next();
    assert.equal(context.membership.hasLeft, true);
  });

  test(`a ${kind} member that works for too long leaves with epoch ${epoch}, and joins with the next poll`, () => {
    const context = MachineContext.withPartitions([0], { ...options, maxPollIntervalMs: 500 });
    context.membership.pollEnded(context.nowMs);
    const leave = context.nextHeartbeat();
    assert.equal(leave.memberEpoch, epoch);
    assert.match(String(outsideErrorOf(context)), /max\.poll\.interval\.ms/);
    context.answer({ memberEpoch: epoch });
    context.next();
    assert.equal(context.membership.dueMs, Infinity, 'it waits for a poll');
    context.membership.polled(context.nowMs);
    assert.deepEqual(context.handOver(), ['lose 0']);
    assert.equal(context.heartbeat().memberEpoch, 0);
  });
}

function outsideErrorOf({ membership }: MachineContext): KafkaError | undefined {
  const { standing } = membership;
  return standing.type === 'outside' ? standing.error : undefined;
}

test('a consumer that the coordinator cannot know leaves without a word', () => {
  const context = new MachineContext();
  context.membership.leave(0);
  assert.equal(context.next(), undefined);
  assert.equal(context.membership.hasLeft, true);
});

test('who leaves while it joins tells the coordinator, which may have taken it in', () => {
  const context = new MachineContext();
  context.membership.polled(0);
  context.heartbeat();
  context.membership.leave(0);
  assert.equal(context.heartbeat().memberEpoch, -1);
});

test('a commit that is refused as stale makes it ask for its epoch at once', () => {
  const context = MachineContext.withPartitions([0]);
  context.membership.refused(context.nowMs, ErrorCode.STALE_MEMBER_EPOCH, 4);
  assert.equal(context.next(), undefined, 'that was an earlier epoch');
  context.membership.refused(context.nowMs, ErrorCode.STALE_MEMBER_EPOCH, 5);
  context.heartbeat();
  context.answer({ memberEpoch: 6 });
  assert.equal(context.membership.generationId, 6);
});

test('an answer to a heartbeat from before it was fenced changes nothing', () => {
  const context = MachineContext.withPartitions([0], { maxPollIntervalMs: 500 });
  context.membership.pollEnded(context.nowMs);
  context.membership.refused(context.nowMs, ErrorCode.STALE_MEMBER_EPOCH, 5);
  context.heartbeat();
  context.pass(500);
  assert.ok(context.membership.nextRequest(context.nowMs) !== undefined, 'it leaves');
  context.answer({ memberEpoch: 6 });
  assert.equal(context.membership.generationId, -1);
});
