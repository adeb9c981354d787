import type { Uuid } from '@odradek/base';
import { batchesIn, checkBatch, ErrorCode, errorOf, recordsOf } from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  type PartitionData,
} from '@odradek/protocol/messages/01-fetch';
import { defaultListOffsetsRequest } from '@odradek/protocol/messages/02-list-offsets';
import {
  defaultMetadataRequest,
  type MetadataResponseTopic,
} from '@odradek/protocol/messages/03-metadata';

import { FETCH, LIST_OFFSETS, METADATA } from '../raw-client/calls.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import type { FoundPartition } from './record-ledger.ts';
import type { FoundTopic } from './topic-ledger.ts';

const EARLIEST = -2;
const FETCH_BYTES_MAX = 16 * 1024 * 1024;
const PARTITION_BYTES_MAX = 4 * 1024 * 1024;

/** Reads every record of every topic of a broker: the keys of the records, by offset. */
export async function readBack(address: string): Promise<ReadonlyMap<string, FoundTopic>> {
  using connection = await PipelinedConnection.connect(address);
  const { topics } = await connection.call(METADATA, { ...defaultMetadataRequest, topics: null });
  const found = new Map<string, FoundTopic>();
  for (const topic of topics) found.set(topic.name ?? '', await readTopic(connection, topic));
  return found;
}

/** Where the reading of a partition is. */
interface Reading {
  readonly index: number;
  readonly keys: [number, string][];
  start: number;
  next: number;
  end: number;
  failure: Error | undefined;
}

async function readTopic(
  connection: PipelinedConnection,
  { name, topicId, partitions, errorCode }: MetadataResponseTopic,
): Promise<FoundTopic> {
  if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode, `topic ${name}`);
  const readings: Reading[] = partitions
    .map((partition) => ({
      index: partition.partitionIndex,
      keys: [],
      start: 0,
      next: 0,
      end: -1,
      failure: failureOf(partition),
    }))
    .toSorted((one, other) => one.index - other.index);
  await findStarts(connection, name ?? '', readings);
  let left = readings;
  for (;;) {
    left = left.filter(({ failure, next, end }) => failure === undefined && next !== end);
    if (left.length === 0) break;
    await fetchOnce(connection, topicId, left);
  }
  const found = readings.map((reading) => reading.failure ?? foundOf(reading));
  return { id: topicId, partitions: found };
}

function foundOf({ start, end, keys }: Reading): FoundPartition {
  return { start, end, keys };
}

async function findStarts(
  connection: PipelinedConnection,
  name: string,
  readings: readonly Reading[],
): Promise<void> {
  const partitions = readings.map(({ index }) => ({
    partitionIndex: index,
    currentLeaderEpoch: -1,
    timestamp: EARLIEST,
  }));
  const request = { ...defaultListOffsetsRequest, replicaId: -1, topics: [{ name, partitions }] };
  const { topics } = await connection.call(LIST_OFFSETS, request);
  for (const answer of topics[0]?.partitions ?? []) {
    const reading = readings[answer.partitionIndex];
    if (reading === undefined) continue;
    reading.failure ??= failureOf(answer);
    reading.start = answer.offset;
    reading.next = answer.offset;
  }
}

async function fetchOnce(
  connection: PipelinedConnection,
  topicId: Uuid,
  readings: readonly Reading[],
): Promise<void> {
  const partitions = readings.map(({ index, next }) => ({
    ...defaultFetchPartition,
    partition: index,
    fetchOffset: next,
    partitionMaxBytes: PARTITION_BYTES_MAX,
  }));
  const { responses } = await connection.call(FETCH, {
    ...defaultFetchRequest,
    maxBytes: FETCH_BYTES_MAX,
    topics: [{ topic: '', topicId, partitions }],
  });
  for (const answer of responses[0]?.partitions ?? []) {
    const reading = readings.find(({ index }) => index === answer.partitionIndex);
    if (reading !== undefined) take(reading, answer);
  }
}

function take(reading: Reading, answer: PartitionData): void {
  reading.failure = failureOf(answer);
  if (reading.failure !== undefined) return;
  reading.end = answer.highWatermark;
  const { batches } = batchesIn(answer.records ?? Buffer.alloc(0));
  try {
    for (const batch of batches) takeBatch(reading, batch);
  } catch (error) {
    reading.failure = error as Error;
  }
}

function takeBatch(reading: Reading, batch: Buffer): void {
  checkBatch(batch);
  for (const { offset, key } of recordsOf(batch)) {
    if (offset < reading.next) continue;
    reading.keys.push([offset, key?.toString() ?? '']);
    reading.next = offset + 1;
  }
}

function failureOf({ errorCode }: { readonly errorCode: number }): Error | undefined {
  return errorCode === ErrorCode.NONE ? undefined : errorOf(errorCode);
}
