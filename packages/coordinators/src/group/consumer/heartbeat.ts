import { KafkaError, randomUuid } from '@odradek/base';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { RequestOrigin } from '../classic/classic-group-context.ts';
import { ClassicGroup } from '../classic/classic-group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupContext } from './consumer-group-context.ts';
import {
  type ConsumerGroupMember,
  LEFT_FOR_A_WHILE_EPOCH,
  MEMBER_STATE,
  newConsumerGroupMember,
  sameTopicNames,
  sortedTopicNames,
} from './consumer-group-member.ts';
import { currentAssignmentRecord } from './consumer-group-records.ts';
import {
  checkGroupSize,
  checkInstanceIdReleased,
  checkMemberEpoch,
  knownMember,
  knownStaticMember,
} from './member-checks.ts';
import { memberUpdate, type MemberUpdate } from './member-update.ts';
import { NO_PARTITIONS, samePartitionEpochs, withEpochsZero } from './partition-epochs.ts';
import { replaceStaticMember } from './static-member.ts';

const LEAVE_EPOCH = -1;
const LEFT = { cause: 'left', reason: 'it has left' } as const;

interface HeartbeatResult {
  readonly records: readonly GroupRecord[];
  readonly response: ConsumerGroupHeartbeatResponse;
}

/** Works out what heartbeats make of consumer groups. */
export class Heartbeats {
  private readonly context: ConsumerGroupContext;

  constructor(context: ConsumerGroupContext) {
    this.context = context;
  }

  /** A valid request. Raises the `KafkaError` that the member is to be told. */
  heartbeat(request: ConsumerGroupHeartbeatRequest, origin: RequestOrigin): HeartbeatResult {
    return request.memberEpoch < 0 ? this.leave(request) : this.beat(request, origin);
  }

  private beat(request: ConsumerGroupHeartbeatRequest, origin: RequestOrigin): HeartbeatResult {
    const { groupId, memberEpoch, topicPartitions: ownedPartitions } = request;
    const { regexes, reconciler, settings, shard } = this.context;
    const records: GroupRecord[] = [];
    const group = this.groupToJoin(groupId, memberEpoch === 0, records);
    checkGroupSize(group, request.memberId, settings.maxSize);
    const memberId = request.memberId === '' ? randomUuid(shard.random) : request.memberId;
    const member = this.memberOf(group, memberId, request, records);
    const updated = updatedMember(member, request, origin);
    const update = memberUpdate({ group, member, updated, ownedPartitions, records });
    const isRegexResolved = regexes.update(update);
    const epoch = reconciler.updateEpoch(update, update.haveNamesChanged || isRegexResolved);
    const target = reconciler.updateTargets(update, epoch);
    const reconciled = reconciler.reconcile(update, target);
    this.beginUpgraded(group);
    this.setTimers(update, reconciled);
    return { records, response: this.responseTo(request, member, reconciled) };
  }

  private setTimers(
    { group, member, updated }: MemberUpdate,
    reconciled: ConsumerGroupMember,
  ): void {
    const { timers, settings } = this.context;
    const { groupId } = group;
    const { memberId } = updated;
    if (member.classicMemberMetadata !== null) {
      timers.cancel('join', groupId, memberId);
      timers.cancel('sync', groupId, memberId);
    }
    if (reconciled !== updated) {
      if (reconciled.state === MEMBER_STATE.UNREVOKED_PARTITIONS) {
        timers.awaitRevocation(groupId, reconciled);
      } else {
        timers.cancel('rebalance', groupId, memberId);
      }
    }
    timers.beginSession(group, memberId, settings.configOf(groupId).sessionTimeoutMs);
  }

  /** The sessions of those who were members of the classic group that it was go on. */
  private beginUpgraded(group: ConsumerGroup): void {
    const { groups, shard, timers, rebalances } = this.context;
    const { groupId, members } = group;
    if (members.size === 0 || groups.get(groupId) === group) return;
    for (const { memberId, classicMemberMetadata } of members.values()) {
      timers.beginSession(group, memberId, classicMemberMetadata?.sessionTimeoutMs ?? 0);
    }
    rebalances.noteUpgrade(groupId, members.keys());
    shard.report(`Converted the classic group ${groupId} to a consumer group.`);
  }

