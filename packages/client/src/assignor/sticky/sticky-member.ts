import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { MemberSubscription } from '../partition-assignor.ts';

/** What a member says that it had, and since when (`AbstractStickyAssignor.MemberData`). */
export interface MemberClaim {
  readonly partitions: readonly TopicPartition[];
  /** Undefined if it does not say, -1 if it says that it has none. */
  readonly generation: number | undefined;
}

/** One member of a group that is assigned by a sticky assignor. */
export interface StickyMember {
  readonly subscription: MemberSubscription;
  readonly topics: ReadonlySet<string>;
  readonly claim: MemberClaim;
  /** Its place among all members by member id. */
  readonly rank: number;
}
