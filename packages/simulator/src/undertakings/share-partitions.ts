import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import type { GroupProtocol } from '../history/group-ownership.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import { memberProgram } from '../workload/group/group-member.ts';
import { SharedGroup } from '../workload/group/shared-group.ts';
import type { World } from '../world/world.ts';
import { committedOffsetsOf, compactOffsetsOften } from './offsets-topic.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const BURST_RECORDS_MAX = 4;
const PAUSE_MS_MAX = 60;
const PARTITIONS_MAX = 8;
const LOOK_MS = 100;
/** How long the slowest disk and the last recovery take. */
const SLACK_MS = 15_000;

/**
 * Members of a group share the partitions of a topic while they come, go, are killed and stand still:
 * each record reaches one of them at least, no partition has two owners, what was committed stays, and
 * in the end the group comes to rest with every partition owned.
 */
export class SharePartitions implements Undertaking {
  readonly topic: string;
  readonly partitionsCount: number;
  readonly others: readonly ClientProgram[];
  private readonly world: World;
  private readonly group: SharedGroup;

  constructor(world: World, protocol: GroupProtocol) {
    const { membersCount, partitionsCount } = world.plan.groups;
    this.world = world;
    this.topic = protocol === 'classic' ? 'shared' : 'divided';
    this.partitionsCount = partitionsCount;
    const offsets = committedOffsetsOf(world);
    this.group = new SharedGroup(world, { protocol, topic: this.topic, offsets });
    this.others = Array.from({ length: membersCount }, (_, index) =>
      memberProgram(world, this.group, index),
    );
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    let isCompactedOften = false;
    while (!this.world.isHealed) {
      if (!isCompactedOften) {
        isCompactedOften = await compactOffsetsOften(this.world, undertaker);
      }
      this.sendSome(undertaker, process, random.between(1, BURST_RECORDS_MAX));
      if (random.chance(0.02)) await this.grow(undertaker);
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await undertaker.close();
    await this.judge(process);
  };

  private sendSome(undertaker: Undertaker, process: SimulatedProcess, count: number): void {
    const partition = process.random.below(this.group.partitionsCount);
    const topicPartition = { topic: this.topic, partition };
    for (let left = count; left > 0; left--) {
      void undertaker.sender.send(undertaker.source.next(topicPartition, process.clock.now()));
    }
  }

  private async grow(undertaker: Undertaker): Promise<void> {
    const { topic: name, group } = this;
    const count = group.partitionsCount + 1;
    if (count > PARTITIONS_MAX) return;
    await undertaker.attempt(`add partition ${count - 1}`, async () => {
      const [result] = await undertaker.admin.createPartitions([{ name, count }]);
      // An earlier request, whose answer was lost, may have done it.
      const error = result?.error;
      if (error !== undefined && error.code !== 'INVALID_PARTITIONS') throw error;
      group.partitionsCount = count;
    });
  }

  /** Waits until the group has come to rest and everything is read, and lets its members go. */
  private async judge(process: SimulatedProcess): Promise<void> {
    const { group } = this;
    const { sessionTimeoutMs, rebalanceTimeoutMs, initialRebalanceDelayMs } = group.plan;
    const boundMs = sessionTimeoutMs + 2 * (rebalanceTimeoutMs + initialRebalanceDelayMs);
    await process.sleep(boundMs + SLACK_MS);
    this.checkRest();
    const { changesCount } = group;
    await process.sleep(2 * sessionTimeoutMs);
    must(
      group.changesCount === changesCount,
      'a group whose members stay comes to rest',
      () => `${group.groupId} has given out partitions anew.`,
    );
    this.checkRest();
    while (!this.isAllDelivered()) await process.sleep(LOOK_MS);
    group.isOver = true;
  }

  private checkRest(): void {
    const { group } = this;
    const owned = [...group.members].flatMap((member) => group.ownership.ownedBy(member));
    // One may have been added in answer to a request whose answer was lost.
    must(
      owned.length >= group.partitionsCount,
      'every partition of a group has an owner in the end',
      () =>
        `${group.groupId} has ${group.partitionsCount} partitions; ${[...group.members].join(', ')} ` +
        `own ${owned.join(', ') || 'none'}.`,
    );
  }

  private isAllDelivered(): boolean {
    const { group, topic, world } = this;
    return Array.from({ length: group.partitionsCount }, (_, partition) => partition).every(
      (partition) =>
        world.history.sentTo({ topic, partition }).every(({ fate }) => {
          const isSafe = fate.type === 'acknowledged' && fate.offset >= 0;
          return !isSafe || group.deliveries.has(partition, fate.offset);
        }),
    );
  }

  async check({ client }: Inspection): Promise<void> {
    for (let partition = 0; partition < this.group.partitionsCount; partition++) {
      checkLog(this.world, await readLog(client, { topic: this.topic, partition }));
    }
  }
}
