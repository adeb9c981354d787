import { KafkaError, randomUuid } from '@odradek/base';
import { EMPTY_BYTES, ErrorCode } from '@odradek/protocol';
import type { ConsumerProtocolSubscription } from '@odradek/protocol/messages/embedded';
import {
  defaultJoinGroupResponse,
  type JoinGroupRequest,
  type JoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';
import type {
  LeaveGroupRequest,
  MemberIdentity,
  MemberResponse,
} from '@odradek/protocol/messages/13-leave-group';
import {
  defaultSyncGroupResponse,
  type SyncGroupRequest,
  type SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';
import type { RequestTopicPartitions } from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type { MemberAssignment } from '../assignor/partition-assignor.ts';
import type { RequestOrigin } from '../classic/classic-group-context.ts';
import { parseSubscription, serializeAssignment, versionOf } from '../classic/consumer-protocol.ts';
import { MEMBER_ID_REQUIRED_SINCE, rebalanceTimeoutOf } from '../classic/join.ts';
import { failedJoin } from '../classic/join-responses.ts';
import { MemberProtocols } from '../classic/member-protocols.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupContext } from './consumer-group-context.ts';
import {
  type ConsumerGroupMember,
  MEMBER_STATE,
  newConsumerGroupMember,
  sortedTopicNames,
} from './consumer-group-member.ts';
import { checkGroupSize, knownMember, knownStaticMember } from './member-checks.ts';
import type { UpdatedEpoch } from './member-reconciler.ts';
import { memberUpdate, type MemberUpdate } from './member-update.ts';
import { replaceStaticMember } from './static-member.ts';

/** What a request of the classic protocol makes of a consumer group. */
export interface ClassicRequestResult<Response> {
  readonly records: readonly GroupRecord[];
  readonly response: Response;
  /** To be called when the records are committed, before the response is sent. */
  readonly onCommitted?: () => void;
}

/** How a member is updated that joins. */
interface Joined {
  readonly member: ConsumerGroupMember;
  /** Whether the group is a classic one from now on. */
  readonly isDowngraded: boolean;
}

/**
 * Members of consumer groups that speak the classic protocol (KIP-848's online migration). They are told
 * of a new target by `REBALANCE_IN_PROGRESS`, as if a rebalance had begun; each joins for itself and is
 * answered at once. Their generation is their member epoch, and there is no leader: the coordinator
 * assigns. What an eager member owns when it joins is nothing, so that it gets its target at once; a
 * cooperative one says what it owns, gives up what it is to lose, and joins again.
 *
 * Errors are raised as `KafkaError`s with Kafka's words.
 */
export class ClassicMembers {
  private readonly context: ConsumerGroupContext;

  constructor(context: ConsumerGroupContext) {
    this.context = context;
  }

  /** JoinGroup v0 to 9 to a group with members, by somebody who may be a member already. */
  join(
    group: ConsumerGroup,
    request: JoinGroupRequest,
    origin: RequestOrigin,
  ): ClassicRequestResult<JoinGroupResponse> {
    const { settings, shard } = this.context;
    const { groupId } = group;
    if (settings.migrationPolicy === 'disabled') {
      throw new KafkaError(
        'INCONSISTENT_GROUP_PROTOCOL',
        `Cannot join the consumer group ${groupId} with the classic protocol because the group migration is disabled.`,
      );
    }
    const isUnknown = request.memberId === '';
    const memberId = isUnknown ? randomUuid(shard.random) : request.memberId;
    checkGroupSize(group, memberId, settings.maxSize);
    checkProtocols(group, memberId, request);
    const isDynamic = request.groupInstanceId === null;
    if (isUnknown && isDynamic && origin.apiVersion >= MEMBER_ID_REQUIRED_SINCE) {
      return { records: [], response: failedJoin(ErrorCode.MEMBER_ID_REQUIRED, memberId) };
    }
    const records: GroupRecord[] = [];
    const member = joiningMember(group, memberId, request, records);
    const subscription = subscriptionOf(request);
    const updated = updatedMember(member, { request, origin, subscription });
    const ownedPartitions = ownedPartitionsOf(subscription, shard.topics);
    const update = memberUpdate({ group, member, updated, ownedPartitions, records });
    const joined = this.update(update);
    return {
      records,
      response: joinResponse(joined.member),
      onCommitted: () => this.onJoined(group, joined),
    };
  }

  /** SyncGroup v0 to 5 to a group with members. */
  sync(group: ConsumerGroup, request: SyncGroupRequest): ClassicRequestResult<SyncGroupResponse> {
    const { groupId } = group;
    const member = classicMember(group, request);
    checkGeneration(member, request.generationId);
    checkProtocol(member, request);
    this.checkNoRebalance(group, member);
    const { timers, shard } = this.context;
    const { protocolType, protocolName } = request;
    return {
      records: [],
      response: {
        ...defaultSyncGroupResponse,
        protocolType,
        protocolName,
        assignment: assignmentBytes(member, shard.topics),
      },
      onCommitted: () => {
        timers.cancel('sync', groupId, member.memberId);
        this.beginSession(group, member);
      },
    };
  }

  /** Heartbeat v0 to 4. Answers the error code. */
  heartbeat(group: ConsumerGroup, request: HeartbeatRequest): number {
    const member = classicMember(group, request);
    checkGeneration(member, request.generationId);
    this.beginSession(group, member);
    const isSettled =
      member.memberEpoch >= group.assignmentEpoch &&
      member.state !== MEMBER_STATE.UNREVOKED_PARTITIONS &&
      (member.state !== MEMBER_STATE.UNRELEASED_PARTITIONS || group.isAwaitingRelease(member));
    if (isSettled) return ErrorCode.NONE;
    this.context.timers.awaitJoin(group.groupId, member);
    return ErrorCode.REBALANCE_IN_PROGRESS;
  }

  /** LeaveGroup v0 to 5; members of either protocol may be named. */
  leave(
    group: ConsumerGroup,
    request: LeaveGroupRequest,
  ): ClassicRequestResult<readonly MemberResponse[]> {
    const leaving = new Set<ConsumerGroupMember>();
    const response = request.members.map((identity) => {
      const { memberId, groupInstanceId } = identity;
      const member = memberToLeave(group, identity);
      if (typeof member === 'number') return { memberId, groupInstanceId, errorCode: member };
      leaving.add(member);
      return { memberId, groupInstanceId, errorCode: ErrorCode.NONE };
    });
    if (leaving.size === 0) return { records: [], response };
    const reason = request.members.find((identity) => identity.reason !== null)?.reason;
    const departure = { cause: 'left', reason: reason ?? 'it has left' } as const;
    return { records: this.context.fencing.fence(group, [...leaving], departure), response };
  }

  private update(update: MemberUpdate): Joined {
    const { regexes, reconciler, migration } = this.context;
    const { group, updated } = update;
    const { instanceId } = updated;
    const replaced = instanceId === null ? undefined : group.staticMember(instanceId);
    const isDowngraded = replaced !== undefined && migration.canDowngradeReplacing(group, replaced);
    regexes.update(update);
    const mustBump = update.haveNamesChanged || update.hasRegexChanged;
    const epoch = reconciler.updateEpoch(update, mustBump);
    if (isDowngraded) return { member: this.downgrade(update, replaced, epoch), isDowngraded };
    const target = reconciler.updateTargets(update, epoch);
    const member = reconciler.reconcile(update, target);
    return { member, isDowngraded };
  }

  /**
   * The targets become the parts of the classic members. All join again if the targets are not of this
   * epoch, or if a member has not got its own yet, which nobody would tell it of in a stable group.
   */
  private downgrade(
    update: MemberUpdate,
    replaced: ConsumerGroupMember,
    { epoch }: UpdatedEpoch,
  ): ConsumerGroupMember {
    const { migration, reconciler } = this.context;
    const { group, updated, records } = update;
    const { assignmentEpoch } = group;
    const isStale = assignmentEpoch < epoch;
    const partitions = group.targetAssignment(updated);
    const joining = isStale
      ? updated
      : reconciler.reconcile(update, { epoch: assignmentEpoch, partitions });
    const isAwaited =
      joining.state !== MEMBER_STATE.STABLE || group.hasUnsettledMembersBut(replaced.memberId);
    const reason = isStale
      ? `Downgrade group ${group.groupId} from consumer to classic with stale assignment.`
      : isAwaited
        ? `Downgrade group ${group.groupId} from consumer to classic while members wait for partitions.`
        : undefined;
    for (const record of migration.downgradeReplacing(group, { replaced, joining }, reason)) {
      records.push(record);
    }
    return joining;
  }

  private onJoined(group: ConsumerGroup, { member, isDowngraded }: Joined): void {
    const { timers } = this.context;
    const { groupId } = group;
    timers.cancel('join', groupId, member.memberId);
    if (isDowngraded) return;
    timers.cancel('rebalance', groupId, member.memberId);
    this.beginSession(group, member);
    timers.awaitSync(groupId, member);
  }

  private beginSession(group: ConsumerGroup, member: ConsumerGroupMember): void {
    const { memberId, classicMemberMetadata } = member;
    this.context.timers.beginSession(group, memberId, classicMemberMetadata?.sessionTimeoutMs ?? 0);
  }

  /** A member with partitions to give up does so first; it joins again by itself then. */
  private checkNoRebalance(group: ConsumerGroup, member: ConsumerGroupMember): void {
    if (group.assignmentEpoch <= member.memberEpoch) return;
    if (member.state === MEMBER_STATE.UNREVOKED_PARTITIONS) return;
    this.context.timers.awaitJoin(group.groupId, member);
    throw new KafkaError(
      'REBALANCE_IN_PROGRESS',
      `A new rebalance is triggered in group ${group.groupId} and member ${member.memberId} should rejoin to catch up.`,
    );
  }
}

function checkProtocols(
  group: ConsumerGroup,
  memberId: string,
  { protocolType, protocols }: JoinGroupRequest,
): void {
  const names = protocols.map(({ name }) => name);
  if (group.supportsClassicProtocols(protocolType, names)) return;
  throw new KafkaError(
    'INCONSISTENT_GROUP_PROTOCOL',
    `Member ${memberId}'s protocols are not supported.`,
  );
}

function joiningMember(
  group: ConsumerGroup,
  memberId: string,
  request: JoinGroupRequest,
  records: GroupRecord[],
): ConsumerGroupMember {
  const { groupInstanceId } = request;
  const known = (): ConsumerGroupMember =>
    group.members.get(memberId) ?? newConsumerGroupMember(memberId);
  if (groupInstanceId === null) return known();
  if (request.memberId !== '') return knownStaticMember(group, groupInstanceId, memberId);
  const owner = group.staticMember(groupInstanceId);
  return owner === undefined ? known() : replaceStaticMember(group, owner, memberId, records);
}

/** What a member says for the protocol that it likes best. */
function subscriptionOf({ memberId, protocols }: JoinGroupRequest): ConsumerProtocolSubscription {
  const subscription = parseSubscription(protocols[0]?.metadata ?? EMPTY_BYTES);
  if (subscription !== undefined) return subscription;
  throw new KafkaError(
    'UNKNOWN_SERVER_ERROR',
    `Malformed embedded consumer protocol in subscription of member ${memberId}.`,
  );
}

function ownedPartitionsOf(
  { ownedPartitions }: ConsumerProtocolSubscription,
  topics: TopicsImage,
): readonly RequestTopicPartitions[] {
  return ownedPartitions.flatMap(({ topic, partitions }) => {
    const topicId = topics.topic(topic)?.topicId;
    return topicId === undefined ? [] : [{ topicId, partitions }];
  });
}

function updatedMember(
  member: ConsumerGroupMember,
  join: {
    readonly request: JoinGroupRequest;
    readonly origin: RequestOrigin;
    readonly subscription: ConsumerProtocolSubscription;
  },
): ConsumerGroupMember {
  const { request, origin, subscription } = join;
  const { sessionTimeoutMs, protocols } = request;
  const rebalanceTimeoutMs = rebalanceTimeoutOf(request, origin);
  const { rackId } = subscription;
  return {
    ...member,
    instanceId: request.groupInstanceId ?? member.instanceId,
    rackId: rackId === null || rackId === '' ? member.rackId : rackId,
    rebalanceTimeoutMs: rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : rebalanceTimeoutMs,
    subscribedTopicNames: sortedTopicNames(subscription.topics),
    subscribedTopicRegex: '',
    clientId: origin.clientId,
    clientHost: origin.clientHost,
    classicMemberMetadata: {
      sessionTimeoutMs,
      supportedProtocols: new MemberProtocols(protocols).all(),
    },
  };
}

function joinResponse(member: ConsumerGroupMember): JoinGroupResponse {
  return {
    ...defaultJoinGroupResponse,
    memberId: member.memberId,
    generationId: member.memberEpoch,
    protocolType: 'consumer',
    protocolName: firstProtocol(member)?.name ?? null,
  };
}

function firstProtocol({ classicMemberMetadata }: ConsumerGroupMember) {
  return classicMemberMetadata?.supportedProtocols[0];
}

/** Raises `UNKNOWN_MEMBER_ID` or `FENCED_INSTANCE_ID` unless it is a member that speaks the classic protocol. */
function classicMember(
  group: ConsumerGroup,
  { memberId, groupInstanceId }: Pick<HeartbeatRequest, 'memberId' | 'groupInstanceId'>,
): ConsumerGroupMember {
  const member =
    groupInstanceId === null
      ? knownMember(group, memberId)
      : knownStaticMember(group, groupInstanceId, memberId);
  if (member.classicMemberMetadata !== null) return member;
  throw new KafkaError(
    'UNKNOWN_MEMBER_ID',
    `Member ${memberId} does not use the classic protocol.`,
  );
}

function checkGeneration({ memberId, memberEpoch }: ConsumerGroupMember, generationId: number) {
  if (generationId === memberEpoch) return;
  throw new KafkaError(
    'ILLEGAL_GENERATION',
    `The request generation id ${generationId} is not equal to the member epoch ${memberEpoch} of member ${memberId}.`,
  );
}

/** Only what is said is compared. */
function checkProtocol(
  member: ConsumerGroupMember,
  { protocolType, protocolName }: SyncGroupRequest,
): void {
  const name = firstProtocol(member)?.name;
  const isSame =
    (protocolType === null || protocolType === 'consumer') &&
    (protocolName === null || protocolName === name);
  if (isSame) return;
  throw new KafkaError(
    'INCONSISTENT_GROUP_PROTOCOL',
    `Member ${member.memberId} was told the protocol consumer and ${name}, and says ${protocolType} and ${protocolName}.`,
  );
}

/** The member, or why it does not leave. */
function memberToLeave(
  group: ConsumerGroup,
  { memberId, groupInstanceId }: MemberIdentity,
): ConsumerGroupMember | number {
  if (groupInstanceId === null) return group.members.get(memberId) ?? ErrorCode.UNKNOWN_MEMBER_ID;
  const member = group.staticMember(groupInstanceId);
  if (member === undefined) return ErrorCode.UNKNOWN_MEMBER_ID;
  const isFenced = memberId !== '' && memberId !== member.memberId;
  return isFenced ? ErrorCode.FENCED_INSTANCE_ID : member;
}

/** What a member has now, in the version of the protocol that it speaks. */
function assignmentBytes(member: ConsumerGroupMember, topics: TopicsImage): Buffer {
  const version = versionOf(firstProtocol(member)?.metadata ?? EMPTY_BYTES);
  if (version === undefined) {
    throw new KafkaError(
      'UNKNOWN_SERVER_ERROR',
      `Malformed embedded consumer protocol in version of member ${member.memberId}.`,
    );
  }
  const assignment: MemberAssignment = new Map(
    Array.from(member.assignedPartitions, ([topicId, epochs]) => [topicId, [...epochs.keys()]]),
  );
  return serializeAssignment(assignment, version, topics);
}
