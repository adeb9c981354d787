import type { GroupTimeouts } from '../../history/group-ownership.ts';

const HEARTBEATS_PER_TIMEOUT = 4;
const RESTS_PER_TIMEOUT = 8;

/** How often a member says that it lives, in milliseconds of its own clock. */
export interface Pace {
  readonly heartbeatIntervalMs: number;
  /** How long it rests at most once there is nothing left to read. */
  readonly restMsMax: number;
}

/**
 * The pace of members that mean to stay: they are heard within their session timeout, and they hear
 * that their group rebalances long before its rebalance timeout, which may be the shorter one. If they
 * did not, each of them would be put out while others join, and the group would never come to rest.
 */
export function paceOf({ sessionTimeoutMs, rebalanceTimeoutMs }: GroupTimeouts): Pace {
  const timeoutMs = Math.min(sessionTimeoutMs, rebalanceTimeoutMs);
  return {
    heartbeatIntervalMs: timeoutMs / HEARTBEATS_PER_TIMEOUT,
    restMsMax: Math.ceil(timeoutMs / RESTS_PER_TIMEOUT),
  };
}
