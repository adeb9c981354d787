import { ErrorCode } from '@odradek/protocol';
import type { EpochEndOffset } from '@odradek/protocol/messages/01-fetch';

import type { Partition } from '../partition/partition.ts';
import type { RequestedPartition } from './requested-partition.ts';

/** Why nothing of a partition is read. */
export type FetchObstacle =
  | { readonly type: 'error'; readonly errorCode: number }
  | {
      /** The log of the fetcher has what this one has not: it must truncate its own (KIP-595). */
      readonly type: 'diverging';
      readonly divergingEpoch: EpochEndOffset;
    };

/**
 * What stands against reading a partition from where it is wanted, in Kafka's order
 * (`Partition.fetchRecords`); `undefined` if nothing does.
 */
export function obstacleTo(
  requested: RequestedPartition,
  partition: Partition,
  isFromFollower: boolean,
): FetchObstacle | undefined {
  const epochError = partition.checkLeaderEpoch(requested.currentLeaderEpoch);
  if (epochError !== ErrorCode.NONE) return error(epochError);
  // No broker is a replica of our partitions but ourselves.
  if (isFromFollower) return error(ErrorCode.NOT_LEADER_OR_FOLLOWER);
  if (requested.lastFetchedEpoch !== -1) {
    const obstacle = divergence(requested, partition);
    if (obstacle !== undefined) return obstacle;
  }
  const { fetchOffset } = requested;
  // An int64 beyond 2^53 was decoded to a number outside of every log, so it ends here too.
  return fetchOffset < partition.logStartOffset || fetchOffset > partition.log.logEndOffset
    ? OUT_OF_RANGE
    : undefined;
}

/** Whether the log has, up to the offset wanted, the epoch that the last record of the fetcher is of. */
function divergence(
  { lastFetchedEpoch, fetchOffset }: RequestedPartition,
  partition: Partition,
): FetchObstacle | undefined {
  const { epoch, endOffset } = partition.endOffsetForEpoch(lastFetchedEpoch);
  if (epoch === -1 || endOffset === -1) return OUT_OF_RANGE;
  if (fetchOffset < partition.logStartOffset) return OUT_OF_RANGE;
  return epoch < lastFetchedEpoch || endOffset < fetchOffset
    ? { type: 'diverging', divergingEpoch: { epoch, endOffset } }
    : undefined;
}

function error(errorCode: number): FetchObstacle {
  return { type: 'error', errorCode };
}

const OUT_OF_RANGE: FetchObstacle = error(ErrorCode.OFFSET_OUT_OF_RANGE);
