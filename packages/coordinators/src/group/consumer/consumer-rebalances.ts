import type {
  MemberDeparture,
  RebalancedMember,
  RebalanceListener,
} from '../../ports/rebalance-listener.ts';
import { RebalanceInProgress } from '../classic/rebalance-in-progress.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';

/** How and why a member is taken out. */
export type Departure = Pick<MemberDeparture, 'cause' | 'reason'>;

/** What the rebalances of consumer groups are told with. */
export interface ConsumerRebalancesOptions {
  /** Those of other protocols too. */
  readonly groups: Groups;
  readonly listener: RebalanceListener;
  /** The assignor of groups whose members wish for none. */
  readonly defaultAssignor: string;
  readonly monotonicMs: () => number;
}

/** What is remembered of a group that is not stable. */
interface Rebalance {
  readonly progress: RebalanceInProgress;
  /** Why the next epoch begins. */
  reasons: string[];
  isBegun: boolean;
  /** Who was a member of the classic group that it was. */
  upgraded: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Explains the rebalances of consumer groups: from the first new epoch until the group is stable, or has
 * no members. Groups change by their records alone, so it looks at what is replayed, and is told of
 * nothing but how members go.
 */
export class ConsumerRebalances {
  private readonly options: ConsumerRebalancesOptions;
  private readonly byGroup = new Map<string, Rebalance>();
  /** Of members that are to be taken out when it is replayed, by group and member. */
  private readonly departures = new Map<string, Departure>();
  private isLoaded = false;

  constructor(options: ConsumerRebalancesOptions) {
    this.options = options;
  }

  /** What is replayed from now on happens now. */
  onLoaded(): void {
    this.isLoaded = true;
  }

  /** A member is taken out by what is being written. */
  noteDeparture(groupId: string, memberId: string, departure: Departure): void {
    this.departures.set(departureKey(groupId, memberId), departure);
  }

  /** A classic group with these members becomes a consumer group by what is being written. */
  noteUpgrade(groupId: string, memberIds: Iterable<string>): void {
    const rebalance = this.rebalanceOf(groupId);
    rebalance.upgraded = new Set(memberIds);
    rebalance.reasons.push('the classic group has become a consumer group');
  }

  /** Replays a record by `replay`, and looks at what it changes. */
  replaying(record: GroupRecord, replay: () => void): void {
    if (this.isLoaded && record.type === 'ConsumerGroupMemberMetadata') {
      const { groupId, memberId } = record.key;
      const before = this.memberOf(groupId, memberId);
      replay();
      const after = this.memberOf(groupId, memberId);
      if (before === undefined && after !== undefined) this.joined(groupId, after);
      if (before !== undefined && after === undefined) this.gone(groupId, before);
      return;
    }
    replay();
    if (!this.isLoaded) return;
    if (record.type === 'ConsumerGroupMetadata') this.epochChanged(record.key.groupId);
    if (record.type !== 'ConsumerGroupCurrentMemberAssignment' || record.value === null) return;
    this.endIfStable(record.key.groupId);
  }

  private joined(groupId: string, member: ConsumerGroupMember): void {
    const { progress, reasons, upgraded } = this.rebalanceOf(groupId);
    if (upgraded.has(member.memberId)) return;
    progress.noteJoined(identityOf(member));
    reasons.push(`member ${nameOf(member)} is new`);
  }

  /** Who is taken out without a word is a static member whose place another one takes. */
  private gone(groupId: string, member: ConsumerGroupMember): void {
    const key = departureKey(groupId, member.memberId);
    const { cause, reason } = this.departures.get(key) ?? {
      cause: 'replaced',
      reason: 'another member has its group.instance.id',
    };
    this.departures.delete(key);
    const { progress, reasons } = this.rebalanceOf(groupId);
    progress.noteGone(identityOf(member), cause, reason);
    reasons.push(`member ${nameOf(member)} is gone: ${reason}`);
  }

  private epochChanged(groupId: string): void {
    const group = this.groupOf(groupId);
    if (group === undefined) {
      this.byGroup.delete(groupId);
      return;
    }
    const rebalance = this.rebalanceOf(groupId);
    const { reasons, progress } = rebalance;
    if (reasons.length === 0) reasons.push('topics or subscriptions have changed');
    const nowMs = this.options.monotonicMs();
    for (const reason of reasons) progress.noteBegin(reason, group.groupEpoch - 1, nowMs);
    rebalance.reasons = [];
    rebalance.isBegun = true;
    if (group.isEmpty) this.endIfStable(groupId);
  }

  private endIfStable(groupId: string): void {
    const rebalance = this.byGroup.get(groupId);
    const group = this.groupOf(groupId);
    if (rebalance === undefined || group === undefined) return;
    if (group.state !== 'Stable' && group.state !== 'Empty') return;
    this.byGroup.delete(groupId);
    if (!rebalance.isBegun) return;
    const { listener, monotonicMs, defaultAssignor } = this.options;
    const members = [...group.members.values()];
    const assignor = group.preferredAssignor(members) ?? defaultAssignor;
    listener.onRebalanced({
      groupId,
      groupType: 'consumer',
      generationId: group.groupEpoch,
      protocolType: group.protocolType,
      protocolName: members.length === 0 ? undefined : assignor,
      leaderId: undefined,
      membersCount: members.length,
      idle: members.filter(isIdle).map(identityOf),
      ...rebalance.progress.end(group.groupEpoch, monotonicMs()),
    });
  }

  private rebalanceOf(groupId: string): Rebalance {
    const known = this.byGroup.get(groupId);
    if (known !== undefined) return known;
    const rebalance = {
      progress: new RebalanceInProgress(),
      reasons: [],
      isBegun: false,
      upgraded: NOBODY,
    };
    this.byGroup.set(groupId, rebalance);
    return rebalance;
  }

  private groupOf(groupId: string): ConsumerGroup | undefined {
    const group = this.options.groups.get(groupId);
    return group instanceof ConsumerGroup ? group : undefined;
  }

  private memberOf(groupId: string, memberId: string): ConsumerGroupMember | undefined {
    return this.groupOf(groupId)?.members.get(memberId);
  }
}

function identityOf(member: ConsumerGroupMember): RebalancedMember {
  const { memberId, instanceId, clientId, clientHost } = member;
  return { memberId, groupInstanceId: instanceId ?? undefined, clientId, clientHost };
}

function nameOf({ memberId, instanceId }: ConsumerGroupMember): string {
  return instanceId ?? memberId;
}

function isIdle({ assignedPartitions }: ConsumerGroupMember): boolean {
  for (const partitions of assignedPartitions.values()) if (partitions.size > 0) return false;
  return true;
}

function departureKey(groupId: string, memberId: string): string {
  return `${groupId.length} ${groupId} ${memberId}`;
}
