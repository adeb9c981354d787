import { ByteReader, KafkaError } from '@odradek/base';
import {
  type ConsumerProtocolAssignment,
  type ConsumerProtocolSubscription,
  readConsumerProtocolAssignment,
  readConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';

/** The newest version that is known of both; a later one begins with the same fields. */
const LATEST_VERSION = 3;

/**
 * What a consumer subscribes to, of the bytes that it sends in JoinGroup (Kafka's
 * `ConsumerProtocol`); `undefined` if they are something else.
 */
export function parseSubscription(metadata: Buffer): ConsumerProtocolSubscription | undefined {
  return parse(metadata, readConsumerProtocolSubscription);
}

/** What a consumer has, of the bytes that its leader sends in SyncGroup; `undefined` as above. */
export function parseAssignment(assignment: Buffer): ConsumerProtocolAssignment | undefined {
  return parse(assignment, readConsumerProtocolAssignment);
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
