import { ErrorCode } from '@odradek/protocol';

import type { Unexplained } from './place-replicas.ts';

/** How many partitions a client may create and delete (KIP-599). */
export interface PartitionChangeQuota {
  /**
   * Takes so many partitions from what the client may change. Answers whether that was allowed; if not
   * nothing is taken.
   */
  take(partitions: number): boolean;
}

/**
 * The refusal of a change of so many partitions, if the client has changed too many lately. Asked for
 * what would succeed otherwise, and for what is only to be validated too, as Kafka's
 * `ControllerRequestContext.applyPartitionChangeQuota`.
 */
export function exceededQuota(
  quota: PartitionChangeQuota | undefined,
  partitions: number,
): Unexplained | undefined {
  if (quota === undefined || quota.take(partitions)) return undefined;
  return { errorCode: ErrorCode.THROTTLING_QUOTA_EXCEEDED, errorMessage: null };
}
