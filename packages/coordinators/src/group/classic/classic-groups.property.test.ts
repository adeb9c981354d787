import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type { SyncGroupResponse } from '@odradek/protocol/messages/14-sync-group';

import { type Answer, assignment, GROUP, GroupTest, REBALANCE_TIMEOUT_MS } from './test-context.ts';

const SEEDS = Number(process.env['ODRADEK_GROUP_SEEDS'] ?? 300);
const SEED_FIRST = Number(process.env['ODRADEK_GROUP_SEED'] ?? 1);
const STEPS = 120;
const CLIENTS = 5;
const PROTOCOLS = [['range'], ['cooperative-sticky', 'range'], ['range', 'roundrobin']];

/** A consumer that does what consumers do, but when chance says, and with ids that may be stale. */
interface Client {
  readonly groupInstanceId: string | undefined;
  memberId: string;
  generationId: number;
}

/** A group and the clients that torment it. */
class Torment {
  readonly world: GroupTest;
  private readonly random: SeededRandom;
  private readonly clients: readonly Client[];
  private readonly answers: { readonly isPending: boolean }[] = [];
  /** What all who joined a generation were told of it, in this life of the coordinator. */
  private readonly leaders = new Map<number, string>();
  private generationBefore = 0;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.world = new GroupTest({
      groupInitialRebalanceDelayMs: this.random.below(2) * 3000,
      groupMaxSize: this.random.between(2, CLIENTS + 1),
    });
    this.clients = Array.from({ length: CLIENTS }, (_, index) => ({
      groupInstanceId: index < 2 ? `static-${index}` : undefined,
      memberId: '',
      generationId: -1,
    }));
  }

  step(): void {
    const client = this.clients[this.random.below(CLIENTS)];
    assert.ok(client !== undefined);
    switch (this.random.below(12)) {
      case 0:
      case 1:
      case 2:
        this.join(client);
        break;
      case 3:
      case 4:
      case 5:
        this.sync(client);
        break;
      case 6:
        this.answers.push(this.world.sendHeartbeat(client));
        break;
      case 7:
        this.answers.push(this.world.leave({ memberId: client.memberId }));
        break;
      case 8:
        // The process is started again and knows its name at most.
        client.memberId = '';
        break;
      case 9:
        this.world.harness.advance(
          [1, 3000, 9000, REBALANCE_TIMEOUT_MS][this.random.below(4)] ?? 1,
        );
        break;
      default:
        this.disturb();
    }
    this.check();
  }

  /** Nobody does anything any more: time, and then the end, answer whoever waits. */
  end(): void {
    const { harness } = this.world;
    harness.refuseAppends(ErrorCode.NONE);
    harness.commit();
    for (let round = 0; round < 20; round++) {
      harness.advance(REBALANCE_TIMEOUT_MS);
      harness.commit();
      this.check();
    }
    const group = this.world.groups.get(GROUP);
    assert.ok(group === undefined || group.membersCount === 0, 'the silent are out');
    for (const answer of this.answers) assert.ok(!answer.isPending, 'every request is answered');
    assert.equal(harness.clock.timersCount, 0, 'no timer is left');
  }

  private join(client: Client): void {
    const { groupInstanceId } = client;
    const answer = this.world.join({
      memberId: client.memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      version: [3, 5, 9][this.random.below(3)] ?? 9,
      protocols: PROTOCOLS[this.random.below(PROTOCOLS.length)] ?? [],
      rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
    });
    this.watchJoin(client, answer);
  }

  /** Takes over what an answer says, whenever it comes. */
  private watchJoin(client: Client, answer: Answer<JoinGroupResponse>): void {
    this.answers.push(answer);
    answer.onResponse = (response) => {
      const { errorCode, memberId, generationId } = response;
      if (errorCode === ErrorCode.MEMBER_ID_REQUIRED) client.memberId = memberId;
      if (errorCode === ErrorCode.UNKNOWN_MEMBER_ID) client.memberId = '';
      if (errorCode !== ErrorCode.NONE) return;
      Object.assign(client, { memberId, generationId });
      this.checkJoined(response);
    };
  }

  private checkJoined({ generationId, leader, members, memberId }: JoinGroupResponse): void {
    assert.ok(members.length === 0 || leader === memberId, 'only the leader is told of members');
    if (members.length === 0) return;
    const ids = members.map((member) => member.memberId);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes(leader), 'the leader is a member');
    const known = this.leaders.get(generationId);
    // A static leader that came back has a new id, and leads the same generation.
    const isSame = known === undefined || known === leader || known.startsWith('static-');
    assert.ok(isSame, `one leader in generation ${generationId}`);
    this.leaders.set(generationId, leader);
  }

  private sync(client: Client): void {
    const group = this.world.groups.get(GROUP);
    const isLeader = group?.isLeader(client.memberId) ?? false;
    const parts = isLeader
      ? Object.fromEntries(
          Array.from(group?.allMembers() ?? [], ({ memberId }, partition) => [
            memberId,
            assignment({ orders: [partition] }),
          ]),
        )
      : {};
    const answer: Answer<SyncGroupResponse> = this.world.sync(client, parts);
    this.answers.push(answer);
  }

  private disturb(): void {
    const { harness } = this.world;
    switch (this.random.below(6)) {
      case 0:
        harness.holdCommits();
        break;
      case 1:
      case 2:
        harness.commit();
        break;
      case 3:
        harness.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        break;
      case 4:
        harness.refuseAppends(ErrorCode.NONE);
        break;
      default:
        if (this.random.below(4) !== 0) return;
        harness.reload();
        this.leaders.clear();
        this.generationBefore = 0;
    }
  }

  /** What holds at any time. */
  private check(): void {
    const group = this.world.groups.get(GROUP);
    if (group === undefined) return;
    const members = [...group.allMembers()];
    const ids = members.map(({ memberId }) => memberId);
    assert.ok(group.generationId >= this.generationBefore, 'a generation only grows');
    this.generationBefore = group.generationId;
    assert.equal(group.leaderId !== undefined, members.length > 0, 'members have one leader');
    assert.ok(group.leaderId === undefined || ids.includes(group.leaderId));
    for (const pending of group.pendingMembers()) {
      assert.ok(!ids.includes(pending), 'nobody is expected and a member');
    }
    for (const { memberId, groupInstanceId } of members) {
      if (groupInstanceId === undefined) continue;
      assert.equal(group.staticMemberId(groupInstanceId), memberId, 'a name has one member');
    }
    const waiting = members.filter(({ awaitingJoin }) => awaitingJoin !== undefined);
    assert.equal(waiting.length, group.membersAwaitingJoin, 'whoever waits is counted');
    const late = [...group.membersPendingSync()];
    assert.ok(late.every((memberId) => ids.includes(memberId)));
    const hasParts = group.state === 'CompletingRebalance' || group.state === 'Stable';
    assert.ok(late.length === 0 || hasParts, 'only then members are late');
    const isSyncing = members.some(({ awaitingSync }) => awaitingSync !== undefined);
    assert.ok(!isSyncing || group.state === 'CompletingRebalance', 'only then parts are awaited');
    assert.equal(
      group.state === 'Empty',
      members.length === 0 && group.state !== 'PreparingRebalance',
    );
  }
}

test('whatever members do, there is one leader, generations only grow, and all are answered once', () => {
  for (let seed = SEED_FIRST; seed < SEED_FIRST + SEEDS; seed++) {
    const torment = new Torment(seed);
    try {
      for (let step = 0; step < STEPS; step++) torment.step();
      torment.end();
    } catch (error) {
      throw new Error(`seed ${seed}: ODRADEK_GROUP_SEED=${seed} ODRADEK_GROUP_SEEDS=1`, {
        cause: error,
      });
    }
  }
});
