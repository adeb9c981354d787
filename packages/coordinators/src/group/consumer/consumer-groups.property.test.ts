import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';
import type { ConsumerGroupHeartbeatResponse } from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { ConsumerGroup } from './consumer-group.ts';
import { GROUP, GroupTest, orders, REBALANCE_TIMEOUT_MS, topicIdOf } from './test-context.ts';

const SEEDS = Number(process.env['ODRADEK_GROUP_SEEDS'] ?? 200);
const SEED_FIRST = Number(process.env['ODRADEK_GROUP_SEED'] ?? 1);
const STEPS = 120;
const CLIENTS = 5;
const PARTITIONS = 7;
const EVERYTHING = {
  rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
  subscribedTopicNames: ['orders'],
};

/** A consumer that owns what it was last told, and gives up what it is told to give up, in its time. */
interface Client {
  memberId: string;
  readonly instanceId: string | null;
  memberEpoch: number;
  owned: Set<number>;
  target: Set<number>;
  lives: number;
  /** Its last answer was lost, so that it says everything anew, as Kafka's consumers do. */
  mustSayAll: boolean;
}

/** A group, with clients that join, leave, fall silent and lose answers as chance says. */
class Torment {
  readonly world: GroupTest = new GroupTest();
  private readonly random: SeededRandom;
  private readonly clients: readonly Client[];
  private epochBefore = 0;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.world.addTopic('orders', PARTITIONS);
    this.clients = Array.from({ length: CLIENTS }, (_, index) => ({
      memberId: `client-${index}-0`,
      instanceId: index < 2 ? `static-${index}` : null,
      memberEpoch: 0,
      owned: new Set<number>(),
      target: new Set<number>(),
      lives: 0,
      mustSayAll: false,
    }));
  }

  step(): void {
    const client = this.clients[this.random.below(CLIENTS)];
    assert.ok(client !== undefined);
    const chance = this.random.below(20);
    if (chance < 11) this.heartbeat(client, this.random.below(5) === 0);
    else if (chance < 14) this.giveUp(client);
    else if (chance === 14) this.leave(client, -1);
    else if (chance === 15 && client.instanceId !== null) this.leave(client, -2);
    else if (chance === 16) this.restart(client);
    else if (chance === 17) this.world.advance(this.random.between(1, 40_000));
    else if (chance === 18) this.world.addTopic('orders', PARTITIONS + this.random.below(4));
    else this.reload();
    this.checkInvariants();
  }

  /** All behave: the group comes to rest with everything assigned. */
  converge(): void {
    for (let round = 0; round < 12; round++) {
      for (const client of this.clients) {
        this.giveUp(client);
        this.heartbeat(client, false);
        this.giveUp(client);
        this.checkInvariants();
      }
      this.world.advance(6000);
    }
    const { group } = this.world;
    assert.equal(group?.state, 'Stable');
    const all = this.clients.flatMap(({ owned }) => [...owned]).sort((a, b) => a - b);
    const count = this.world.topics.topic('orders')?.partitionsCount ?? 0;
    assert.deepEqual(
      all,
      Array.from({ length: count }, (_, partition) => partition),
    );
  }

  private heartbeat(client: Client, isLost: boolean): void {
    const { memberId, instanceId, memberEpoch, owned } = client;
    const told =
      memberEpoch <= 0
        ? this.world.join(memberId, { instanceId })
        : this.world.heartbeat({
            memberId,
            instanceId,
            memberEpoch,
            topicPartitions: orders(...owned),
            ...(client.mustSayAll ? EVERYTHING : {}),
          });
    client.mustSayAll = isLost;
    if (!isLost) this.hear(client, told);
  }

  private hear(client: Client, told: ConsumerGroupHeartbeatResponse): void {
    if (told.errorCode !== ErrorCode.NONE) {
      client.memberEpoch = 0;
      client.owned.clear();
      client.target.clear();
      if (told.errorCode === ErrorCode.FENCED_INSTANCE_ID) this.restart(client);
      return;
    }
    assert.ok(told.memberEpoch >= client.memberEpoch, 'the epoch of a member only grows');
    client.memberEpoch = told.memberEpoch;
    if (told.assignment === null) return;
    client.target = new Set(
      told.assignment.topicPartitions.flatMap(({ partitions }) => partitions),
    );
    for (const partition of client.target) client.owned.add(partition);
  }

  private giveUp({ owned, target }: Client): void {
    for (const partition of owned) if (!target.has(partition)) owned.delete(partition);
  }

  private leave(client: Client, memberEpoch: -1 | -2): void {
    const { memberId, instanceId } = client;
    this.world.heartbeat({ memberId, instanceId, memberEpoch });
    this.restart(client);
  }

  private restart(client: Client): void {
    client.lives++;
    client.memberId = `${client.memberId.slice(0, 8)}-${client.lives}`;
    client.memberEpoch = 0;
    client.owned.clear();
    client.target.clear();
  }

  /** What is replayed of the records is what there was. */
  private reload(): void {
    const before = snapshot(this.world.group);
    this.world.reload();
    assert.deepEqual(snapshot(this.world.group), before);
  }

  private checkInvariants(): void {
    const { group } = this.world;
    if (group === undefined) return;
    assert.ok(group.groupEpoch >= this.epochBefore, 'the epoch of a group only grows');
    this.epochBefore = group.groupEpoch;
    assert.ok(group.assignmentEpoch <= group.groupEpoch);
    const owners = new Map<number, string>();
    for (const { memberId, memberEpoch, ...member } of group.members.values()) {
      assert.ok(memberEpoch <= group.assignmentEpoch);
      for (const partitions of [member.assignedPartitions, member.partitionsPendingRevocation]) {
        for (const partition of partitions.get(topicIdOf('orders'))?.keys() ?? []) {
          assert.equal(owners.get(partition), undefined, `${partition} is owned twice`);
          owners.set(partition, memberId);
        }
      }
    }
    this.checkClients(group);
  }

  /** Two members that the group knows in their epoch never work on the same partition. */
  private checkClients(group: ConsumerGroup): void {
    const owners = new Map<number, string>();
    for (const { memberId, memberEpoch, owned } of this.clients) {
      if (group.members.get(memberId)?.memberEpoch !== memberEpoch) continue;
      for (const partition of owned) {
        assert.equal(owners.get(partition), undefined, `two clients work on ${partition}`);
        owners.set(partition, memberId);
      }
    }
  }
}

/** All that is durable of a group. */
function snapshot(group: ConsumerGroup | undefined): unknown {
  if (group === undefined) return undefined;
  const { groupEpoch, metadataHash, assignmentEpoch, assignmentTimestamp, state } = group;
  const members = [...group.members].sort(([a], [b]) => (a < b ? -1 : 1));
  const targets = [...group.targets].sort(([a], [b]) => (a < b ? -1 : 1));
  const topics = [...group.subscriptions.topicNames()].sort();
  return {
    groupEpoch,
    metadataHash,
    assignmentEpoch,
    assignmentTimestamp,
    state,
    members,
    targets,
    topics,
  };
}

test(`no partition of ${GROUP} is owned twice, epochs only grow, replay gives the same, all converge`, () => {
  for (let seed = SEED_FIRST; seed < SEED_FIRST + SEEDS; seed++) {
    try {
      const torment = new Torment(seed);
      for (let step = 0; step < STEPS; step++) torment.step();
      torment.converge();
    } catch (error) {
      throw new Error(`seed ${seed}: ODRADEK_GROUP_SEED=${seed} ODRADEK_GROUP_SEEDS=1`, {
        cause: error,
      });
    }
  }
});
