import type { Offset, Timestamp } from '@odradek/base';
import type { CompressionName } from '@odradek/protocol';

import type { ClientOptions } from '../client-options.ts';

/** A header of a record that is to be produced. */
export interface HeaderToSend {
  readonly key: string;
  /** A string is sent as UTF-8. */
  readonly value: Buffer | string | null;
}

/** A record that is to be produced. Its buffers must not change until `send` has settled. */
export interface RecordToSend {
  readonly topic: string;
  /** The default is the hash of the key, or for records without key a partition of our choice. */
  readonly partition?: number;
  /** A string is sent as UTF-8; the default is null, no key. */
  readonly key?: Buffer | string | null;
  /** A string is sent as UTF-8; null is a tombstone. */
  readonly value: Buffer | string | null;
  readonly headers?: readonly HeaderToSend[];
  /** Milliseconds since the epoch; the default is the clock's time. */
  readonly timestamp?: Timestamp;
}

/** Where a record was appended. */
export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  /** -1 with `acks: 0`, and where the broker no longer knows where it had appended a duplicate. */
  readonly offset: Offset;
  /** The record's own, or the broker's if the topic uses LogAppendTime. */
  readonly timestamp: Timestamp;
}

/** Options of a producer; names and defaults are those of Kafka's producer. */
export interface ProducerOptions extends ClientOptions {
  /** Who must have a record before it counts as sent: all in-sync replicas (default), the leader or nobody. */
  readonly acks?: 'all' | -1 | 1 | 0;
  /**
   * `enable.idempotence`: whether the broker drops what a retry sends twice. The default is true,
   * or false if `acks` is not `all`.
   */
  readonly enableIdempotence?: boolean;
  /** `compression.type`. The default is `none`. */
  readonly compression?: CompressionName;
  /** `linger.ms`: how long a batch waits for more records. The default is 5. */
  readonly lingerMs?: number;
  /** `batch.size`: the size up to which records of a partition are gathered, in bytes, 16384. */
  readonly batchSize?: number;
  /** `max.in.flight.requests.per.connection`: 5; with idempotence not more. */
  readonly maxInFlightRequestsPerConnection?: number;
  /** `delivery.timeout.ms`: how long a record may take from its batch's beginning, 120000. */
  readonly deliveryTimeoutMs?: number;
  /** `max.request.size`: the largest record and request, in bytes, 1048576. */
  readonly maxRequestSize?: number;
  /**
   * `buffer.memory`: how many bytes of records may wait to be sent, 33554432. Above it `send` does
   * not reject: its record waits in line, for at most `maxBlockMs`, until others were sent.
   */
  readonly bufferMemory?: number;
  /** `max.block.ms`: how long a record may wait for metadata and memory. The default is 60000. */
  readonly maxBlockMs?: number;
}
