import { ByteReader, ByteWriter, KafkaError } from '@odradek/base';

import { groupByTopic, listPartitions, type PartitionsOfTopic } from '../topic-partitions.ts';
import type { LastAssignment } from '../partition-assignor.ts';
import type { MemberClaim } from './sticky-member.ts';

const NO_GENERATION = -1;
/** The least an array element takes on the wire, and about what it takes in memory. */
const TOPIC_BYTES_MIN = 6;
const TOPIC_COST = 64;
const PARTITION_BYTES = 4;
const PARTITION_COST = 8;

/** The user data of `StickyAssignor`, version 1: the last assignment and its generation. */
export function encodeStickyUserData({ partitions, generationId }: LastAssignment): Buffer {
  const writer = new ByteWriter();
  const topics = groupByTopic(partitions);
  writer.writeArrayLength(topics.length);
  for (const { topic, partitions: numbers } of topics) {
    writer.writeString(topic);
    writer.writeArrayLength(numbers.length);
    for (const partition of numbers) writer.writeInt32(partition);
  }
  writer.writeInt32(generationId);
  return writer.toBuffer();
}

/**
 * Reads user data of version 1, or of version 0, which has no generation. What is neither of them is
 * a claim to nothing, as members of another make may send what they like.
 */
export function decodeStickyUserData(bytes: Buffer): MemberClaim {
  return (
    tryDecode(bytes, { hasGeneration: true }) ??
    tryDecode(bytes, { hasGeneration: false }) ?? { partitions: [], generation: NO_GENERATION }
  );
}

function tryDecode(
  bytes: Buffer,
  { hasGeneration }: { readonly hasGeneration: boolean },
): MemberClaim | undefined {
  const reader = new ByteReader(bytes);
  try {
    const partitions = listPartitions(readTopics(reader));
    return { partitions, generation: hasGeneration ? reader.readInt32() : undefined };
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'ODRADEK_MALFORMED_MESSAGE') return undefined;
    throw error;
  }
}

function readTopics(reader: ByteReader): PartitionsOfTopic[] {
  const count = reader.readArrayLength(TOPIC_BYTES_MIN, TOPIC_COST);
  return Array.from({ length: count }, () => {
    const topic = reader.readString();
    const partitionCount = reader.readArrayLength(PARTITION_BYTES, PARTITION_COST);
    const partitions = Array.from({ length: partitionCount }, () => reader.readInt32());
    return { topic, partitions };
  });
}
