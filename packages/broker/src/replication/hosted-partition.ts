import type { KafkaError } from '@odradek/base';

import type { Partition } from '../partition/partition.ts';

/** A partition that this broker leads (Kafka's `HostedPartition`). */
export type HostedPartition =
  | { readonly type: 'online'; readonly partition: Partition }
  /** Its log cannot be used; whoever asks gets the error until the operator has helped. */
  | { readonly type: 'offline'; readonly error: KafkaError };

/** The partition that a request names, or the error with which it is answered. */
export type PartitionLookup =
  | { readonly type: 'found'; readonly partition: Partition }
  | { readonly type: 'error'; readonly errorCode: number; readonly errorMessage: string | null };
