import type { Offset } from '@odradek/base';
import { isInternalTopic } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import {
  type DeleteRecordsPartition,
  type DeleteRecordsPartitionResult,
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
  type DeleteRecordsTopicResult,
  readDeleteRecordsRequest,
  writeDeleteRecordsResponse,
} from '@odradek/protocol/messages/21-delete-records';

import type { Partition } from '../partition/partition.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** Stands for the high watermark: everything that consumers could read. */
const HIGH_WATERMARK = -1;
const NO_LOW_WATERMARK: Offset = -1;

/**
 * DeleteRecords (KIP-107): the log of a partition begins at an offset from now on, durably. Errors
 * are per partition.
 */
export const deleteRecords: RequestHandler = defineHandler<
  DeleteRecordsRequest,
  DeleteRecordsResponse
>({
  apiKey: 21,
  read: readDeleteRecordsRequest,
  write: writeDeleteRecordsResponse,
  handle({ request, services, respond }) {
    const topics = request.topics.map(async ({ name, partitions }) => ({
      name,
      partitions: await Promise.all(
        partitions.map((asked) => deleteFromPartition(services, name, asked)),
      ),
    }));
    Promise.all<DeleteRecordsTopicResult>(topics).then(
      (results) => respond({ throttleTimeMs: 0, topics: results }),
      (error: unknown) => {
        // What is no KafkaError is a bug of ours, which must not be taken for an answer.
        services.report(`DeleteRecords failed: ${String(error)}`);
        respond({ throttleTimeMs: 0, topics: request.topics.map(failedTopic) });
      },
    );
  },
});

function failedTopic({ name, partitions }: DeleteRecordsRequest['topics'][number]) {
  const errorCode = ErrorCode.UNKNOWN_SERVER_ERROR;
  return {
    name,
    partitions: partitions.map(({ partitionIndex }) => failed(partitionIndex, errorCode)),
  };
}

async function deleteFromPartition(
  services: BrokerServices,
  topic: string,
  { partitionIndex, offset }: DeleteRecordsPartition,
): Promise<DeleteRecordsPartitionResult> {
  await services.replicaManager.open(topic, partitionIndex);
  const found = services.replicaManager.find(topic, partitionIndex);
  const errorCode =
    found.type === 'error' ? found.errorCode : refuse(found.partition, offset, services);
  if (found.type === 'error' || errorCode !== ErrorCode.NONE) {
    return failed(partitionIndex, errorCode);
  }
  const { log, highWatermark } = found.partition;
  try {
    const lowWatermark = await log.deleteRecordsBefore(
      offset === HIGH_WATERMARK ? highWatermark : offset,
    );
    return { partitionIndex, lowWatermark, errorCode: ErrorCode.NONE };
  } catch (error) {
    return failed(partitionIndex, failureOutcome(error).errorCode);
  }
}

/** The error for records that may not be deleted, in Kafka's order, or `NONE`. */
function refuse(
  { topic, highWatermark }: Partition,
  offset: Offset,
  { topicConfigs }: BrokerServices,
): number {
  if (isInternalTopic(topic)) return ErrorCode.INVALID_TOPIC_EXCEPTION;
  const { isCompacted, isDeleted } = topicConfigs.of(topic);
  if (isCompacted && !isDeleted) return ErrorCode.POLICY_VIOLATION;
  return offset < HIGH_WATERMARK || offset > highWatermark
    ? ErrorCode.OFFSET_OUT_OF_RANGE
    : ErrorCode.NONE;
}

function failed(partitionIndex: number, errorCode: number): DeleteRecordsPartitionResult {
  return { partitionIndex, lowWatermark: NO_LOW_WATERMARK, errorCode };
}
