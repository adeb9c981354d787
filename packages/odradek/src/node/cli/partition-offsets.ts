import { KafkaError, type Offset, type Timestamp } from '@odradek/base';
import type { Admin, OffsetToList, TopicPartition } from '@odradek/client/node';

import { compareNames } from '../../cli/command-line/compare-names.ts';
import type { ConsumeRequest } from '../../cli/consume/consume-command.ts';
import { type PartitionOffsets, timeOf } from '../../cli/consume/start-position.ts';
import { PartitionMap } from '../../cli/partition/partition-map.ts';

/**
 * What the partitions to consume have, in order. Rejects if a topic or one of the partitions does
 * not exist, and if no topic matches, but for a group, for which one may come.
 */
export async function readPartitionOffsets(
  admin: Admin,
  request: ConsumeRequest,
  now: Timestamp,
): Promise<readonly PartitionOffsets[]> {
  const partitions = await choosePartitions(admin, request);
  const time = timeOf(request.position, now);
  const list = (timestamp: OffsetToList['timestamp']): Promise<PartitionMap<Offset>> =>
    listOffsets(admin, request, partitions, timestamp);
  const [starts, ends, atTime] = await Promise.all([
    list('earliest'),
    list('latest'),
    time === undefined ? undefined : list(time),
  ]);
  return partitions.map((partition) => ({
    ...partition,
    start: starts.get(partition) ?? 0,
    end: ends.get(partition) ?? 0,
    atTime: atTime?.get(partition),
  }));
}

async function choosePartitions(
  admin: Admin,
  request: ConsumeRequest,
): Promise<readonly TopicPartition[]> {
  const topics = await chooseTopics(admin, request);
  const described = topics.length === 0 ? [] : await admin.describeTopics(topics);
  return described.flatMap(({ name: topic, error, partitions }) => {
    if (error?.code === 'UNKNOWN_TOPIC_OR_PARTITION') throw missingTopic(topic);
    if (error !== undefined) throw error;
    const existing = partitions.map(({ partition }) => partition);
    const missing = request.partitions.find((partition) => !existing.includes(partition));
    if (missing !== undefined) throw missingPartition(topic, missing, existing.length);
    const wanted = request.partitions.length === 0 ? existing : request.partitions;
    return wanted.map((partition) => ({ topic, partition }));
  });
}

async function chooseTopics(
  admin: Admin,
  { topics, group }: ConsumeRequest,
): Promise<readonly string[]> {
  if (topics.type === 'named') return topics.names;
  const listed = await admin.listTopics();
  const names = listed.map(({ name }) => name).filter((name) => topics.expression.test(name));
  if (names.length === 0 && group === undefined) throw nothingMatches();
  return names.sort(compareNames);
}

async function listOffsets(
  admin: Admin,
  { isolationLevel }: ConsumeRequest,
  partitions: readonly TopicPartition[],
  timestamp: OffsetToList['timestamp'],
): Promise<PartitionMap<Offset>> {
  if (partitions.length === 0) return new PartitionMap();
  const wanted = partitions.map((partition) => ({ ...partition, timestamp }));
  const listed = await admin.listOffsets(wanted, { isolationLevel });
  for (const { error } of listed) if (error !== undefined) throw error;
  return PartitionMap.of(listed, ({ offset }) => offset);
}

function nothingMatches(): KafkaError {
  return new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    'No topic matches --include with its whole name; see "odradek topic list".',
  );
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
