import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import type { OffsetCommitter } from '../group.ts';
import { checkOffsetCommit, checkOffsetDelete, expiryBase } from './offset-checks.ts';
import { GroupTest } from './test-context.ts';

/** Somebody who says nothing of itself. */
const NOBODY: OffsetCommitter = {
  memberId: '',
  groupInstanceId: null,
  generationIdOrMemberEpoch: -1,
  isTransactional: false,
  apiVersion: 9,
};

test('members commit in their generation, and no zombie does', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  const { group } = world;
  const { memberId, generationId } = member;
  const codes = [
    committer(member),
    committer({ memberId, generationId: generationId - 1 }),
    committer({ memberId, generationId: -1 }),
    committer({ memberId: 'nobody', generationId }),
    committer({ memberId, generationId, groupInstanceId: 'one' }),
    NOBODY,
  ].map((each) => checkOffsetCommit(group, each));
  assert.deepEqual(codes, [
    ErrorCode.NONE,
    ErrorCode.ILLEGAL_GENERATION,
    ErrorCode.ILLEGAL_GENERATION,
    ErrorCode.UNKNOWN_MEMBER_ID,
    ErrorCode.UNKNOWN_MEMBER_ID,
    ErrorCode.UNKNOWN_MEMBER_ID,
  ]);
});

test('a zombie that was put out for its silence cannot commit', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  world.harness.advance(60_000);
  assert.equal(checkOffsetCommit(world.group, committer(member)), ErrorCode.UNKNOWN_MEMBER_ID);
});

test('the process that a static member replaced cannot commit', () => {
  const world = new GroupTest();
  const joined = world.join({ groupInstanceId: 'one' });
  world.harness.advance(0);
  world.syncAll([joined.response]);
  world.join({ groupInstanceId: 'one' });
  const { memberId, generationId } = joined.response;
  const zombie = committer({ memberId, generationId, groupInstanceId: 'one' });
  assert.equal(checkOffsetCommit(world.group, zombie), ErrorCode.FENCED_INSTANCE_ID);
});

test('while the leader computes parts a commit is to be tried again, but not one of a transaction', () => {
  const world = new GroupTest();
  const joined = world.joinAsNew();
  world.harness.advance(0);
  const member = committer(joined.response);
  assert.equal(checkOffsetCommit(world.group, member), ErrorCode.REBALANCE_IN_PROGRESS);
  const transactional = { ...member, isTransactional: true };
  assert.equal(checkOffsetCommit(world.group, transactional), ErrorCode.NONE);
});

test('while a rebalance is prepared members commit what they have consumed', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a', 'b');
  assert.ok(member !== undefined);
  world.joinAsNew();
  assert.equal(world.group.state, 'PreparingRebalance');
  assert.equal(checkOffsetCommit(world.group, committer(member)), ErrorCode.NONE);
});

test('whoever is no member commits for an empty group only, or within a transaction', () => {
  const world = new GroupTest();
  const simple = world.groups.create('simple');
  assert.equal(checkOffsetCommit(simple, NOBODY), ErrorCode.NONE);
  const claiming = { ...NOBODY, memberId: 'a' };
  assert.equal(checkOffsetCommit(simple, claiming), ErrorCode.NONE);
  const inGeneration = { ...NOBODY, generationIdOrMemberEpoch: 0 };
  assert.equal(checkOffsetCommit(simple, inGeneration), ErrorCode.UNKNOWN_MEMBER_ID);
  world.stableGroup('a');
  const producer = { ...NOBODY, isTransactional: true };
  assert.equal(checkOffsetCommit(world.group, producer), ErrorCode.NONE);
});

test('a group is deleted, and offsets of one that is not of consumers, only without members', () => {
  const world = new GroupTest();
  world.stableGroup('a');
  assert.equal(world.group.checkDelete(), ErrorCode.NON_EMPTY_GROUP);
  assert.equal(checkOffsetDelete(world.group), ErrorCode.NONE);
  world.join({ groupId: 'workers', protocolType: 'connect', version: 3 });
  const workers = world.groups.get('workers');
  assert.ok(workers !== undefined);
  assert.equal(checkOffsetDelete(workers), ErrorCode.NON_EMPTY_GROUP);
  const simple = world.groups.create('simple');
  assert.deepEqual(
    [simple.checkDelete(), checkOffsetDelete(simple)],
    [ErrorCode.NONE, ErrorCode.NONE],
  );
});

test('offsets of an empty group expire after it became empty, others after their commit', () => {
  const world = new GroupTest();
  const simple = world.groups.create('simple');
  assert.equal(expiryBase(simple, 5), 5);
  const [member] = world.stableGroup('a');
  assert.equal(expiryBase(world.group, 5), 5, 'of topics that are not subscribed');
  world.join({ memberId: member?.memberId ?? '' });
  assert.equal(expiryBase(world.group, 5), undefined, 'nobody knows what they will subscribe');
  world.harness.advance(60_000);
  assert.equal(world.group.state, 'Empty');
  assert.equal(expiryBase(world.group, 5), world.group.currentStateTimestamp);
});

test('offsets of members that are no consumers do not expire', () => {
  const world = new GroupTest();
  const joined = world.join({ protocolType: 'connect', version: 3 });
  world.harness.advance(0);
  world.sync(joined.response);
  assert.equal(world.group.state, 'Stable');
  assert.equal(expiryBase(world.group, 5), undefined);
});

function committer({
  memberId,
  generationId,
  groupInstanceId = null,
}: Committing): OffsetCommitter {
  return { ...NOBODY, memberId, groupInstanceId, generationIdOrMemberEpoch: generationId };
}

interface Committing {
  readonly memberId: string;
  readonly generationId: number;
  readonly groupInstanceId?: string | null | undefined;
}
