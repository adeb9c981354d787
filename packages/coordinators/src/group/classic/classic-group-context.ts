import type { RebalanceListener } from '../../ports/rebalance-listener.ts';
import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { GroupCoordinatorConfig } from '../group-coordinator-config.ts';
import type { GroupRecord } from '../record/group-record.ts';

/** What classic groups are told by the configuration. */
export type ClassicGroupSettings = Pick<
  GroupCoordinatorConfig,
  | 'groupInitialRebalanceDelayMs'
  | 'groupMaxSessionTimeoutMs'
  | 'groupMaxSize'
  | 'groupMinSessionTimeoutMs'
>;

/** What the groups of a shard work with. */
export interface ClassicGroupContext extends Pick<
  CoordinatorShardContext<GroupRecord>,
  'timer' | 'random' | 'now' | 'monotonicMs' | 'report'
> {
  readonly settings: ClassicGroupSettings;
  readonly rebalanceListener: RebalanceListener;
}

/** Who sent a request, as far as members are told apart by it. */
export interface RequestOrigin {
  /** Of the header; empty if the client gave none. */
  readonly clientId: string;
  /** As Kafka writes it: `/127.0.0.1`. */
  readonly clientHost: string;
  readonly apiVersion: number;
}
