import { KafkaError, ZERO_UUID } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultOffsetFetchRequest,
  defaultOffsetFetchRequestGroup,
  type OffsetFetchResponseGroup,
  type OffsetFetchResponsePartitions,
} from '@odradek/protocol/messages/09-offset-fetch';

import { groupByTopic } from '../../assignor/topic-partitions.ts';
import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { OFFSET_FETCH } from '../../connection/group-apis.ts';
import { missingPartition } from '../../connection/network-error.ts';
import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { AdminCalls } from '../admin-calls.ts';
import { askCoordinators, missingGroup } from './coordinators.ts';
import type {
  CommittedOffset,
  GroupOffsets,
  GroupOffsetsToList,
  ListGroupOffsetsOptions,
} from './group-options.ts';

/** The first versions of OffsetFetch with stable offsets (KIP-447) and many groups (KIP-709). */
const VERSION_WITH_STABLE = 7;
const VERSION_WITH_GROUPS = 8;
/** The next one names topics by their ids, which the offsets of deleted topics do not have. */
const LAST_VERSION_WITH_NAMES = 9;

/** See `Admin.listGroupOffsets`. */
export function listGroupOffsets(
  calls: AdminCalls,
  groups: readonly GroupOffsetsToList[],
  options: ListGroupOffsetsOptions,
): Promise<readonly GroupOffsets[]> {
  const requireStable = options.requireStable ?? false;
  return calls.settleAll(groups, options, (open, timeoutMs) =>
    askCoordinators<GroupOffsetsToList, GroupOffsets>(calls, open, timeoutMs, {
      ask: async (connection, own) => {
        checkStable(connection, requireStable);
        const answers = await fetchOffsets(connection, own, { requireStable, timeoutMs });
        return own.map((item, index) => groupOffsets(item, answers[index]));
      },
      resultOfError: notListed,
      errorsOf: ({ error, offsets }) => [error, ...offsets.map((offset) => offset.error)],
    }),
  );
}

interface FetchOptions {
  readonly requireStable: boolean;
  readonly timeoutMs: number;
}

/** Answers what was said of each group, in order; a group may stand in a request once. */
async function fetchOffsets(
  connection: BrokerConnection,
  groups: readonly GroupOffsetsToList[],
  { requireStable, timeoutMs }: FetchOptions,
): Promise<readonly (OffsetFetchResponseGroup | undefined)[]> {
  const version = connection.versionOf(OFFSET_FETCH, LAST_VERSION_WITH_NAMES);
  const options = { timeoutMs, versionMax: LAST_VERSION_WITH_NAMES };
  const base = { ...defaultOffsetFetchRequest, requireStable };
  const isRepeated = new Set(groups.map(({ groupId }) => groupId)).size < groups.length;
  if (version >= VERSION_WITH_GROUPS && !isRepeated) {
    const asked = groups.map((group) => ({
      ...defaultOffsetFetchRequestGroup,
      groupId: group.groupId,
      topics: topicsOf(group),
    }));
    const request = { ...base, groups: asked };
    const response = await connection.request(OFFSET_FETCH, request, options);
    return groups.map(({ groupId }) =>
      response.groups.find((answer) => answer.groupId === groupId),
    );
  }
  const answers: (OffsetFetchResponseGroup | undefined)[] = [];
  for (const group of groups) {
    const { groupId } = group;
    const topics = topicsOf(group);
    const asked = { ...defaultOffsetFetchRequestGroup, groupId, topics };
    const request = { ...base, groupId, topics, groups: [asked] };
    const response = await connection.request(OFFSET_FETCH, request, options);
    const { errorCode } = response;
    const ofTopics = response.topics.map((topic) => ({ ...topic, topicId: ZERO_UUID }));
    const alone = { groupId, topics: ofTopics, errorCode };
    answers.push(version >= VERSION_WITH_GROUPS ? response.groups[0] : alone);
  }
  return answers;
}

function topicsOf({ partitions }: GroupOffsetsToList) {
  if (partitions === undefined) return null;
  return groupByTopic(partitions).map(({ topic, partitions: partitionIndexes }) => ({
    name: topic,
    topicId: ZERO_UUID,
    partitionIndexes,
  }));
}

function checkStable(connection: BrokerConnection, requireStable: boolean): void {
  const version = connection.versionOf(OFFSET_FETCH, LAST_VERSION_WITH_NAMES);
  if (!requireStable || version >= VERSION_WITH_STABLE) return;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    'The broker does not know requireStable; it needs Kafka 2.5 or later.',
  );
}

function groupOffsets(
  item: GroupOffsetsToList,
  answer: OffsetFetchResponseGroup | undefined,
): GroupOffsets {
  if (answer === undefined) return notListed(item, missingGroup(item.groupId));
  if (answer.errorCode !== ErrorCode.NONE) return notListed(item, errorOf(answer.errorCode));
  const offsets = answer.topics.flatMap(({ name, partitions }) =>
    partitions.map((partition) => committedOffset(name, partition)),
  );
  const { groupId, partitions } = item;
  if (partitions === undefined) return { groupId, offsets };
  return { groupId, offsets: partitions.map((asked) => offsetOf(asked, offsets)) };
}

function offsetOf(
  { topic, partition }: TopicPartition,
  offsets: readonly CommittedOffset[],
): CommittedOffset {
  const found = offsets.find((offset) => offset.partition === partition && offset.topic === topic);
  if (found !== undefined) return found;
  const error = missingPartition(topic, partition);
  return { topic, partition, offset: -1, leaderEpoch: -1, metadata: '', error };
}

function committedOffset(topic: string, answer: OffsetFetchResponsePartitions): CommittedOffset {
  const { partitionIndex: partition, committedOffset: offset, errorCode } = answer;
  const leaderEpoch = answer.committedLeaderEpoch;
  const committed = { topic, partition, offset, leaderEpoch, metadata: answer.metadata ?? '' };
  return errorCode === ErrorCode.NONE ? committed : { ...committed, error: errorOf(errorCode) };
}

function notListed({ groupId }: GroupOffsetsToList, error: KafkaError): GroupOffsets {
  return { groupId, offsets: [], error };
}
