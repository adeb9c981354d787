import { KafkaError, randomUuid } from '@odradek/base';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { MemberAssignment, PartitionAssignor } from '../assignor/partition-assignor.ts';
import { rangeAssignor } from '../assignor/range-assignor.ts';
import { uniformAssignor } from '../assignor/uniform/uniform-assignor.ts';
import type { RequestOrigin } from '../classic/classic-group-context.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup } from './consumer-group.ts';
import {
  type ConsumerGroupMember,
  isReconciledTo,
  LEFT_FOR_A_WHILE_EPOCH,
  MEMBER_STATE,
  newConsumerGroupMember,
  sameCurrentAssignment,
  sameMemberMetadata,
  sameTopicNames,
  sortedTopicNames,
} from './consumer-group-member.ts';
import {
  currentAssignmentRecord,
  groupEpochRecord,
  memberMetadataRecord,
  memberTombstones,
  partitionMetadataTombstone,
  regexRecord,
  targetRecord,
} from './consumer-group-records.ts';
import type { ConsumerGroupsOptions } from './consumer-group-settings.ts';
import { reconcile } from './current-assignment.ts';
import {
  checkGroupSize,
  checkInstanceIdReleased,
  checkMemberEpoch,
  knownMember,
  knownStaticMember,
} from './member-checks.ts';
import { metadataHash } from './metadata-hash.ts';
import { NO_PARTITIONS, samePartitionEpochs, withEpochsZero } from './partition-epochs.ts';
import type { ResolvedRegex, Subscriptions } from './subscriptions.ts';
import { computeTargets, membersWith, subscribedTopicIds } from './target-assignment.ts';

const ASSIGNORS: Readonly<Record<'uniform' | 'range', PartitionAssignor>> = {
  uniform: uniformAssignor,
  range: rangeAssignor,
};
/** Kafka's: a group whose topics did not change is looked at again after that. */
const METADATA_REFRESH_MS = 2_147_483_647;
/** How long the topics of regular expressions hold at least. */
const REGEX_REFRESH_MIN_MS = 10_000;
const LEAVE_EPOCH = -1;

interface HeartbeatResult {
  readonly records: readonly GroupRecord[];
  readonly response: ConsumerGroupHeartbeatResponse;
}

/** A heartbeat that is being worked on. */
interface Beat {
  readonly group: ConsumerGroup;
  readonly request: ConsumerGroupHeartbeatRequest;
  readonly records: GroupRecord[];
  /** As it was, or is before it joins. */
  readonly member: ConsumerGroupMember;
  /** With what the request says. */
  readonly updated: ConsumerGroupMember;
  readonly haveNamesChanged: boolean;
  readonly hasRegexChanged: boolean;
}

/** Works out what heartbeats, and heartbeats that do not come, make of consumer groups. */
export class Heartbeats {
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly groups: Groups;
  private readonly options: ConsumerGroupsOptions;
  /** Counts the changes of topics, to resolve regular expressions again. */
  private topicsVersion = 0;

  constructor(
    context: CoordinatorShardContext<GroupRecord>,
    groups: Groups,
    options: ConsumerGroupsOptions,
  ) {
    this.context = context;
    this.groups = groups;
    this.options = options;
  }

  /** Topics have come, gone or changed. */
  topicsChanged(): void {
    this.topicsVersion++;
  }

  /** A valid request. Raises the `KafkaError` that the member is to be told. */
  heartbeat(request: ConsumerGroupHeartbeatRequest, origin: RequestOrigin): HeartbeatResult {
    return request.memberEpoch < 0 ? this.leave(request) : this.beat(request, origin);
  }

  /** The member has been heard of: its session begins anew. */
  keepAlive(groupId: string, memberId: string): void {
    const { sessionTimeoutMs } = this.options.settings.configOf(groupId);
    this.context.timer.schedule(timerKey('session', groupId, memberId), sessionTimeoutMs, () => {
      const group = this.consumerGroup(groupId);
      const member = group?.members.get(memberId);
      if (group === undefined || member === undefined) return NOTHING_TO_DO;
      return this.fence(group, member);
    });
  }

