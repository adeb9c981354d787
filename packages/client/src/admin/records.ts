import { KafkaError } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultListOffsetsRequest,
  type ListOffsetsResponse,
} from '@odradek/protocol/messages/02-list-offsets';

import type { BrokerConnection } from '../connection/broker-connection.ts';
import { DELETE_RECORDS, LIST_OFFSETS } from '../connection/client-apis.ts';
import { missingPartition } from '../connection/network-error.ts';
import type { AdminCalls } from './admin-calls.ts';
import type {
  CallOptions,
  DeletedRecords,
  ListedOffset,
  OffsetToList,
  RecordsToDelete,
} from './admin-options.ts';
import { askLeaders, groupByTopic, type LedItem, type PartitionItem } from './partition-leaders.ts';

const TIMESTAMPS = { latest: -1, earliest: -2, 'max-timestamp': -3 } as const;
/** The first version of ListOffsets that knows the record with the latest timestamp (KIP-734). */
const VERSION_WITH_MAX_TIMESTAMP = 7;
const READ_COMMITTED = 1;
const READ_UNCOMMITTED = 0;

/** See `Admin.deleteRecords`. */
export function deleteRecords(
  calls: AdminCalls,
  partitions: readonly RecordsToDelete[],
  options: CallOptions,
): Promise<readonly DeletedRecords[]> {
  return calls.settleAll(partitions, options, (open, timeoutMs) =>
    askLeaders<RecordsToDelete, DeletedRecords>(calls, open, {
      ask: async (connection, items) => {
        const topics = [...groupByTopic(items)].map(([name, ofTopic]) => ({
          name,
          partitions: ofTopic.map(({ item }) => ({
            partitionIndex: item.partition,
            offset: item.beforeOffset,
          })),
        }));
        const request = { topics, timeoutMs };
        const response = await connection.request(DELETE_RECORDS, request, { timeoutMs });
        return items.map(({ item }) => {
          const answer = answerFor(item, response.topics);
          if (answer === undefined) return notDeleted(item, missing(item));
          if (answer.errorCode !== ErrorCode.NONE) {
            return notDeleted(item, errorOf(answer.errorCode));
          }
          return { ...named(item), lowWatermark: answer.lowWatermark };
        });
      },
      resultOfError: notDeleted,
      errorOf: ({ error }) => error,
    }),
  );
}

function notDeleted(item: RecordsToDelete, error: KafkaError): DeletedRecords {
  return { ...named(item), lowWatermark: -1, error };
}

/** See `Admin.listOffsets`. */
export function listOffsets(
  calls: AdminCalls,
  partitions: readonly OffsetToList[],
  options: CallOptions & { readonly isolationLevel?: 'read_committed' | 'read_uncommitted' },
): Promise<readonly ListedOffset[]> {
  const isReadCommitted = options.isolationLevel === 'read_committed';
  const isolationLevel = isReadCommitted ? READ_COMMITTED : READ_UNCOMMITTED;
  return calls.settleAll(partitions, options, (open, timeoutMs) =>
    askLeaders<OffsetToList, ListedOffset>(calls, open, {
      ask: async (connection, items) => {
        checkMaxTimestamp(connection, items);
        const topics = [...groupByTopic(items)].map(([name, ofTopic]) => ({
          name,
          partitions: ofTopic.map(({ item, leaderEpoch }) => ({
            partitionIndex: item.partition,
            currentLeaderEpoch: leaderEpoch,
            timestamp: timestampOf(item),
          })),
        }));
        const request = {
          ...defaultListOffsetsRequest,
          replicaId: -1,
          isolationLevel,
          topics,
          timeoutMs,
        };
        const response = await connection.request(LIST_OFFSETS, request, { timeoutMs });
        return items.map(({ item }) => listedOffset(item, response));
      },
      resultOfError: notListed,
      errorOf: ({ error }) => error,
    }),
  );
}

function timestampOf({ timestamp }: OffsetToList): number {
  return typeof timestamp === 'number' ? timestamp : TIMESTAMPS[timestamp];
}

function checkMaxTimestamp(
  connection: BrokerConnection,
  items: readonly LedItem<OffsetToList>[],
): void {
  const isAsked = items.some(({ item }) => item.timestamp === 'max-timestamp');
  if (!isAsked || connection.versionOf(LIST_OFFSETS) >= VERSION_WITH_MAX_TIMESTAMP) return;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    'The broker does not know max-timestamp; it needs Kafka 3.0 or later.',
  );
}

function listedOffset(item: OffsetToList, response: ListOffsetsResponse): ListedOffset {
  const answer = answerFor(item, response.topics);
  if (answer === undefined) return notListed(item, missing(item));
  if (answer.errorCode !== ErrorCode.NONE) return notListed(item, errorOf(answer.errorCode));
  const { offset, timestamp, leaderEpoch } = answer;
  return { ...named(item), offset, timestamp, leaderEpoch };
}

function notListed(item: OffsetToList, error: KafkaError): ListedOffset {
  return { ...named(item), offset: -1, timestamp: -1, leaderEpoch: -1, error };
}

function answerFor<Answer extends { readonly partitionIndex: number }>(
  { topic, partition }: PartitionItem,
  topics: readonly { readonly name: string; readonly partitions: readonly Answer[] }[],
): Answer | undefined {
  return topics
    .find(({ name }) => name === topic)
    ?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
}

function named({ topic, partition }: PartitionItem): PartitionItem {
  return { topic, partition };
}

function missing({ topic, partition }: PartitionItem): KafkaError {
  return missingPartition(topic, partition);
}
