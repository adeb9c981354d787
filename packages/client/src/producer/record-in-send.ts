import { type KafkaError, type Timestamp } from '@odradek/base';

import type { HeaderToSend, RecordMetadata } from './producer-options.ts';

/** A record on its way, and who waits for it. */
export interface RecordInSend {
  readonly topic: string;
  /** The partition that the caller asks for. */
  readonly partition: number | undefined;
  readonly key: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers: readonly HeaderToSend[];
  readonly timestamp: Timestamp;
  /** At least what the record takes in a batch of its own. */
  readonly sizeInBytesMax: number;
  /** When to give up waiting for metadata and memory, on the monotonic clock. */
  readonly blockedUntilMs: number;
  /** How many calls of `flush` had come before the record. */
  readonly flushes: number;
  readonly resolve: (metadata: RecordMetadata) => void;
  readonly reject: (error: KafkaError) => void;
}