  /** The member has its rebalance timeout to give up what it was told to. */
  awaitRevocation(groupId: string, awaited: ConsumerGroupMember): void {
    const { memberId, memberEpoch, rebalanceTimeoutMs } = awaited;
    this.context.timer.schedule(
      timerKey('rebalance', groupId, memberId),
      rebalanceTimeoutMs,
      () => {
        const group = this.consumerGroup(groupId);
        const member = group?.members.get(memberId);
        if (group === undefined || member?.memberEpoch !== memberEpoch) return NOTHING_TO_DO;
        return this.fence(group, member);
      },
    );
  }

  private beat(request: ConsumerGroupHeartbeatRequest, origin: RequestOrigin): HeartbeatResult {
    const { groupId, memberEpoch } = request;
    const records: GroupRecord[] = [];
    const group = this.groupToJoin(groupId, memberEpoch === 0, records);
    checkGroupSize(group, request.memberId, this.options.settings.maxSize);
    const memberId = request.memberId === '' ? randomUuid(this.context.random) : request.memberId;
    const member = this.memberOf(group, { ...request, memberId }, records);
    const updated = updatedMember(member, request, origin);
    if (!sameMemberMetadata(member, updated)) records.push(memberMetadataRecord(groupId, updated));
    const haveNamesChanged = !sameTopicNames(
      member.subscribedTopicNames,
      updated.subscribedTopicNames,
    );
    const hasRegexChanged = member.subscribedTopicRegex !== updated.subscribedTopicRegex;
    const beat = { group, request, records, member, updated, haveNamesChanged, hasRegexChanged };
    const isRegexResolved = this.updateRegexes(beat);
    const { epoch, subscriptions } = this.updateEpoch(beat, isRegexResolved);
    const target = this.updateTargets(beat, epoch, subscriptions);
    const reconciled = this.reconcileMember(beat, target);
    this.keepAlive(groupId, memberId);
    return { records, response: this.responseTo(beat, reconciled) };
  }

