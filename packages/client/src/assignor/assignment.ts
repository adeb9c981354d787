import { ByteReader, ByteWriter } from '@odradek/base';
import {
  readConsumerProtocolAssignment,
  writeConsumerProtocolAssignment,
} from '@odradek/protocol/messages/embedded';

import type { TopicPartition } from '../consumer/consumer-options.ts';
import { readConsumerProtocolVersion } from './consumer-protocol-version.ts';
import { groupByTopic, listPartitions } from './topic-partitions.ts';

const VERSION_MAX = 3;

/** What a member gets from the leader of its classic group by SyncGroup (`ConsumerProtocol`). */
export interface Assignment {
  readonly partitions: readonly TopicPartition[];
  /** Bytes from the assignor; null if there are none. */
  readonly userData: Buffer | null;
}

/** The assignment of a member in SyncGroup, in a version from 0 to 3, partitions sorted. */
export function encodeAssignment({ partitions, userData }: Assignment, version: number): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(version);
  const value = { assignedPartitions: groupByTopic(partitions), userData };
  writeConsumerProtocolAssignment(writer, value, version);
  return writer.toBuffer();
}

/**
 * What `encodeAssignment` or the leader of another kind wrote. Versions above 3 are read as 3. User
 * data is a view of `bytes`. Raises `ODRADEK_MALFORMED_MESSAGE`.
 */
export function decodeAssignment(bytes: Buffer): Assignment {
  const reader = new ByteReader(bytes);
  const version = readConsumerProtocolVersion(reader, VERSION_MAX);
  const { assignedPartitions, userData } = readConsumerProtocolAssignment(reader, version);
  return { partitions: listPartitions(assignedPartitions), userData };
}
