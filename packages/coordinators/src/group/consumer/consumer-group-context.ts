import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { Groups } from '../groups.ts';
import type { GroupMigration } from '../migration/group-migration.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroupSettings } from './consumer-group-settings.ts';
import type { ConsumerRebalances } from './consumer-rebalances.ts';
import type { Fencing } from './fencing.ts';
import type { MemberReconciler } from './member-reconciler.ts';
import type { MemberTimers } from './member-timers.ts';
import type { SubscribedRegexes } from './subscribed-regexes.ts';

/** What requests to consumer groups work with. */
export interface ConsumerGroupContext {
  readonly shard: CoordinatorShardContext<GroupRecord>;
  /** Those of other protocols too. */
  readonly groups: Groups;
  readonly settings: ConsumerGroupSettings;
  readonly migration: GroupMigration;
  readonly rebalances: ConsumerRebalances;
  readonly fencing: Fencing;
  readonly timers: MemberTimers;
  readonly regexes: SubscribedRegexes;
  readonly reconciler: MemberReconciler;
}
