/** Hears of the rebalances of groups, so that people can be told why their consumers stood still. */
export interface RebalanceListener {
  /** A rebalance has ended. Called once for each; must not throw. */
  onRebalanced(rebalance: RebalanceExplained): void;
}

/** What a rebalance was about. */
export interface RebalanceExplained {
  readonly groupId: string;
  readonly groupType: 'classic' | 'consumer';
  /** The generation of a classic group, or the group epoch, that it led to. */
  readonly generationId: number;
  /** How many generations, or epochs, it took: more than 1 if something changed before it was over. */
  readonly generations: number;
  /** Such as `consumer`; empty if the group never had a member. */
  readonly protocolType: string;
  /** The protocol that was elected, such as an assignor; `undefined` if nobody is left. */
  readonly protocolName: string | undefined;
  /** `undefined` of a consumer group. */
  readonly leaderId: string | undefined;
  /** Why it began, and began again, in words for people; the first came first. */
  readonly reasons: readonly string[];
  /** Who is a member now that was none before. */
  readonly joined: readonly RebalancedMember[];
  /** Who is no member any more. */
  readonly gone: readonly MemberDeparture[];
  readonly membersCount: number;
  /**
   * Members whose part has no partition. Known of consumers only; a rebalance of cooperative members
   * may leave one idle until the next, which follows at once.
   */
  readonly idle: readonly RebalancedMember[];
  /** From the first reason until every member could fetch its part, in milliseconds. */
  readonly durationMs: number;
}

/** Who a member is. */
export interface RebalancedMember {
  readonly memberId: string;
  /** Of a static member. */
  readonly groupInstanceId: string | undefined;
  readonly clientId: string;
  /** As Kafka writes it: `/127.0.0.1`. */
  readonly clientHost: string;
}

/** A member that is gone, and how. */
export interface MemberDeparture extends RebalancedMember {
  /**
   * - `left`: it said so, or an administrator removed it.
   * - `session timeout`: no heartbeat came in time.
   * - `rebalance timeout`: it did not join again in time.
   * - `sync timeout`: it joined but did not fetch its part in time.
   * - `replaced`: a static member of the same name took its place.
   * - `group full`: the group has more members than `group.max.size`.
   */
  readonly cause:
    | 'left'
    | 'session timeout'
    | 'rebalance timeout'
    | 'sync timeout'
    | 'replaced'
    | 'group full';
  /** In words for people, such as what the client gave as its reason. */
  readonly reason: string;
}
