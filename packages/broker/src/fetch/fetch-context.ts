import type { Offset } from '@odradek/base';

import type { FetchSession } from './fetch-session.ts';
import type { RequestedPartition } from './requested-partition.ts';
import type { RequestedPartitions } from './requested-partitions.ts';

/** What a Fetch request is to the sessions (Kafka's `FetchContext`). */
export type FetchContext =
  | SessionlessFetch
  | FullFetch
  | IncrementalFetch
  | {
      /** It cannot be the next of the session that it names. */
      readonly type: 'session-error';
      readonly errorCode: number;
    };

/** Whatever it names is read and answered. */
interface SessionlessFetch {
  readonly type: 'sessionless';
  readonly partitions: RequestedPartitions;
}

/** The first of a session that is made when it is answered, if there is room for one then. */
interface FullFetch {
  readonly type: 'full';
  readonly partitions: RequestedPartitions;
  readonly usesTopicIds: boolean;
  readonly isFromFollower: boolean;
}

/** The next request of a session. */
interface IncrementalFetch {
  readonly type: 'incremental';
  readonly partitions: RequestedPartitions;
  readonly session: FetchSession;
  /** Of the session as long as no later request of it has come. */
  readonly nextEpoch: number;
}

/**
 * Whether a partition that was read without an error is in the answer: always, but in a session only
 * if its fetcher has not been told already what is to be said
 * (`CachedPartition.maybeUpdateResponseData`). What has an error or diverges is always in it.
 */
export function hasNews(
  context: FetchContext,
  requested: RequestedPartition,
  read: {
    readonly highWatermark: Offset;
    readonly logStartOffset: Offset;
  },
): boolean {
  return (
    context.type !== 'incremental' ||
    read.highWatermark !== requested.highWatermark ||
    read.logStartOffset !== requested.logStartOffset
  );
}
