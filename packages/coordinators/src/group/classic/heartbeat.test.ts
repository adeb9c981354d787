import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { GroupTest, SESSION_TIMEOUT_MS } from './test-context.ts';

test('a heartbeat of a stable member keeps it in the group', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  for (let beat = 0; beat < 10; beat++) {
    world.harness.advance(SESSION_TIMEOUT_MS - 1);
    assert.equal(world.heartbeat(member), ErrorCode.NONE);
  }
});

test('a heartbeat of another generation, a stranger or a group that is not there is refused', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  const { memberId, generationId } = member;
  assert.deepEqual(
    [
      world.heartbeat({ memberId, generationId: generationId + 1 }),
      world.heartbeat({ memberId, generationId: generationId - 1 }),
      world.heartbeat({ memberId: 'nobody', generationId }),
      world.heartbeat({ ...member, groupInstanceId: 'one' }),
      world.sendHeartbeat(member, 'other').response,
    ],
    [
      ErrorCode.ILLEGAL_GENERATION,
      ErrorCode.ILLEGAL_GENERATION,
      ErrorCode.UNKNOWN_MEMBER_ID,
      ErrorCode.UNKNOWN_MEMBER_ID,
      ErrorCode.UNKNOWN_MEMBER_ID,
    ],
  );
});

test('a heartbeat that is refused does not keep a member', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  world.heartbeat({ ...member, generationId: 0 });
  world.harness.advance(1);
  assert.equal(world.group.membersCount, 0);
});

test('a member whose part is awaited is well, and one whose group rebalances joins again', () => {
  const world = new GroupTest();
  const joined = world.joinAsNew();
  world.harness.advance(0);
  assert.equal(world.heartbeat(joined.response), ErrorCode.NONE);
  world.joinAsNew();
  assert.equal(world.heartbeat(joined.response), ErrorCode.REBALANCE_IN_PROGRESS);
});

test('a heartbeat is answered when what it tells of is committed', () => {
  const world = new GroupTest();
  const joined = world.joinAsNew();
  world.harness.advance(0);
  world.harness.holdCommits();
  world.sync(joined.response, {});
  const answer = world.sendHeartbeat(joined.response);
  assert.ok(answer.isPending);
  world.harness.commit();
  assert.equal(answer.response, ErrorCode.NONE);
});
