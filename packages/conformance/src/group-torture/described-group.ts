import { ByteReader } from '@odradek/base';
import { ApiKey } from '@odradek/protocol';
import {
  defaultDescribeGroupsRequest,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  readDescribeGroupsResponse,
  writeDescribeGroupsRequest,
} from '@odradek/protocol/messages/15-describe-groups';
import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  defaultConsumerGroupDescribeRequest,
  readConsumerGroupDescribeResponse,
  writeConsumerGroupDescribeRequest,
} from '@odradek/protocol/messages/69-consumer-group-describe';
import { readConsumerProtocolAssignment } from '@odradek/protocol/messages/embedded';

import { type Call, PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import type { TorturedGroup } from './torture-member.ts';

const DESCRIBE_GROUPS: Call<DescribeGroupsRequest, DescribeGroupsResponse> = {
  apiKey: ApiKey.DescribeGroups,
  version: 5,
  write: writeDescribeGroupsRequest,
  read: readDescribeGroupsResponse,
};
const CONSUMER_GROUP_DESCRIBE: Call<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> = {
  apiKey: ApiKey.ConsumerGroupDescribe,
  version: 1,
  write: writeConsumerGroupDescribeRequest,
  read: readConsumerGroupDescribeResponse,
};

/** What the coordinator says of a group. */
export interface DescribedState {
  /** `Stable`, and so on. */
  readonly state: string;
  readonly members: number;
  /** How many partitions the members have together. */
  readonly assigned: number;
}

/** Asks the coordinator. Rejects if it is not to be reached. */
export async function describeGroup(group: TorturedGroup): Promise<DescribedState> {
  using connection = await PipelinedConnection.connect(group.address);
  // Awaited here, as the connection lives no longer than this.
  return await (group.protocol === 'classic'
    ? describeClassic(connection, group.groupId)
    : describeConsumer(connection, group.groupId));
}

async function describeClassic(
  connection: PipelinedConnection,
  groupId: string,
): Promise<DescribedState> {
  const request = { ...defaultDescribeGroupsRequest, groups: [groupId] };
  const [group] = (await connection.call(DESCRIBE_GROUPS, request)).groups;
  const members = group?.members ?? [];
  const assigned = members.map(({ memberAssignment }) => countAssigned(memberAssignment));
  return { state: group?.groupState ?? '', members: members.length, assigned: sum(assigned) };
}

function countAssigned(bytes: Buffer): number {
  if (bytes.length === 0) return 0;
  const reader = new ByteReader(bytes);
  const version = reader.readInt16();
  const { assignedPartitions } = readConsumerProtocolAssignment(reader, version);
  return sum(assignedPartitions.map(({ partitions }) => partitions.length));
}

async function describeConsumer(
  connection: PipelinedConnection,
  groupId: string,
): Promise<DescribedState> {
  const request = { ...defaultConsumerGroupDescribeRequest, groupIds: [groupId] };
  const [group] = (await connection.call(CONSUMER_GROUP_DESCRIBE, request)).groups;
  const members = group?.members ?? [];
  const assigned = members.flatMap(({ assignment }) =>
    assignment.topicPartitions.map(({ partitions }) => partitions.length),
  );
  return { state: group?.groupState ?? '', members: members.length, assigned: sum(assigned) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
