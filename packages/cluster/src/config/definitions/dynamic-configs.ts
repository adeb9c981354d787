import type { ConfigDefinition } from '../config-definition.ts';

/** Throttles of replication that can only be set while a broker runs (Kafka's `DynamicConfig`). */
export const DYNAMIC_CONFIGS: readonly ConfigDefinition[] = [
  'leader.replication.throttled.rate',
  'follower.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
].map((name) => ({
  name,
  type: 'LONG',
  default: null,
  min: 0,
  update: 'cluster-wide',
  isDynamicOnly: true,
}));
