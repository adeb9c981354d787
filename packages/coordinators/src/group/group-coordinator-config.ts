/** The settings of group coordinators. Names are Kafka's. */
export interface GroupCoordinatorConfig {
  /** `group.initial.rebalance.delay.ms`: how long the first member of a group waits for others. */
  readonly groupInitialRebalanceDelayMs: number;
  /** `group.max.session.timeout.ms`: what members of classic groups may ask for at most. */
  readonly groupMaxSessionTimeoutMs: number;
  /** `group.max.size`: how many members a classic group may have. */
  readonly groupMaxSize: number;
  /** `group.min.session.timeout.ms`: what members of classic groups may ask for at least. */
  readonly groupMinSessionTimeoutMs: number;
  /** `offset.metadata.max.bytes` */
  readonly offsetMetadataMaxBytes: number;
  /** `offsets.retention.minutes`, in milliseconds. */
  readonly offsetsRetentionMs: number;
  /** `offsets.retention.check.interval.ms` */
  readonly offsetsRetentionCheckIntervalMs: number;
}
