import { ByteReader, ByteWriter } from '@odradek/base';
import {
  readConsumerProtocolSubscription,
  writeConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';

import type { TopicPartition } from '../consumer/consumer-options.ts';
import { readConsumerProtocolVersion } from './consumer-protocol-version.ts';
import { groupByTopic, listPartitions } from './topic-partitions.ts';

const VERSION_MAX = 3;

/** What a member tells the leader of its classic group in JoinGroup (`ConsumerProtocol`). */
export interface Subscription {
  readonly topics: readonly string[];
  /** Bytes for the assignor; null if there are none. */
  readonly userData: Buffer | null;
  /** The partitions that it has at the moment (v1, KIP-429). */
  readonly ownedPartitions: readonly TopicPartition[];
  /** The generation in which it got `ownedPartitions` (v2, KIP-792); -1 if it does not say. */
  readonly generationId: number;
  /** `client.rack` (v3, KIP-881); null for none. */
  readonly rackId: string | null;
}

/**
 * The metadata of a protocol in JoinGroup: a version from 0 to 3 and what it can carry of the
 * subscription, topics and partitions sorted.
 */
export function encodeSubscription(subscription: Subscription, version: number): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(version);
  const value = {
    ...subscription,
    topics: [...subscription.topics].sort(),
    ownedPartitions: groupByTopic(subscription.ownedPartitions),
  };
  writeConsumerProtocolSubscription(writer, value, version);
  return writer.toBuffer();
}

/**
 * What `encodeSubscription` or another client wrote. Versions above 3 are read as 3 and an empty rack
 * is none. User data is a view of `bytes`. Raises `ODRADEK_MALFORMED_MESSAGE`.
 */
export function decodeSubscription(bytes: Buffer): Subscription {
  const reader = new ByteReader(bytes);
  const version = readConsumerProtocolVersion(reader, VERSION_MAX);
  const { topics, userData, ownedPartitions, generationId, rackId } =
    readConsumerProtocolSubscription(reader, version);
  return {
    topics,
    userData,
    ownedPartitions: listPartitions(ownedPartitions),
    generationId: Math.max(generationId, -1),
    rackId: rackId === '' ? null : rackId,
  };
}
