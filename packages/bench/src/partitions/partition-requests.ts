import { ErrorCode, RecordBatchBuilder } from '@odradek/protocol';
import {
  defaultPartitionProduceData,
  defaultProduceRequest,
  defaultTopicProduceData,
  type ProduceRequest,
  type ProduceResponse,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  type FetchRequest,
  type FetchResponse,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultMetadataRequest,
  type MetadataRequest,
  type MetadataResponse,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';
import {
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
  readCreateTopicsResponse,
  writeCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';

import type { RawApi, RawConnection } from './raw-connection.ts';

const CREATE_TOPICS: RawApi<CreateTopicsRequest, CreateTopicsResponse> = {
  apiKey: 19,
  version: 7,
  write: writeCreateTopicsRequest,
  read: readCreateTopicsResponse,
};
/** Produce of a version that names topics. */
export const PRODUCE: RawApi<ProduceRequest, ProduceResponse> = {
  apiKey: 0,
  version: 9,
  write: writeProduceRequest,
  read: readProduceResponse,
};
const METADATA: RawApi<MetadataRequest, MetadataResponse> = {
  apiKey: 3,
  version: 12,
  write: writeMetadataRequest,
  read: readMetadataResponse,
};
/** Fetch of the last version that names topics. */
export const FETCH: RawApi<FetchRequest, FetchResponse> = {
  apiKey: 1,
  version: 12,
  write: writeFetchRequest,
  read: readFetchResponse,
};
const PAUSE_MS = 20;

/** Creates topics of as many partitions each. */
export async function createTopics(
  connection: RawConnection,
  names: readonly string[],
  numPartitions: number,
): Promise<void> {
  const topics = names.map((name) => ({
    ...defaultCreatableTopic,
    name,
    numPartitions,
    replicationFactor: 1,
  }));
  const request = { ...defaultCreateTopicsRequest, timeoutMs: 60_000, topics };
  const response = await connection.request(CREATE_TOPICS, request);
  const failed = response.topics.find(({ errorCode }) => errorCode !== ErrorCode.NONE);
  if (failed !== undefined) throw new Error(`${failed.name}: error ${failed.errorCode}`);
}

/** Produces one record to the first partition of each topic. */
export async function produceToEach(
  connection: RawConnection,
  names: readonly string[],
): Promise<void> {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: Date.now(), key: null, value: 'a record of a partition' });
  const records = builder.build();
  const topicData = names.map((name) => ({
    ...defaultTopicProduceData,
    name,
    partitionData: [{ ...defaultPartitionProduceData, index: 0, records }],
  }));
  const request = { ...defaultProduceRequest, acks: -1, timeoutMs: 60_000, topicData };
  const { responses } = await connection.request(PRODUCE, request);
  for (const { name, partitionResponses } of responses) {
    const errorCode = partitionResponses[0]?.errorCode;
    if (errorCode !== ErrorCode.NONE) throw new Error(`${name}: error ${errorCode}`);
  }
}

/** Resolves when the metadata of all topics is answered, with `count` partitions that have leaders. */
export async function untilAllHaveLeaders(connection: RawConnection, count: number): Promise<void> {
  for (;;) {
    const request = { ...defaultMetadataRequest, topics: null };
    const { topics } = await connection.request(METADATA, request);
    const partitions = topics.flatMap((topic) => topic.partitions);
    const ready = partitions.filter(({ errorCode }) => errorCode === ErrorCode.NONE);
    if (ready.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Resolves when a Fetch of the first partition of a topic is answered with its record. */
export async function untilFetched(connection: RawConnection, topic: string): Promise<void> {
  for (;;) {
    const partitions = [{ ...defaultFetchPartition, partition: 0, partitionMaxBytes: 1_000_000 }];
    const { responses } = await connection.request(FETCH, {
      ...defaultFetchRequest,
      maxWaitMs: 0,
      minBytes: 1,
      maxBytes: 1_000_000,
      topics: [{ ...defaultFetchTopic, topic, partitions }],
    });
    const found = responses[0]?.partitions[0];
    if (found?.errorCode === ErrorCode.NONE && (found.records?.byteLength ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
