import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeGroupsRequest,
  type DescribedGroup,
  type DescribedGroupMember,
} from '@odradek/protocol/messages/15-describe-groups';
import {
  type Assignment,
  type DescribedGroup as DescribedConsumerGroup,
  type Member,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { decodeAssignment } from '../../assignor/assignment.ts';
import type { BrokerEndpoint } from '../../cluster/broker-pool.ts';
import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { CONSUMER_GROUP_DESCRIBE, DESCRIBE_GROUPS } from '../../connection/group-apis.ts';
import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { AdminCalls } from '../admin-calls.ts';
import type { CallOptions } from '../admin-options.ts';
import { answeredError } from '../answered-error.ts';
import { askCoordinators, missingGroup } from './coordinators.ts';
import type { GroupDescription, GroupMember } from './group-options.ts';

const CONSUMER = 'consumer';
/** What the types of members mean that ConsumerGroupDescribe tells from version 1 on. */
const MEMBER_PROTOCOLS = ['classic', 'consumer'] as const;
const NOT_DESCRIBED = {
  type: 'unknown',
  protocolType: '',
  state: '',
  assignor: '',
  groupEpoch: -1,
  targetAssignmentEpoch: -1,
  members: [],
  coordinator: undefined,
} as const;

/**
 * See `Admin.describeGroups`. As Kafka's admin client does, every group is taken for a consumer
 * group first, and what the coordinator does not know as such is asked for as a classic group.
 */
export function describeGroups(
  calls: AdminCalls,
  groupIds: readonly string[],
  options: CallOptions,
): Promise<readonly GroupDescription[]> {
  const items = groupIds.map((groupId) => ({ groupId }));
  return calls.settleAll(items, options, (open, timeoutMs) =>
    askCoordinators(calls, open, timeoutMs, {
      ask: async (connection, own, coordinator) => {
        const asked = { connection, coordinator, timeoutMs };
        const names = [...new Set(own.map(({ groupId }) => groupId))];
        const described = await describeConsumerGroups(asked, names);
        const others = names.filter((groupId) => isOther(described.get(groupId)));
        const classic = await describeClassicGroups(asked, others);
        return own.map(
          ({ groupId }) =>
            classic.get(groupId) ??
            described.get(groupId) ??
            notDescribed({ groupId }, missingGroup(groupId)),
        );
      },
      resultOfError: notDescribed,
      errorsOf: ({ error }) => [error],
    }),
  );
}

interface AskedBroker {
  readonly connection: BrokerConnection;
  readonly coordinator: BrokerEndpoint;
  readonly timeoutMs: number;
}

type Descriptions = ReadonlyMap<string, GroupDescription>;

/** Whether a group is none of KIP-848, as far as the coordinator tells. */
function isOther(described: GroupDescription | undefined): boolean {
  const code = described?.error?.code;
  return described === undefined || code === 'GROUP_ID_NOT_FOUND' || code === 'UNSUPPORTED_VERSION';
}

async function describeConsumerGroups(
  { connection, coordinator, timeoutMs }: AskedBroker,
  groupIds: readonly string[],
): Promise<Descriptions> {
  if (connection.newestOf(CONSUMER_GROUP_DESCRIBE) === undefined) return new Map();
  const request = { groupIds, includeAuthorizedOperations: false };
  const response = await connection.request(CONSUMER_GROUP_DESCRIBE, request, { timeoutMs });
  return new Map(
    response.groups.map((group) => [group.groupId, consumerGroup(group, coordinator)]),
  );
}

function consumerGroup(
  group: DescribedConsumerGroup,
  coordinator: BrokerEndpoint,
): GroupDescription {
  const { errorCode, errorMessage } = group;
  if (errorCode !== ErrorCode.NONE) {
    return notDescribed(group, answeredError(errorCode, errorMessage));
  }
  return {
    groupId: group.groupId,
    type: CONSUMER,
    protocolType: CONSUMER,
    state: group.groupState,
    assignor: group.assignorName,
    groupEpoch: group.groupEpoch,
    targetAssignmentEpoch: group.assignmentEpoch,
    members: group.members.map(consumerMember),
    coordinator,
  };
}

function consumerMember(member: Member): GroupMember {
  return {
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    rackId: member.rackId,
    clientId: member.clientId,
    host: member.clientHost,
    protocol: MEMBER_PROTOCOLS[member.memberType] ?? 'unknown',
    memberEpoch: member.memberEpoch,
    assignment: partitionsOf(member.assignment),
    targetAssignment: partitionsOf(member.targetAssignment),
  };
}

function partitionsOf({ topicPartitions }: Assignment): readonly TopicPartition[] {
  return topicPartitions.flatMap(({ topicName: topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

async function describeClassicGroups(
  { connection, coordinator, timeoutMs }: AskedBroker,
  groupIds: readonly string[],
): Promise<Descriptions> {
  if (groupIds.length === 0) return new Map();
  const request = { ...defaultDescribeGroupsRequest, groups: groupIds };
  const response = await connection.request(DESCRIBE_GROUPS, request, { timeoutMs });
  return new Map(response.groups.map((group) => [group.groupId, classicGroup(group, coordinator)]));
}

function classicGroup(group: DescribedGroup, coordinator: BrokerEndpoint): GroupDescription {
  const { groupId, errorCode, errorMessage, groupState, protocolType, protocolData } = group;
  if (errorCode !== ErrorCode.NONE) {
    return notDescribed(group, answeredError(errorCode, errorMessage));
  }
  // Before version 6 a group that does not exist was described so (KIP-1043).
  if (groupState === 'Dead') return notDescribed(group, notFound(groupId));
  try {
    return {
      groupId,
      type: 'classic',
      protocolType,
      state: groupState,
      assignor: protocolData,
      groupEpoch: -1,
      targetAssignmentEpoch: -1,
      members: group.members.map((member) => classicMember(member, protocolType)),
      coordinator,
    };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return notDescribed(group, unreadable(groupId, error));
  }
}

function classicMember(member: DescribedGroupMember, protocolType: string): GroupMember {
  const { memberAssignment } = member;
  const isReadable = protocolType === CONSUMER && memberAssignment.length > 0;
  return {
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    rackId: null,
    clientId: member.clientId,
    host: member.clientHost,
    protocol: 'classic',
    memberEpoch: -1,
    assignment: isReadable ? decodeAssignment(memberAssignment).partitions : [],
    targetAssignment: undefined,
  };
}

function notDescribed(
  { groupId }: { readonly groupId: string },
  error: KafkaError,
): GroupDescription {
  return { groupId, ...NOT_DESCRIBED, error };
}

function notFound(groupId: string): KafkaError {
  return new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`);
}

/** It is the leader of the group who wrote it, so that asking again does not help. */
function unreadable(groupId: string, cause: KafkaError): KafkaError {
  return new KafkaError(
    'ODRADEK_UNREADABLE_ASSIGNMENT',
    `An assignment in group "${groupId}" is not in the format of consumers: ${cause.message}`,
    { cause },
  );
}
