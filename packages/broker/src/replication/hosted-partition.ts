import type { KafkaError } from '@odradek/base';
import type { PartitionImage, TopicImage } from '@odradek/cluster';
import type { LazyLog } from '@odradek/storage';

import type { Partition } from '../partition/partition.ts';

/** A partition that this broker leads (Kafka's `HostedPartition`). */
export type HostedPartition =
  | { readonly type: 'online'; readonly partition: Partition }
  | UnopenedPartition
  | OfflinePartition
  | LostPartition;

/** A partition by what the metadata and the storage know of it. */
interface NamedPartition {
  readonly topic: TopicImage;
  readonly image: PartitionImage;
  readonly lazyLog: LazyLog;
}

/** Its log was not needed yet. */
export interface UnopenedPartition extends NamedPartition {
  readonly type: 'unopened';
  /** The opening of its log, if that is under way. */
  opening: Promise<void> | undefined;
}

/** Its log could not be opened; whoever asks gets the error until it can be. */
export interface OfflinePartition extends NamedPartition {
  readonly type: 'offline';
  readonly error: KafkaError;
  /** When it was last tried to open the log, by the monotonic clock. */
  triedAt: number;
}

/** Its log directory is offline, which ends with the next start at the earliest. */
export interface LostPartition {
  readonly type: 'directory-offline';
  readonly error: KafkaError;
}

/** The partition that a request names, or the error with which it is answered. */
export type PartitionLookup =
  | { readonly type: 'found'; readonly partition: Partition }
  | { readonly type: 'error'; readonly errorCode: number; readonly errorMessage: string | null };