  private groupToJoin(groupId: string, isJoin: boolean, records: GroupRecord[]): ConsumerGroup {
    const group = this.context.groups.get(groupId);
    if (group instanceof ConsumerGroup) return group;
    if (group === undefined) {
      if (isJoin) return new ConsumerGroup(groupId);
      throw new KafkaError('GROUP_ID_NOT_FOUND', `Consumer group ${groupId} not found.`);
    }
    if (isJoin && group instanceof ClassicGroup) {
      if (group.isEmpty) {
        records.push(...group.tombstones());
        return new ConsumerGroup(groupId);
      }
      const upgraded = this.context.migration.upgrade(group);
      for (const record of upgraded.records) records.push(record);
      return upgraded.group;
    }
    throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a consumer group.`);
  }

  private memberOf(
    group: ConsumerGroup,
    memberId: string,
    request: ConsumerGroupHeartbeatRequest,
    records: GroupRecord[],
  ): ConsumerGroupMember {
    const { memberEpoch, instanceId, topicPartitions } = request;
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
    if (owner.classicMemberMetadata === null) checkInstanceIdReleased(owner, memberId);
    return replaceStaticMember(group, owner, memberId, records);
  }

  private responseTo(
    request: ConsumerGroupHeartbeatRequest,
    member: ConsumerGroupMember,
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
    const { heartbeatIntervalMs } = this.context.settings.configOf(request.groupId);
    return {
      ...defaultConsumerGroupHeartbeatResponse,
      memberId: reconciled.memberId,
      memberEpoch: reconciled.memberEpoch,
      heartbeatIntervalMs,
      assignment: isAssignmentTold ? assignmentOf(reconciled) : null,
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
      return { records: this.context.fencing.fence(group, [member], LEFT), response };
    }
    const away: ConsumerGroupMember = {
      ...member,
      memberEpoch: LEFT_FOR_A_WHILE_EPOCH,
      assignedPartitions: withEpochsZero(member.assignedPartitions),
      partitionsPendingRevocation: NO_PARTITIONS,
    };
    return { records: [currentAssignmentRecord(groupId, away)], response };
  }
}

function assignmentOf({
  assignedPartitions,
}: ConsumerGroupMember): ConsumerGroupHeartbeatResponse['assignment'] {
  const topicPartitions = Array.from(assignedPartitions, ([topicId, epochs]) => ({
    topicId,
    partitions: [...epochs.keys()],
  }));
  return { topicPartitions };
}

/** The member with what the request says; the same if that is nothing new, as in most heartbeats. */
function updatedMember(
  member: ConsumerGroupMember,
  request: ConsumerGroupHeartbeatRequest,
  { clientId, clientHost }: RequestOrigin,
): ConsumerGroupMember {
  const instanceId = request.instanceId ?? member.instanceId;
  const rackId = request.rackId ?? member.rackId;
  const rebalanceTimeoutMs =
    request.rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : request.rebalanceTimeoutMs;
  const serverAssignor = request.serverAssignor ?? member.serverAssignor;
  const subscribedTopicNames = topicNamesOf(member, request);
  const subscribedTopicRegex = request.subscribedTopicRegex ?? member.subscribedTopicRegex;
  const isUnchanged =
    instanceId === member.instanceId &&
    rackId === member.rackId &&
    rebalanceTimeoutMs === member.rebalanceTimeoutMs &&
    serverAssignor === member.serverAssignor &&
    subscribedTopicNames === member.subscribedTopicNames &&
    subscribedTopicRegex === member.subscribedTopicRegex &&
    clientId === member.clientId &&
    clientHost === member.clientHost &&
    member.classicMemberMetadata === null;
  if (isUnchanged) return member;
  return {
    ...member,
    instanceId,
    rackId,
    rebalanceTimeoutMs,
    serverAssignor,
    subscribedTopicNames,
    subscribedTopicRegex,
    clientId,
    clientHost,
    classicMemberMetadata: null,
  };
}

/** Those of the member itself if the request has the same. */
function topicNamesOf(
  { subscribedTopicNames: known }: ConsumerGroupMember,
  { subscribedTopicNames: told }: ConsumerGroupHeartbeatRequest,
): readonly string[] {
  if (told === null || sameTopicNames(told, known)) return known;
  const sorted = sortedTopicNames(told);
  return sameTopicNames(sorted, known) ? known : sorted;
}
