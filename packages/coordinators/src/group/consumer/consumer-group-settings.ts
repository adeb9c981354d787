import { KafkaError } from '@odradek/base';

import type { MigrationPolicy } from '../migration/migration-policy.ts';
import type { CompileTopicRegex } from '../topic-regex/compiled-topic-regexes.ts';
import type { SharedTurns } from '../topic-regex/shared-turns.ts';

/** The settings of consumer groups on a broker. Names are Kafka's, prefix `group.consumer.` left out. */
export interface ConsumerGroupSettings {
  /** `group.consumer.assignors`: those that members may choose from; the first is the default. */
  readonly assignors: readonly ('uniform' | 'range')[];
  /** `group.consumer.max.size` */
  readonly maxSize: number;
  /** `group.consumer.migration.policy` */
  readonly migrationPolicy: MigrationPolicy;
  /** `group.consumer.regex.refresh.interval.ms` */
  readonly regexRefreshIntervalMs: number;
  /** What holds for a group: what is configured for it, else what is configured for the broker. */
  configOf(groupId: string): ConsumerGroupConfig;
}

/** What can be configured for a single group too; all in milliseconds. */
export interface ConsumerGroupConfig {
  /** `consumer.session.timeout.ms`, else `group.consumer.session.timeout.ms` */
  readonly sessionTimeoutMs: number;
  /** `consumer.heartbeat.interval.ms`, else `group.consumer.heartbeat.interval.ms` */
  readonly heartbeatIntervalMs: number;
  /**
   * `consumer.assignment.interval.ms`, else `group.consumer.assignment.interval.ms`: how long one target
   * assignment holds at least. 0 for no time.
   */
  readonly assignmentIntervalMs: number;
}

/** What consumer groups are told besides the context of their shard. */
export interface ConsumerGroupsOptions {
  readonly settings: ConsumerGroupSettings;
  readonly compileTopicRegex: CompileTopicRegex;
  /** In which topics of regular expressions are looked for; a shard has its own if not given. */
  readonly regexTurns?: SharedTurns;
}

/** Kafka's defaults; regular expressions are refused, as nothing is given to compile them. */
export const DEFAULT_CONSUMER_GROUPS: ConsumerGroupsOptions = {
  settings: {
    assignors: ['uniform', 'range'],
    maxSize: 2_147_483_647,
    migrationPolicy: 'bidirectional',
    regexRefreshIntervalMs: 600_000,
    configOf: () => ({
      sessionTimeoutMs: 45_000,
      heartbeatIntervalMs: 5000,
      assignmentIntervalMs: 1000,
    }),
  },
  compileTopicRegex(regex) {
    throw new KafkaError(
      'INVALID_REGULAR_EXPRESSION',
      `SubscribedTopicRegex \`${regex}\` cannot be used: this broker has no engine for regular expressions.`,
    );
  },
};
