export { AssertionFailure, assert, unreachable } from './assert.ts';
export { BlockPool } from './bytes/block-pool.ts';
export { ByteReader, type ByteReaderOptions } from './bytes/byte-reader.ts';
export { ByteWriter, unsignedVarintBytes } from './bytes/byte-writer.ts';
export { crc32c, crc32cImplementation, crc32cNative, crc32cOfRange } from './checksum/crc32c.ts';
export { crc32cByTable } from './checksum/crc32c-table.ts';
export { xxh3 } from './checksum/xxh3.ts';
export { KafkaError, type KafkaErrorOptions } from './errors/kafka-error.ts';
export {
  isOutOfRangeInt64,
  OUT_OF_RANGE_INT64,
  type Offset,
  type Timestamp,
  type Uuid,
} from './numbers.ts';
export { javaHashBucket, javaHashBuckets, javaHashOrder } from './java-hash/java-hash-order.ts';
export { javaStringHash } from './java-hash/java-string-hash.ts';
export { canonicalIpAddress } from './network/ip-address.ts';
export type {
  Acceptor,
  Endpoint,
  ListenOptions,
  Network,
  Socket,
  SocketEvents,
} from './network/network.ts';
export type { RandomSource } from './random/random-source.ts';
export { randomUuid } from './random/random-uuid.ts';
export { nearestName } from './text/nearest-name.ts';
export type { Clock, Timer } from './time/clock.ts';
export {
  METADATA_TOPIC_ID,
  uuidFromBytes,
  uuidFromRandomBytes,
  uuidToBytes,
  ZERO_UUID,
} from './uuid/uuid.ts';
export { TaskSlots } from './tasks/task-slots.ts';
export { TasksInOrder } from './tasks/tasks-in-order.ts';
