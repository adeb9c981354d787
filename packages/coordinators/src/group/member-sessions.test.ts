import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorResult } from '../runtime/coordinator-result.ts';
import { ShardTimers } from '../runtime/shard-timers.ts';
import { MemberSessions } from './member-sessions.ts';
import type { GroupRecord } from './record/group-record.ts';

/** Sessions of one group in virtual time, with what has expired and how often a timer ran. */
class SessionsTest {
  readonly clock: ManualClock = new ManualClock();
  readonly expired: string[] = [];
  /** What appends are answered. */
  errorCode: number = ErrorCode.NONE;
  timersRun = 0;
  readonly timers: ShardTimers<GroupRecord> = new ShardTimers<GroupRecord>(this.clock, (run) => {
    this.timersRun++;
    run().complete(this.errorCode);
  });
  private readonly group = { groupId: 'readers' };
  private readonly sessions = new MemberSessions(
    { timer: this.timers, monotonicMs: () => this.clock.monotonicMs() },
    'session',
    (_group, memberId) => this.expire(memberId),
  );

  begin(memberId: string, timeoutMs = 1000): void {
    this.sessions.begin(this.group, memberId, timeoutMs);
  }

  end(memberId: string): void {
    this.sessions.end(this.group.groupId, memberId);
  }

  private expire(memberId: string): CoordinatorResult<GroupRecord> {
    this.expired.push(memberId);
    return { records: [], complete: () => {} };
  }
}

test('a member that nothing is heard of expires when its session timeout is over, to the millisecond', () => {
  const world = new SessionsTest();
  world.begin('a');
  world.clock.advance(400);
  world.begin('a');
  world.clock.advance(999);
  assert.deepEqual(world.expired, []);
  world.clock.advance(1);
  assert.deepEqual(world.expired, ['a']);
  assert.equal(world.timers.size, 0);
});

test('heartbeats set no timers: one runs in each session timeout', () => {
  const world = new SessionsTest();
  for (let beat = 0; beat < 1000; beat++) {
    world.begin('a');
    world.clock.advance(10);
  }
  assert.deepEqual(world.expired, []);
  assert.ok(world.timersRun <= 10, `${world.timersRun} timers`);
});

test('a session timeout that has become shorter holds at once', () => {
  const world = new SessionsTest();
  world.begin('a', 10_000);
  world.begin('a', 100);
  world.clock.advance(100);
  assert.deepEqual(world.expired, ['a']);
  world.clock.advance(10_000);
  assert.deepEqual(world.expired, ['a']);
});

test('a member that is gone does not expire, and one that comes again has a session of its own', () => {
  const world = new SessionsTest();
  world.begin('a');
  world.clock.advance(500);
  world.end('a');
  assert.equal(world.timers.size, 0);
  world.begin('a');
  world.clock.advance(999);
  assert.deepEqual(world.expired, []);
  world.clock.advance(1);
  assert.deepEqual(world.expired, ['a']);
});

test('who could not be taken out expires again 500 ms later, unless something is heard of it', () => {
  const world = new SessionsTest();
  world.errorCode = ErrorCode.COORDINATOR_NOT_AVAILABLE;
  world.begin('a');
  world.begin('b');
  world.clock.advance(1000);
  assert.deepEqual(world.expired, ['a', 'b']);
  world.begin('b');
  world.errorCode = ErrorCode.NONE;
  world.clock.advance(500);
  assert.deepEqual(world.expired, ['a', 'b', 'a']);
  world.clock.advance(500);
  assert.deepEqual(world.expired, ['a', 'b', 'a', 'b']);
  assert.equal(world.timers.size, 0);
});

test('a member that expired and is a member all the same has a session again when it is heard of', () => {
  const world = new SessionsTest();
  world.begin('a');
  world.clock.advance(1000);
  world.begin('a');
  world.clock.advance(1000);
  assert.deepEqual(world.expired, ['a', 'a']);
});
