import type { CommittedOffsets } from '../../history/committed-offsets.ts';
import { Deliveries } from '../../history/deliveries.ts';
import { GroupOwnership, type GroupProtocol } from '../../history/group-ownership.ts';
import type { GroupsPlan } from '../../swarm/seed-plan.ts';
import type { World } from '../../world/world.ts';

/** What is needed to make a `SharedGroup`. */
export interface SharedGroupOptions {
  readonly protocol: GroupProtocol;
  readonly topic: string;
  readonly offsets: CommittedOffsets;
}

/** A group whose members share the partitions of a topic, as all of them together know it. */
export class SharedGroup {
  readonly groupId: string;
  readonly topic: string;
  readonly protocol: GroupProtocol;
  readonly plan: GroupsPlan;
  readonly offsets: CommittedOffsets;
  readonly ownership: GroupOwnership;
  readonly deliveries: Deliveries = new Deliveries();
  /** The members that are there and mean to stay. */
  readonly members: Set<string> = new Set();
  /** How many partitions the topic has. */
  partitionsCount: number;
  /** In which life of the broker the group was last known to be loaded. */
  loadedIn = 0;
  /** How often a member was told what it has, and that was another than before. */
  changesCount = 0;
  /** Whether all is read and everybody may go. */
  isOver = false;

  constructor(world: World, { protocol, topic, offsets }: SharedGroupOptions) {
    const { groups: plan } = world.plan;
    this.groupId = `group-of-${topic}`;
    this.topic = topic;
    this.protocol = protocol;
    this.plan = plan;
    this.offsets = offsets;
    this.partitionsCount = plan.partitionsCount;
    this.ownership = new GroupOwnership({
      ...plan,
      name: this.groupId,
      protocol,
      mayBeForgotten: plan.offsetsRetentionMs < 3_600_000,
      onTakenOver: () => world.events.reach('partition taken over'),
    });
  }
}
