import { ByteReader, ByteWriter, KafkaError } from '@odradek/base';
import {
  type ConsumerProtocolAssignment,
  type ConsumerProtocolSubscription,
  readConsumerProtocolAssignment,
  readConsumerProtocolSubscription,
  writeConsumerProtocolAssignment,
} from '@odradek/protocol/messages/embedded';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type { MemberAssignment } from '../assignor/partition-assignor.ts';

/** The newest version that is known of both; a later one begins with the same fields. */
const LATEST_VERSION = 3;
const ASSIGNMENT_BYTES_LIKELY = 128;

/**
 * What a consumer subscribes to, of the bytes that it sends in JoinGroup (Kafka's
 * `ConsumerProtocol`); `undefined` if they are something else.
 */
export function parseSubscription(metadata: Buffer): ConsumerProtocolSubscription | undefined {
  return parse(metadata, readConsumerProtocolSubscription);
}

/**
 * The topics alone of what a consumer subscribes to, which every version of it begins with. Whatever
 * later version the bytes claim, no more than version 0 has is asked of them
 * (`ClassicGroup.computeSubscribedTopics`): some clients write a later version without its fields.
 */
export function parseSubscribedTopics(metadata: Buffer): readonly string[] | undefined {
  return parse(metadata, (reader) => readConsumerProtocolSubscription(reader, 0))?.topics;
}

/** What a consumer has, of the bytes that its leader sends in SyncGroup; `undefined` as above. */
export function parseAssignment(assignment: Buffer): ConsumerProtocolAssignment | undefined {
  return parse(assignment, readConsumerProtocolAssignment);
}

/** The version of the protocol that a consumer speaks, of the bytes as in `parseSubscription`. */
export function versionOf(metadata: Buffer): number | undefined {
  if (metadata.length < 2) return undefined;
  const version = metadata.readInt16BE();
  return version < 0 ? undefined : version;
}

/**
 * What a consumer has, as it is told in SyncGroup in a version of the protocol or, if that is a later
 * one, in the latest that is known. Topics that do not exist any more are left out.
 */
export function serializeAssignment(
  assignment: MemberAssignment,
  version: number,
  topics: TopicsImage,
): Buffer {
  const knownVersion = Math.min(version, LATEST_VERSION);
  const assignedPartitions = Array.from(assignment).flatMap(([topicId, partitions]) => {
    const topic = topics.topicById(topicId)?.name;
    return topic === undefined ? [] : [{ topic, partitions }];
  });
  const writer = new ByteWriter(ASSIGNMENT_BYTES_LIKELY);
  writer.writeInt16(knownVersion);
  writeConsumerProtocolAssignment(writer, { assignedPartitions, userData: null }, knownVersion);
  return writer.toBuffer();
}

function parse<Message>(
  bytes: Buffer,
  read: (reader: ByteReader, version: number) => Message,
): Message | undefined {
  const reader = new ByteReader(bytes);
  try {
    const version = reader.readInt16();
    return version < 0 ? undefined : read(reader, Math.min(version, LATEST_VERSION));
  } catch (error) {
    // Opaque to everybody but consumers: a client of another kind may send what it likes.
    if (error instanceof KafkaError) return undefined;
    throw error;
  }
}
