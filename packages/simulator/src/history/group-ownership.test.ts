import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GroupOwnership, type GroupProtocol } from './group-ownership.ts';

const SESSION_MS = 1_000;
const REBALANCE_MS = 500;
const OWNED_TWICE = 'no partition is owned by two members of a group';
const STALE = 'a commit of a stale epoch is never accepted';
const PUT_OUT = 'a commit of a member that was put out is never accepted';

/** Members of a group, who hear and say things. */
class Scene {
  nowMs = 0;
  takenOver = 0;
  readonly ownership: GroupOwnership;
  private ticks = 0;

  constructor(protocol: GroupProtocol) {
    this.ownership = new GroupOwnership({
      name: 'readers',
      protocol,
      sessionTimeoutMs: SESSION_MS,
      rebalanceTimeoutMs: REBALANCE_MS,
      mayBeForgotten: false,
      onTakenOver: () => this.takenOver++,
    });
    for (const member of ['a', 'b']) this.ownership.join(member, 0);
  }

  give(member: string, epoch: number, ...partitions: readonly number[]): void {
    const { nowMs } = this;
    this.ownership.give({ member, epoch, partitions, at: ++this.ticks, nowMs });
  }

  /** The member says that it has given something up, and is answered with an epoch. */
  release(member: string, epoch: number, ...partitions: readonly number[]): void {
    this.ownership.release(member, partitions);
    this.ownership.released(member, partitions, epoch, ++this.ticks);
  }

  accept(member: string, epoch: number, partition: number, at: number = ++this.ticks): void {
    this.ownership.accept({ member, epoch, partition, at });
  }

  tick(): number {
    return ++this.ticks;
  }
}

test('a partition goes to another member when the one before has given it up', () => {
  const scene = new Scene('consumer');
  scene.give('a', 1, 0, 1);
  scene.accept('a', 1, 1);
  scene.release('a', 2, 1);
  scene.give('b', 2, 1);
  scene.accept('b', 2, 1);
  scene.accept('a', 2, 0);
  assert.deepEqual(scene.ownership.ownedBy('a'), [0]);
  assert.deepEqual(scene.ownership.ownedBy('b'), [1]);
  assert.equal(scene.takenOver, 0);
});

test('a partition that is given to another while its owner is heard is told', () => {
  for (const protocol of ['classic', 'consumer'] as const) {
    const scene = new Scene(protocol);
    scene.give('a', 1, 0);
    scene.ownership.keep('a', 5_000);
    scene.nowMs = 5_000 + REBALANCE_MS / 2;
    assert.throws(() => scene.give('b', 2, 0), { invariant: OWNED_TWICE });
  }
});

test('a partition that is given to two members in one epoch is told, however late', () => {
  const scene = new Scene('classic');
  scene.give('a', 1, 0);
  scene.nowMs = 10 * SESSION_MS;
  assert.throws(() => scene.give('b', 1, 0), { invariant: OWNED_TWICE });
});

test('a member that was not heard for its session timeout is put out, and does not commit any more', () => {
  const scene = new Scene('consumer');
  scene.give('a', 1, 0);
  const before = scene.tick();
  scene.nowMs = SESSION_MS;
  scene.give('b', 2, 0);
  assert.equal(scene.takenOver, 1);
  scene.accept('a', 1, 0, before);
  assert.throws(() => scene.accept('a', 1, 0), { invariant: PUT_OUT });
});

test('a member that was asked for a partition has its rebalance timeout', () => {
  const scene = new Scene('consumer');
  scene.give('a', 1, 0);
  scene.ownership.keep('a', 2_000);
  scene.ownership.ask('a', 2_000);
  scene.nowMs = 2_000 + REBALANCE_MS / 2;
  assert.throws(() => scene.give('b', 2, 0), { invariant: OWNED_TWICE });
  scene.nowMs = 2_000 + REBALANCE_MS;
  scene.give('b', 2, 0);
});

test('an answer that comes late takes nothing from who has it since', () => {
  const scene = new Scene('consumer');
  scene.give('b', 3, 0);
  scene.give('a', 2, 0);
  assert.deepEqual(scene.ownership.ownedBy('b'), [0]);
});

test('a static member takes over from the one before with its instance id', () => {
  const scene = new Scene('classic');
  scene.ownership.join('a', 0, 'instance');
  scene.give('a', 1, 0);
  scene.ownership.join('c', 0, 'instance');
  scene.give('c', 1, 0);
  assert.deepEqual(scene.ownership.ownedBy('c'), [0]);
});

test('a commit of a generation that was followed by another is told', () => {
  const scene = new Scene('classic');
  scene.give('a', 1, 0);
  const before = scene.tick();
  scene.ownership.release('a');
  scene.give('b', 2, 0);
  scene.accept('a', 1, 0, before);
  assert.throws(() => scene.accept('a', 1, 0), { invariant: STALE });
});

test('in an older epoch a member commits only what it still has', () => {
  const scene = new Scene('consumer');
  scene.give('a', 1, 0, 1);
  scene.release('a', 2, 1);
  scene.accept('a', 1, 0);
  assert.throws(() => scene.accept('a', 1, 1), { invariant: STALE });
});

test('a commit of a member that has left is told', () => {
  const scene = new Scene('consumer');
  scene.give('a', 1, 0);
  scene.ownership.leave('a', scene.tick());
  assert.throws(() => scene.accept('a', 1, 0), { invariant: PUT_OUT });
});

test('a static member of which another process takes the place loses what it has at once', () => {
  const scene = new Scene('classic');
  scene.ownership.join('static', 0, 'instance');
  scene.give('static', 1, 0);
  scene.ownership.joinAs('another instance');
  assert.throws(() => scene.give('b', 2, 0), { invariant: OWNED_TWICE });
  scene.ownership.joinAs('instance');
  scene.give('b', 2, 0);
});
