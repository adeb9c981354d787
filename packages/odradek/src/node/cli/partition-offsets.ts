import { KafkaError, type Offset, type Timestamp } from '@odradek/base';
import type { Admin, OffsetToList } from '@odradek/client/node';

import type { ConsumeRequest } from '../../cli/consume/consume-command.ts';
import { type PartitionOffsets, timeOf } from '../../cli/consume/start-position.ts';

/**
 * What the partitions to consume have, in order. Rejects if the topic or one of the partitions does
 * not exist.
 */
export async function readPartitionOffsets(
  admin: Admin,
  request: ConsumeRequest,
  now: Timestamp,
): Promise<readonly PartitionOffsets[]> {
  const partitions = await choosePartitions(admin, request);
  const time = timeOf(request.position, now);
  const list = (timestamp: OffsetToList['timestamp']): Promise<ReadonlyMap<number, Offset>> =>
    listOffsets(admin, request, partitions, timestamp);
  const [starts, ends, atTime] = await Promise.all([
    list('earliest'),
    list('latest'),
    time === undefined ? undefined : list(time),
  ]);
  return partitions.map((partition) => ({
    topic: request.topic,
    partition,
    start: starts.get(partition) ?? 0,
    end: ends.get(partition) ?? 0,
    atTime: atTime?.get(partition),
  }));
}

async function choosePartitions(
  admin: Admin,
  { topic, partitions: wanted }: ConsumeRequest,
): Promise<readonly number[]> {
  const [description] = await admin.describeTopics([topic]);
  if (description?.error?.code === 'UNKNOWN_TOPIC_OR_PARTITION') throw missingTopic(topic);
  if (description?.error !== undefined) throw description.error;
  const existing = description?.partitions.map(({ partition }) => partition) ?? [];
  const missing = wanted.find((partition) => !existing.includes(partition));
  if (missing !== undefined) throw missingPartition(topic, missing, existing.length);
  return wanted.length === 0 ? existing : wanted;
}

async function listOffsets(
  admin: Admin,
  { topic, isolationLevel }: ConsumeRequest,
  partitions: readonly number[],
  timestamp: OffsetToList['timestamp'],
): Promise<ReadonlyMap<number, Offset>> {
  const wanted = partitions.map((partition) => ({ topic, partition, timestamp }));
  const listed = await admin.listOffsets(wanted, { isolationLevel });
  for (const { error } of listed) if (error !== undefined) throw error;
  return new Map(listed.map(({ partition, offset }) => [partition, offset]));
}

function missingTopic(topic: string): KafkaError {
  return new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `There is no topic ${topic}; create it with "odradek topic create ${topic}", or see ` +
      '"odradek topic list".',
  );
}

function missingPartition(topic: string, partition: number, count: number): KafkaError {
  return new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `--partition is ${partition}, but ${topic} has the partitions 0 to ${count - 1}.`,
  );
}