  private groupToJoin(groupId: string, isJoin: boolean, records: GroupRecord[]): ConsumerGroup {
    const group = this.groups.get(groupId);
    if (group instanceof ConsumerGroup) return group;
    if (group === undefined) {
      if (isJoin) return new ConsumerGroup(groupId);
      throw new KafkaError('GROUP_ID_NOT_FOUND', `Consumer group ${groupId} not found.`);
    }
    if (!isJoin || !group.isEmpty) {
      throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a consumer group.`);
    }
    records.push(...group.tombstones());
    return new ConsumerGroup(groupId);
  }

  private memberOf(
    group: ConsumerGroup,
    request: ConsumerGroupHeartbeatRequest,
    records: GroupRecord[],
  ): ConsumerGroupMember {
    const { memberId, memberEpoch, instanceId, topicPartitions } = request;
    const isJoin = memberEpoch === 0;
    if (instanceId === null) {
      const known = group.members.get(memberId);
      if (known === undefined && isJoin) return newConsumerGroupMember(memberId);
      const member = known ?? knownMember(group, memberId);
      checkMemberEpoch(member, memberEpoch, topicPartitions);
      return member;
    }
    if (!isJoin) {
      const member = knownStaticMember(group, instanceId, memberId);
      checkMemberEpoch(member, memberEpoch, topicPartitions);
      return member;
    }
    const owner = group.staticMember(instanceId);
    if (owner === undefined) return group.members.get(memberId) ?? newConsumerGroupMember(memberId);
    checkInstanceIdReleased(owner, memberId);
    const member = { ...owner, memberId, memberEpoch: 0, previousMemberEpoch: 0 };
    records.push(
      ...memberTombstones(group.groupId, owner.memberId),
      memberMetadataRecord(group.groupId, member),
      targetRecord(group.groupId, memberId, group.targetAssignment(owner)),
      currentAssignmentRecord(group.groupId, member),
    );
    return member;
  }

  /** Answers whether what the member subscribes to is known at once, although its regex is another. */
  private updateRegexes({ group, member, updated, records, hasRegexChanged }: Beat): boolean {
    const old = member.subscribedTopicRegex;
    const regex = updated.subscribedTopicRegex;
    if (hasRegexChanged && old !== '' && group.subscriptions.regexMembers(old) === 1) {
      records.push(regexRecord(group.groupId, old, undefined));
    }
    if (regex !== '' && group.subscriptions.regexMembers(regex) === 0) {
      this.options.compileTopicRegex(regex);
    }
    this.refreshRegexes(group, regex);
    if (!hasRegexChanged) return false;
    return regex === '' ? old !== '' : group.regexes.has(regex);
  }

  /** Regular expressions are resolved by an operation of their own, as in Kafka. */
  private refreshRegexes(group: ConsumerGroup, regex: string): void {
    const wanted = new Set(group.subscriptions.regexNames());
    if (regex !== '') wanted.add(regex);
    if (wanted.size === 0) return;
    const now = this.context.now();
    const [first] = group.regexes.values();
    const resolvedAt = first?.timestamp ?? Number.NEGATIVE_INFINITY;
    if (now <= resolvedAt + REGEX_REFRESH_MIN_MS) return;
    const isDue =
      [...wanted].some((name) => !group.regexes.has(name)) ||
      group.topicsVersion < this.topicsVersion ||
      now > resolvedAt + this.options.settings.regexRefreshIntervalMs;
    if (!isDue) return;
    const { groupId } = group;
    this.context.timer.scheduleIfAbsent(timerKey('regex', groupId, ''), 0, () =>
      this.resolveRegexes(groupId),
    );
  }

  private resolveRegexes(groupId: string): CoordinatorResult<GroupRecord> {
    const group = this.consumerGroup(groupId);
    if (group === undefined) return NOTHING_TO_DO;
    const { context, topicsVersion } = this;
    const subscriptions = group.subscriptions.copy();
    const records: GroupRecord[] = [];
    let hasChanged = false;
    for (const regex of group.subscriptions.regexNames()) {
      const compiled = this.options.compileTopicRegex(regex);
      const matching = [...context.topics.names()].filter((name) => compiled.matches(name));
      const resolved: ResolvedRegex = {
        topics: new Set(matching),
        version: BigInt(topicsVersion),
        timestamp: context.now(),
      };
      records.push(regexRecord(groupId, regex, resolved));
      const old = group.regexes.get(regex);
      if (old !== undefined) subscriptions.removeResolved(old);
      subscriptions.addResolved(resolved);
      const known = [...(old?.topics ?? [])].sort();
      if (!sameTopicNames(known, matching.sort())) hasChanged = true;
    }
    group.topicsVersion = topicsVersion;
    const hash = metadataHash(subscriptions.topicNames(), context.topics);
    if (hasChanged || hash !== group.metadataHash) {
      records.push(groupEpochRecord(groupId, group.groupEpoch + 1, hash));
    }
    return { ...NOTHING_TO_DO, records };
  }

  private updateEpoch(
    { group, request, member, updated, records, haveNamesChanged }: Beat,
    isRegexResolved: boolean,
  ): { readonly epoch: number; readonly subscriptions: Subscriptions } {
    const now = this.context.now();
    const { groupEpoch, metadataRefresh } = group;
    const subscriptions = subscriptionsWith(group, member, updated);
    let mustBump = haveNamesChanged || isRegexResolved;
    const isExpired = now >= metadataRefresh.deadline || groupEpoch < metadataRefresh.epoch;
    if (!mustBump && !isExpired) return { epoch: groupEpoch, subscriptions };
    const hash = metadataHash(subscriptions.topicNames(), this.context.topics);
    if (hash !== group.metadataHash) mustBump = true;
    const epoch = mustBump ? groupEpoch + 1 : groupEpoch;
    if (mustBump) records.push(groupEpochRecord(request.groupId, epoch, hash));
    group.metadataRefresh = { deadline: now + METADATA_REFRESH_MS, epoch };
    if (group.hasPartitionMetadataRecord) records.push(partitionMetadataTombstone(request.groupId));
    return { epoch, subscriptions };
  }

  private updateTargets(
    { group, updated, records }: Beat,
    epoch: number,
    subscriptions: Subscriptions,
  ): { readonly epoch: number; readonly partitions: MemberAssignment } {
    const now = this.context.now();
    const { settings } = this.options;
    const { assignmentIntervalMs } = settings.configOf(group.groupId);
    const { assignmentEpoch, assignmentTimestamp } = group;
    const isTooEarly =
      assignmentTimestamp !== 0 &&
      assignmentIntervalMs !== 0 &&
      now < assignmentTimestamp + assignmentIntervalMs;
    if (assignmentEpoch >= epoch || isTooEarly) {
      return { epoch: assignmentEpoch, partitions: group.targetAssignment(updated) };
    }
    const members = membersWith(group, updated);
    const name = group.preferredAssignor(members.values()) ?? settings.assignors[0];
    const { targetOf, records: targetRecords } = computeTargets(group, {
      epoch,
      members,
      subscriptionType: subscriptions.type(members.size),
      assignor: name === 'range' ? ASSIGNORS.range : ASSIGNORS.uniform,
      topics: this.context.topics,
      now,
    });
    for (const record of targetRecords) records.push(record);
    return { epoch, partitions: targetOf(updated.memberId) };
  }

  private reconcileMember(
    { group, request, updated, records, haveNamesChanged, hasRegexChanged }: Beat,
    target: { readonly epoch: number; readonly partitions: MemberAssignment },
  ): ConsumerGroupMember {
    const hasSubscriptionChanged = haveNamesChanged || hasRegexChanged;
    if (!hasSubscriptionChanged && isReconciledTo(updated, target.epoch)) return updated;
    const reconciled = reconcile(updated, {
      targetEpoch: target.epoch,
      target: target.partitions,
      subscribedTopicIds: subscribedTopicIds(updated, group.regexes, this.context.topics),
      hasSubscriptionChanged,
      isOwned: (topicId, partition) => group.isOwned(topicId, partition),
      ownedPartitions: request.topicPartitions,
    });
    if (sameCurrentAssignment(reconciled, updated)) return updated;
    records.push(currentAssignmentRecord(request.groupId, reconciled));
    if (reconciled.state === MEMBER_STATE.UNREVOKED_PARTITIONS) {
      this.awaitRevocation(request.groupId, reconciled);
    } else {
      this.context.timer.cancel(timerKey('rebalance', request.groupId, reconciled.memberId));
    }
    return reconciled;
  }

  private responseTo(
    { request, member }: Beat,
    reconciled: ConsumerGroupMember,
  ): ConsumerGroupHeartbeatResponse {
    const isFull =
      request.rebalanceTimeoutMs !== -1 &&
      (request.subscribedTopicNames !== null || request.subscribedTopicRegex !== null) &&
      request.topicPartitions !== null;
    const hasChanged = !samePartitionEpochs(
      member.assignedPartitions,
      reconciled.assignedPartitions,
    );
    const isAssignmentTold = request.memberEpoch === 0 || isFull || hasChanged;
    const topicPartitions = Array.from(reconciled.assignedPartitions, ([topicId, epochs]) => ({
      topicId,
      partitions: [...epochs.keys()],
    }));
    return {
      ...defaultConsumerGroupHeartbeatResponse,
      memberId: reconciled.memberId,
      memberEpoch: reconciled.memberEpoch,
      heartbeatIntervalMs: this.options.settings.configOf(request.groupId).heartbeatIntervalMs,
      assignment: isAssignmentTold ? { topicPartitions } : null,
    };
  }

  private leave(request: ConsumerGroupHeartbeatRequest): HeartbeatResult {
    const { groupId, memberId, memberEpoch, instanceId } = request;
    const group = this.groupToJoin(groupId, false, []);
    const member =
      instanceId === null
        ? knownMember(group, memberId)
        : knownStaticMember(group, instanceId, memberId);
    const response = { ...defaultConsumerGroupHeartbeatResponse, memberId, memberEpoch };
    if (instanceId === null || memberEpoch === LEAVE_EPOCH) {
      return { records: this.fence(group, member).records, response };
    }
    const away: ConsumerGroupMember = {
      ...member,
      memberEpoch: LEFT_FOR_A_WHILE_EPOCH,
      assignedPartitions: withEpochsZero(member.assignedPartitions),
      partitionsPendingRevocation: NO_PARTITIONS,
    };
    return { records: [currentAssignmentRecord(groupId, away)], response };
  }

  /** Takes a member out; the next heartbeat of another one computes who gets what it had. */
  private fence(group: ConsumerGroup, member: ConsumerGroupMember): CoordinatorResult<GroupRecord> {
    const { groupId } = group;
    const { memberId, subscribedTopicRegex: regex } = member;
    const records: GroupRecord[] = [...memberTombstones(groupId, memberId)];
    const subscriptions = group.subscriptions.copy();
    subscriptions.remove(member);
    const resolved = group.regexes.get(regex);
    if (regex !== '' && subscriptions.regexMembers(regex) === 0) {
      records.push(regexRecord(groupId, regex, undefined));
      if (resolved !== undefined) subscriptions.removeResolved(resolved);
    }
    const hash = metadataHash(subscriptions.topicNames(), this.context.topics);
    records.push(groupEpochRecord(groupId, group.groupEpoch + 1, hash));
    this.context.timer.cancel(timerKey('session', groupId, memberId));
    this.context.timer.cancel(timerKey('rebalance', groupId, memberId));
    return { ...NOTHING_TO_DO, records };
  }

  private consumerGroup(groupId: string): ConsumerGroup | undefined {
    const group = this.groups.get(groupId);
    return group instanceof ConsumerGroup ? group : undefined;
  }
}

function updatedMember(
  member: ConsumerGroupMember,
  request: ConsumerGroupHeartbeatRequest,
  { clientId, clientHost }: RequestOrigin,
): ConsumerGroupMember {
  const { instanceId, rackId, rebalanceTimeoutMs, serverAssignor } = request;
  const { subscribedTopicNames, subscribedTopicRegex } = request;
  return {
    ...member,
    instanceId: instanceId ?? member.instanceId,
    rackId: rackId ?? member.rackId,
    rebalanceTimeoutMs: rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : rebalanceTimeoutMs,
    serverAssignor: serverAssignor ?? member.serverAssignor,
    subscribedTopicNames:
      subscribedTopicNames === null
        ? member.subscribedTopicNames
        : sortedTopicNames(subscribedTopicNames),
    subscribedTopicRegex: subscribedTopicRegex ?? member.subscribedTopicRegex,
    clientId,
    clientHost,
    classicMemberMetadata: null,
  };
}

function subscriptionsWith(
  group: ConsumerGroup,
  member: ConsumerGroupMember,
  updated: ConsumerGroupMember,
): Subscriptions {
  const known =
    group.members.get(member.memberId) ??
    (member.instanceId === null ? undefined : group.staticMember(member.instanceId));
  const subscriptions = group.subscriptions.copy();
  if (known !== undefined) subscriptions.remove(known);
  subscriptions.add(updated);
  const old = member.subscribedTopicRegex;
  const resolved = group.regexes.get(old);
  if (resolved !== undefined && subscriptions.regexMembers(old) === 0) {
    subscriptions.removeResolved(resolved);
  }
  return subscriptions;
}

function timerKey(kind: string, groupId: string, memberId: string): string {
  return `consumer ${kind} ${groupId.length} ${groupId} ${memberId}`;
}
