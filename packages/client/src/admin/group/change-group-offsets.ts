import { type KafkaError, ZERO_UUID } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import { defaultOffsetCommitRequest } from '@odradek/protocol/messages/08-offset-commit';

import { groupByTopic } from '../../assignor/topic-partitions.ts';
import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { OFFSET_COMMIT, OFFSET_DELETE } from '../../connection/group-apis.ts';
import { missingPartition } from '../../connection/network-error.ts';
import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { AdminCalls } from '../admin-calls.ts';
import type { CallOptions } from '../admin-options.ts';
import { askCoordinators } from './coordinators.ts';
import type { GroupPartitionResult, OffsetToCommit } from './group-options.ts';

/** The next version of OffsetCommit names topics by their ids, which this client does not ask for. */
const LAST_VERSION_WITH_NAMES = 9;

/** See `Admin.alterGroupOffsets`. */
export function alterGroupOffsets(
  calls: AdminCalls,
  groupId: string,
  offsets: readonly OffsetToCommit[],
  options: CallOptions,
): Promise<readonly GroupPartitionResult[]> {
  return changePartitions(calls, groupId, offsets, options, async (connection, timeoutMs) => {
    const request = { ...defaultOffsetCommitRequest, groupId, topics: topicsToCommit(offsets) };
    const response = await connection.request(OFFSET_COMMIT, request, {
      timeoutMs,
      versionMax: LAST_VERSION_WITH_NAMES,
    });
    return resultsOf(offsets, response.topics);
  });
}

function topicsToCommit(offsets: readonly OffsetToCommit[]) {
  const byTopic = new Map<string, OffsetToCommit[]>();
  for (const offset of offsets) {
    const ofTopic = byTopic.get(offset.topic) ?? [];
    byTopic.set(offset.topic, ofTopic);
    ofTopic.push(offset);
  }
  return [...byTopic].map(([name, ofTopic]) => ({
    name,
    topicId: ZERO_UUID,
    partitions: ofTopic.map(({ partition, offset, leaderEpoch = -1, metadata = '' }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: leaderEpoch,
      committedMetadata: metadata,
    })),
  }));
}

/** See `Admin.deleteGroupOffsets`. */
export function deleteGroupOffsets(
  calls: AdminCalls,
  groupId: string,
  partitions: readonly TopicPartition[],
  options: CallOptions,
): Promise<readonly GroupPartitionResult[]> {
  return changePartitions(calls, groupId, partitions, options, async (connection, timeoutMs) => {
    const topics = groupByTopic(partitions).map(({ topic, partitions: indexes }) => ({
      name: topic,
      partitions: indexes.map((partitionIndex) => ({ partitionIndex })),
    }));
    const response = await connection.request(OFFSET_DELETE, { groupId, topics }, { timeoutMs });
    if (response.errorCode !== ErrorCode.NONE) throw errorOf(response.errorCode);
    return resultsOf(partitions, response.topics);
  });
}

/** One request for all partitions; an error of the whole group becomes one of each of them. */
async function changePartitions(
  calls: AdminCalls,
  groupId: string,
  partitions: readonly TopicPartition[],
  options: CallOptions,
  change: (
    connection: BrokerConnection,
    timeoutMs: number,
  ) => Promise<readonly GroupPartitionResult[]>,
): Promise<readonly GroupPartitionResult[]> {
  if (partitions.length === 0) return [];
  const [results = []] = await calls.settleAll([{ groupId }], options, (open, timeoutMs) =>
    askCoordinators<{ groupId: string }, readonly GroupPartitionResult[]>(calls, open, timeoutMs, {
      ask: async (connection) => [await change(connection, timeoutMs)],
      resultOfError: (_, error) => partitions.map((partition) => failed(partition, error)),
      errorsOf: (changed) => changed.map(({ error }) => error),
    }),
  );
  return results;
}

interface AnsweredTopic {
  readonly name: string;
  readonly partitions: readonly { readonly partitionIndex: number; readonly errorCode: number }[];
}

function resultsOf(
  partitions: readonly TopicPartition[],
  topics: readonly AnsweredTopic[],
): readonly GroupPartitionResult[] {
  return partitions.map((asked) => {
    const { topic, partition } = asked;
    const answer = topics
      .find(({ name }) => name === topic)
      ?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
    if (answer === undefined) return failed(asked, missingPartition(topic, partition));
    if (answer.errorCode !== ErrorCode.NONE) return failed(asked, errorOf(answer.errorCode));
    return { topic, partition };
  });
}

function failed({ topic, partition }: TopicPartition, error: KafkaError): GroupPartitionResult {
  return { topic, partition, error };
}
