import { assert, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { PartitionData } from '@odradek/protocol/messages/01-fetch';
import type {
  CreatableTopic,
  CreatableTopicResult,
} from '@odradek/protocol/messages/19-create-topics';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';
import type { PartitionProduceResponse } from '@odradek/protocol/messages/00-produce';

import { CREATE_TOPICS, DELETE_TOPICS, FETCH, PRODUCE } from './client-apis.ts';
import {
  batchOf,
  createTopicsRequest,
  fetchRequest,
  from,
  produceRequest,
  valuesIn,
} from './requests.ts';
import type { VirtualClient } from './virtual-client.ts';

const CREATE_VERSION = 7;
const DELETE_VERSION = 6;
const NAME_VERSION = 12;

/** Creates a topic, which must succeed, and answers its id. */
export async function createTopic(
  client: VirtualClient,
  name: string,
  numPartitions: number = 1,
): Promise<Uuid> {
  const request = createTopicsRequest([{ name, numPartitions }]);
  const { topics } = await client.request(CREATE_TOPICS, CREATE_VERSION, request);
  assert(topics[0]?.errorCode === ErrorCode.NONE, `topic ${name} is created`);
  return topics[0].topicId;
}

/** Deletes a topic, which must succeed. */
export async function deleteTopic(client: VirtualClient, name: string): Promise<void> {
  const topics = [{ name, topicId: ZERO_UUID }];
  const request = { ...defaultDeleteTopicsRequest, topics };
  const { responses } = await client.request(DELETE_TOPICS, DELETE_VERSION, request);
  assert(responses[0]?.errorCode === ErrorCode.NONE, `topic ${name} is deleted`);
}

/** Asks for one topic and answers what became of it. */
export async function tryCreateTopic(
  client: VirtualClient,
  topic: Partial<CreatableTopic> & { readonly name: string },
): Promise<CreatableTopicResult> {
  const request = createTopicsRequest([topic]);
  const { topics } = await client.request(CREATE_TOPICS, CREATE_VERSION, request);
  assert(topics[0] !== undefined, 'each topic is answered');
  return topics[0];
}

/** Produces a batch to a partition with `acks=all` and answers what became of it. */
export async function produceBatch(
  client: VirtualClient,
  topic: string,
  batch: Buffer | null,
  partition: number = 0,
): Promise<PartitionProduceResponse> {
  const request = produceRequest({ topic }, batch, { partition });
  const { responses } = await client.request(PRODUCE, NAME_VERSION, request);
  const response = responses[0]?.partitionResponses[0];
  assert(response !== undefined, 'each partition is answered');
  return response;
}

/** Produces values to partition 0, which must succeed, and answers their base offset. */
export async function produceValues(
  client: VirtualClient,
  topic: string,
  values: readonly string[],
): Promise<Offset> {
  const { errorCode, baseOffset } = await produceBatch(client, topic, batchOf(values));
  assert(errorCode === ErrorCode.NONE, `${values.join()} is acknowledged`);
  return baseOffset;
}

/** Fetches partition 0 from an offset on without waiting. */
export async function fetchFrom(
  client: VirtualClient,
  topic: string,
  offset: Offset,
): Promise<PartitionData> {
  const request = fetchRequest({ topic }, [from(offset)]);
  const { responses } = await client.request(FETCH, NAME_VERSION, request);
  const partition = responses[0]?.partitions[0];
  assert(partition !== undefined, 'each partition is answered');
  return partition;
}

/** Has the logs of some partitions opened, as a consumer at their ends does. */
export async function openLogs(
  client: VirtualClient,
  topic: string,
  partitions: readonly number[],
): Promise<void> {
  const asked = partitions.map((partition) => ({ ...from(0), partition }));
  await client.request(FETCH, NAME_VERSION, fetchRequest({ topic }, asked));
}

/** The values that partition 0 has from an offset on: `3:apple`. */
export async function fetchValues(
  client: VirtualClient,
  topic: string,
  offset: Offset = 0,
): Promise<readonly string[]> {
  return valuesIn((await fetchFrom(client, topic, offset)).records);
}
