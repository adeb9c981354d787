import type { RequestedPartitions } from './requested-partitions.ts';

/** The id in requests and responses that belong to no session. */
export const NO_SESSION_ID = 0;
/** The epoch of a request that names all its partitions and wants a session. */
export const INITIAL_EPOCH = 0;
/** The epoch of a request that wants no session, and ends the one that it names. */
export const FINAL_EPOCH = -1;
const EPOCH_MAX: number = 2 ** 31 - 1;

/** The epoch of the request after one (`FetchMetadata.nextEpoch`): it never comes back to 0. */
export function nextEpoch(epoch: number): number {
  if (epoch < 0) return FINAL_EPOCH;
  return epoch === EPOCH_MAX ? 1 : epoch + 1;
}

/**
 * What a fetcher wants, kept between its requests, so that they need only name what changes, and
 * answers only hold what is new (KIP-227).
 */
export class FetchSession {
  readonly id: number;
  /** Whether a follower made it, which takes the place of consumers, and not the other way round. */
  readonly isPrivileged: boolean;
  /** Whether its requests name topics by id: they may not change that. */
  readonly usesTopicIds: boolean;
  readonly partitions: RequestedPartitions;
  /** On the monotonic clock, in milliseconds. */
  readonly createdMs: number;
  /** When its last request came. Only the cache changes it. */
  usedMs: number;
  /** How many partitions it had then. Only the cache changes it. */
  cachedSize = 0;
  /** That the next request must have. */
  epoch: number = nextEpoch(INITIAL_EPOCH);

  constructor(options: {
    readonly id: number;
    readonly isPrivileged: boolean;
    readonly usesTopicIds: boolean;
    readonly partitions: RequestedPartitions;
    readonly nowMs: number;
  }) {
    this.id = options.id;
    this.isPrivileged = options.isPrivileged;
    this.usesTopicIds = options.usesTopicIds;
    this.partitions = options.partitions;
    this.createdMs = options.nowMs;
    this.usedMs = options.nowMs;
  }
}
