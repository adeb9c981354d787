import { type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import {
  batchesIn,
  RecordBatchBuilder,
  type RecordBatchOptions,
  recordsOf,
} from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  type FetchPartition,
  type FetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultListOffsetsPartition,
  defaultListOffsetsRequest,
  defaultListOffsetsTopic,
  type ListOffsetsPartition,
  type ListOffsetsRequest,
} from '@odradek/protocol/messages/02-list-offsets';
import {
  type CreatableTopic,
  type CreateTopicsRequest,
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';
import {
  defaultPartitionProduceData,
  defaultProduceRequest,
  defaultTopicProduceData,
  type ProduceRequest,
} from '@odradek/protocol/messages/00-produce';

/** A topic by name, or by id for the versions that want that. */
export interface TopicReference {
  readonly topic?: string;
  readonly topicId?: Uuid;
}

/** A batch with a record for each value, their timestamps 1 ms apart. */
export function batchOf(
  values: readonly string[],
  timestamp: Timestamp = 1_767_225_600_000,
  options: RecordBatchOptions = {},
): Buffer {
  const builder = new RecordBatchBuilder(options);
  values.forEach((value, index) => {
    builder.append({ timestamp: timestamp + index, key: null, value });
  });
  return builder.build();
}

/** The values of all records in some batches, with their offsets: `3:apple`. */
export function valuesIn(bytes: Buffer | null | undefined): readonly string[] {
  return batchesIn(bytes ?? Buffer.alloc(0)).batches.flatMap((batch) =>
    recordsOf(batch).map(({ offset, value }) => `${offset}:${String(value)}`),
  );
}

/** A request to create topics; what is not said is the broker's default. */
export function createTopicsRequest(
  topics: readonly (Partial<CreatableTopic> & { readonly name: string })[],
): CreateTopicsRequest {
  return {
    ...defaultCreateTopicsRequest,
    topics: topics.map((topic) => ({
      ...defaultCreatableTopic,
      numPartitions: -1,
      replicationFactor: -1,
      ...topic,
    })),
  };
}

/** A Produce request of one batch to one partition. */
export function produceRequest(
  { topic = '', topicId = ZERO_UUID }: TopicReference,
  records: Buffer | null,
  options: { readonly partition?: number; readonly acks?: number } = {},
): ProduceRequest {
  const { partition = 0, acks = -1 } = options;
  const partitionData = [{ ...defaultPartitionProduceData, index: partition, records }];
  return {
    ...defaultProduceRequest,
    acks,
    timeoutMs: 30_000,
    topicData: [{ ...defaultTopicProduceData, name: topic, topicId, partitionData }],
  };
}

/** A Fetch request of some partitions of one topic that does not wait. */
export function fetchRequest(
  { topic = '', topicId = ZERO_UUID }: TopicReference,
  partitions: readonly Partial<FetchPartition>[],
  options: Partial<FetchRequest> = {},
): FetchRequest {
  return {
    ...defaultFetchRequest,
    maxWaitMs: 0,
    minBytes: 1,
    maxBytes: 1_000_000,
    ...options,
    topics: [
      {
        ...defaultFetchTopic,
        topic,
        topicId,
        partitions: partitions.map((partition) => ({
          ...defaultFetchPartition,
          partitionMaxBytes: 1_000_000,
          ...partition,
        })),
      },
    ],
  };
}

/** One partition of a Fetch request: from an offset on. */
export function from(fetchOffset: Offset, partition = 0): Partial<FetchPartition> {
  return { partition, fetchOffset };
}

/** A ListOffsets request of some partitions of one topic. */
export function listOffsetsRequest(
  name: string,
  partitions: readonly Partial<ListOffsetsPartition>[],
): ListOffsetsRequest {
  return {
    ...defaultListOffsetsRequest,
    replicaId: -1,
    topics: [
      {
        ...defaultListOffsetsTopic,
        name,
        partitions: partitions.map((partition) => ({
          ...defaultListOffsetsPartition,
          ...partition,
        })),
      },
    ],
  };
}
