import { assert, javaHashOrder, type Timestamp, type Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { ClassicMemberMetadata } from '@odradek/protocol/messages/consumer-offsets';

import type { MemberAssignment } from '../assignor/partition-assignor.ts';
import { SupportedProtocols } from '../classic/supported-protocols.ts';
import type { Group, OffsetCommitCheck, OffsetCommitter } from '../group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { type ConsumerGroupMember, isReconciledTo, MEMBER_STATE } from './consumer-group-member.ts';
import { groupTombstones } from './consumer-group-records.ts';
import { checkOffsetCommit, checkOffsetFetch } from './offset-checks.ts';
import type { PartitionEpochs } from './partition-epochs.ts';
import { type ResolvedRegex, Subscriptions } from './subscriptions.ts';

/** `Assigning` until the target is computed, `Reconciling` until every member has it. */
export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable';

export const EMPTY_ASSIGNMENT: MemberAssignment = new Map();

/**
 * A consumer group as its records tell (Kafka's `ConsumerGroup`). Only replay changes it, but for
 * what is said of `metadataRefresh` and `regexRefresh`.
 */
export class ConsumerGroup implements Group {
  readonly groupId: string;
  readonly type = 'consumer';
  readonly protocolType = 'consumer';
  /** Grows whenever members, subscriptions or topics change. Of members 0 means that they join. */
  groupEpoch: number = 1;
  /** Of the topics that are subscribed, as they were at `groupEpoch`. */
  metadataHash: bigint = 0n;
  /** The group epoch that the target assignment was computed for. */
  assignmentEpoch: number = 0;
  /** When that was; 0 if unknown. */
  assignmentTimestamp: Timestamp = 0;
  /** Whether there is a record from before Kafka 4.1, which has to be deleted. */
  hasPartitionMetadataRecord: boolean = false;
  /** When topics are looked at again, even if nobody told of a change. Not replayed. */
  metadataRefresh: { readonly deadline: Timestamp; readonly epoch: number } = NOW;
  /**
   * The topics that regular expressions were resolved with last, -1 if it is not known, and when what
   * was found could not be written. Not replayed.
   */
  regexRefresh: { readonly topicsVersion: number; readonly failedAt: Timestamp } = NEVER;
  readonly subscriptions: Subscriptions = new Subscriptions();
  readonly members: ReadonlyMap<string, ConsumerGroupMember>;
  readonly targets: ReadonlyMap<string, MemberAssignment>;
  readonly regexes: ReadonlyMap<string, ResolvedRegex>;
  private readonly memberById = new Map<string, ConsumerGroupMember>();
  private readonly targetOf = new Map<string, MemberAssignment>();
  private readonly resolved = new Map<string, ResolvedRegex>();
  private readonly staticMembers = new Map<string, string>();
  private readonly classicProtocols = new SupportedProtocols();
  private classicCount = 0;
  /** For each partition the epoch of the member that has it or is still giving it up. */
  private readonly ownerEpochs = new Map<Uuid, Map<number, number>>();

  constructor(groupId: string) {
    this.groupId = groupId;
    this.members = this.memberById;
    this.targets = this.targetOf;
    this.regexes = this.resolved;
  }

  get state(): ConsumerGroupState {
    if (this.memberById.size === 0) return 'Empty';
    if (this.groupEpoch > this.assignmentEpoch) return 'Assigning';
    for (const member of this.memberById.values()) {
      if (!isReconciledTo(member, this.assignmentEpoch)) return 'Reconciling';
    }
    return 'Stable';
  }

  get isEmpty(): boolean {
    return this.memberById.size === 0;
  }

  /** How many members speak the classic protocol. */
  get classicMembersCount(): number {
    return this.classicCount;
  }

  /**
   * Whether somebody with this type and these protocols may be a member: those who speak the classic
   * protocol have one in common, so that they can be a classic group.
   */
  supportsClassicProtocols(protocolType: string, names: Iterable<string>): boolean {
    if (protocolType !== this.protocolType) return false;
    for (const name of names) {
      if (this.classicProtocols.count(name) === this.classicCount) return true;
    }
    return false;
  }

  /** Whether anybody but one member has not all that its target gives it. */
  hasUnsettledMembersBut(memberId: string): boolean {
    for (const member of this.memberById.values()) {
      if (member.memberId === memberId) continue;
      if (!isReconciledTo(member, this.assignmentEpoch)) return true;
    }
    return false;
  }

  /** Whether a member waits for a partition that another has not given up yet. */
  isAwaitingRelease({ memberId, state, assignedPartitions }: ConsumerGroupMember): boolean {
    if (state !== MEMBER_STATE.UNRELEASED_PARTITIONS) return false;
    for (const [topicId, partitions] of this.targetOf.get(memberId) ?? EMPTY_ASSIGNMENT) {
      const assigned = assignedPartitions.get(topicId);
      const isAwaited = partitions.some(
        (partition) => assigned?.has(partition) !== true && this.isOwned(topicId, partition),
      );
      if (isAwaited) return true;
    }
    return false;
  }

  /** The member that has this `group.instance.id`, even if it is away. */
  staticMember(instanceId: string): ConsumerGroupMember | undefined {
    return this.memberById.get(this.staticMembers.get(instanceId) ?? '');
  }

  /** The target of a member; a static one that takes another's place has the target of that one. */
  targetAssignment({ memberId, instanceId }: ConsumerGroupMember): MemberAssignment {
    const id = instanceId === null ? memberId : (this.staticMembers.get(instanceId) ?? '');
    return this.targetOf.get(id) ?? EMPTY_ASSIGNMENT;
  }

  /** Whether a member has the partition or is still giving it up. */
  isOwned(topicId: Uuid, partition: number): boolean {
    return this.ownerEpochs.get(topicId)?.has(partition) === true;
  }

  /** Puts a member in, or in the place of the one with its id. */
  setMember(member: ConsumerGroupMember): void {
    const { memberId, instanceId } = member;
    const old = this.memberById.get(memberId);
    if (old !== undefined) this.uncount(old);
    this.memberById.set(memberId, member);
    this.subscriptions.add(member);
    const { classicMemberMetadata } = member;
    if (classicMemberMetadata !== null) {
      this.classicCount++;
      this.classicProtocols.add(namesOf(classicMemberMetadata));
    }
    this.own(member.assignedPartitions, member.memberEpoch);
    this.own(member.partitionsPendingRevocation, member.memberEpoch);
    if (instanceId !== null) this.staticMembers.set(instanceId, memberId);
  }

  removeMember(memberId: string): void {
    const old = this.memberById.get(memberId);
    if (old === undefined) return;
    this.memberById.delete(memberId);
    this.uncount(old);
  }

  setTarget(memberId: string, target: MemberAssignment | undefined): void {
    if (target === undefined) this.targetOf.delete(memberId);
    else this.targetOf.set(memberId, target);
  }

  setRegex(regex: string, resolved: ResolvedRegex | undefined): void {
    const old = this.resolved.get(regex);
    if (old !== undefined) this.subscriptions.removeResolved(old);
    if (resolved === undefined) {
      this.resolved.delete(regex);
      return;
    }
    this.resolved.set(regex, resolved);
    this.subscriptions.addResolved(resolved);
  }

  /** The assignor that most members wish for; `undefined` if none wishes for one. */
  preferredAssignor(members: Iterable<ConsumerGroupMember>): string | undefined {
    const votes = new Map<string, number>();
    for (const { serverAssignor } of members) {
      if (serverAssignor !== null) votes.set(serverAssignor, (votes.get(serverAssignor) ?? 0) + 1);
    }
    let preferred: string | undefined;
    for (const name of javaHashOrder([...votes.keys()])) {
      const isMore = preferred === undefined || votes.get(name)! > votes.get(preferred)!;
      if (isMore) preferred = name;
    }
    return preferred;
  }

  checkOffsetCommit(committer: OffsetCommitter): OffsetCommitCheck {
    return checkOffsetCommit(this, committer);
  }

  /** Heartbeats are told by heartbeats alone. */
  noteOffsetCommit(): void {}

  checkOffsetFetch(memberId: string | null, memberEpoch: number): number {
    return checkOffsetFetch(this, memberId, memberEpoch);
  }

  /** Offsets of topics that nobody subscribes to may be deleted. */
  checkOffsetDelete(): number {
    return ErrorCode.NONE;
  }

  checkDelete(): number {
    return this.isEmpty ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP;
  }

  isSubscribedTo(topic: string): boolean {
    return this.subscriptions.hasTopic(topic);
  }

  expiryBase(commitTimestamp: Timestamp): Timestamp {
    return commitTimestamp;
  }

  tombstones(): readonly GroupRecord[] {
    return groupTombstones(this);
  }

  /** DescribeGroups is for classic groups. */
  describe(): undefined {
    return undefined;
  }

  private uncount(old: ConsumerGroupMember): void {
    const { memberId, instanceId, classicMemberMetadata } = old;
    this.subscriptions.remove(old);
    this.disown(old);
    if (classicMemberMetadata !== null) {
      this.classicCount--;
      this.classicProtocols.remove(namesOf(classicMemberMetadata));
    }
    if (instanceId === null || this.staticMembers.get(instanceId) !== memberId) return;
    this.staticMembers.delete(instanceId);
  }

  private own(partitions: PartitionEpochs, memberEpoch: number): void {
    for (const [topicId, ofTopic] of partitions) {
      const epochs = this.ownerEpochs.get(topicId) ?? new Map<number, number>();
      this.ownerEpochs.set(topicId, epochs);
      for (const partition of ofTopic.keys()) {
        const current = epochs.get(partition);
        assert(
          current === undefined || current < memberEpoch,
          `${topicId}-${partition} of group ${this.groupId} is owned at epoch ${current} already`,
        );
        epochs.set(partition, memberEpoch);
      }
    }
  }

  private disown({ memberEpoch, ...member }: ConsumerGroupMember): void {
    for (const partitions of [member.assignedPartitions, member.partitionsPendingRevocation]) {
      for (const [topicId, ofTopic] of partitions) {
        const epochs = this.ownerEpochs.get(topicId);
        if (epochs === undefined) continue;
        for (const partition of ofTopic.keys()) {
          if (epochs.get(partition) === memberEpoch) epochs.delete(partition);
        }
        if (epochs.size === 0) this.ownerEpochs.delete(topicId);
      }
    }
  }
}

function namesOf({ supportedProtocols }: ClassicMemberMetadata): ReadonlySet<string> {
  return new Set(supportedProtocols.map(({ name }) => name));
}

/** Topics are to be looked at with the next heartbeat. */
export const NOW: { readonly deadline: Timestamp; readonly epoch: number } = {
  deadline: 0,
  epoch: 0,
};

const NEVER: ConsumerGroup['regexRefresh'] = {
  topicsVersion: -1,
  failedAt: Number.NEGATIVE_INFINITY,
};
