import type { KafkaError } from '@odradek/base';
import type { PartitionImage, TopicImage } from '@odradek/cluster';

import type { Partition } from '../partition/partition.ts';

/** A partition that this broker leads (Kafka's `HostedPartition`). */
export type HostedPartition =
  | { readonly type: 'online'; readonly partition: Partition }
  | OfflinePartition;

/** Its log could not be opened; whoever asks gets the error until it can be. */
export interface OfflinePartition {
  readonly type: 'offline';
  readonly topic: TopicImage;
  readonly image: PartitionImage;
  readonly error: KafkaError;
  /** When it was last tried to open the log, by the monotonic clock. */
  triedAt: number;
}

/** The partition that a request names, or the error with which it is answered. */
export type PartitionLookup =
  | { readonly type: 'found'; readonly partition: Partition }
  | { readonly type: 'error'; readonly errorCode: number; readonly errorMessage: string | null };
