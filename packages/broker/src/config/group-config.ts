import { KafkaError } from '@odradek/base';
import type { BrokerConfigValues } from '@odradek/cluster';
import { COMPRESSION_NAMES, type CompressionType } from '@odradek/protocol';

import { toNumber } from './config-value.ts';

const MS_PER_MINUTE = 60_000;

/** The assignors that this broker has for consumer groups, by Kafka's names. */
const SERVER_ASSIGNORS = ['uniform', 'range'] as const;

/** Whether groups go from one protocol to the other, by Kafka's names. */
const MIGRATION_POLICIES = ['bidirectional', 'upgrade', 'downgrade', 'disabled'] as const;

/** The settings of a broker for groups of the consumer protocol (KIP-848). Names are Kafka's. */
export interface ConsumerGroupsConfig {
  /** Whether `group.coordinator.rebalance.protocols` has `consumer`. */
  readonly isEnabled: boolean;
  /** `group.consumer.assignors`: the first is the default. */
  readonly assignors: readonly (typeof SERVER_ASSIGNORS)[number][];
  /** `group.consumer.max.size` */
  readonly maxSize: number;
  /** `group.consumer.migration.policy` */
  readonly migrationPolicy: (typeof MIGRATION_POLICIES)[number];
  /** `group.consumer.regex.refresh.interval.ms` */
  readonly regexRefreshIntervalMs: number;
  /** `group.consumer.session.timeout.ms` */
  readonly sessionTimeoutMs: number;
  /** `group.consumer.heartbeat.interval.ms` */
  readonly heartbeatIntervalMs: number;
  /** `group.consumer.assignment.interval.ms`, as it is without dynamic configs. */
  readonly assignmentIntervalMs: number;
}

/** The settings of a broker for groups and their offsets. Names are Kafka's. */
export interface GroupConfig {
  /** For groups of the consumer protocol. */
  readonly consumer: ConsumerGroupsConfig;
  /** `group.initial.rebalance.delay.ms` */
  readonly groupInitialRebalanceDelayMs: number;
  /** `group.max.session.timeout.ms` */
  readonly groupMaxSessionTimeoutMs: number;
  /** `group.max.size`: of members of a classic group. */
  readonly groupMaxSize: number;
  /** `group.min.session.timeout.ms` */
  readonly groupMinSessionTimeoutMs: number;
  /** `offset.metadata.max.bytes` */
  readonly offsetMetadataMaxBytes: number;
  /** `offsets.commit.timeout.ms`: how long a response waits for what it says to be committed. */
  readonly offsetsCommitTimeoutMs: number;
  /** `offsets.load.buffer.size` */
  readonly offsetsLoadBufferBytes: number;
  /** `offsets.retention.minutes` */
  readonly offsetsRetentionMs: number;
  /** `offsets.retention.check.interval.ms` */
  readonly offsetsRetentionCheckIntervalMs: number;
  /** `offsets.topic.compression.codec` */
  readonly offsetsTopicCompression: CompressionType;
  /** `offsets.topic.num.partitions`: of the topic once it is created. */
  readonly offsetsTopicNumPartitions: number;
  /** `offsets.topic.replication.factor`: at most; there are no more than brokers. */
  readonly offsetsTopicReplicationFactor: number;
  /** `offsets.topic.segment.bytes`: of the topic once it is created. */
  readonly offsetsTopicSegmentBytes: number;
}

/** The settings for groups, from what the operator gave and the defaults. */
export function groupConfigOf(values: BrokerConfigValues): GroupConfig {
  const number = (name: string): number => toNumber(values.get(name));
  return {
    consumer: consumerGroupsConfigOf(values),
    groupInitialRebalanceDelayMs: number('group.initial.rebalance.delay.ms'),
    groupMaxSessionTimeoutMs: number('group.max.session.timeout.ms'),
    groupMaxSize: number('group.max.size'),
    groupMinSessionTimeoutMs: number('group.min.session.timeout.ms'),
    offsetMetadataMaxBytes: number('offset.metadata.max.bytes'),
    offsetsCommitTimeoutMs: number('offsets.commit.timeout.ms'),
    offsetsLoadBufferBytes: number('offsets.load.buffer.size'),
    offsetsRetentionMs: MS_PER_MINUTE * number('offsets.retention.minutes'),
    offsetsRetentionCheckIntervalMs: number('offsets.retention.check.interval.ms'),
    offsetsTopicCompression: codecOf(number('offsets.topic.compression.codec')),
    offsetsTopicNumPartitions: number('offsets.topic.num.partitions'),
    offsetsTopicReplicationFactor: number('offsets.topic.replication.factor'),
    offsetsTopicSegmentBytes: number('offsets.topic.segment.bytes'),
  };
}

function consumerGroupsConfigOf(values: BrokerConfigValues): ConsumerGroupsConfig {
  const number = (name: string): number => toNumber(values.get(name));
  const assignors = values.list('group.consumer.assignors');
  return {
    isEnabled: values.list('group.coordinator.rebalance.protocols').includes('consumer'),
    assignors: assignors.map(serverAssignorOf),
    maxSize: number('group.consumer.max.size'),
    migrationPolicy: migrationPolicyOf(values.text('group.consumer.migration.policy')),
    regexRefreshIntervalMs: number('group.consumer.regex.refresh.interval.ms'),
    sessionTimeoutMs: number('group.consumer.session.timeout.ms'),
    heartbeatIntervalMs: number('group.consumer.heartbeat.interval.ms'),
    assignmentIntervalMs: number('group.consumer.assignment.interval.ms'),
  };
}

function migrationPolicyOf(text: string | null): (typeof MIGRATION_POLICIES)[number] {
  return MIGRATION_POLICIES.find((policy) => policy === text?.toLowerCase()) ?? 'disabled';
}

function serverAssignorOf(name: string): (typeof SERVER_ASSIGNORS)[number] {
  const assignor = SERVER_ASSIGNORS.find((each) => each === name);
  if (assignor !== undefined) return assignor;
  throw new KafkaError(
    'INVALID_CONFIG',
    `group.consumer.assignors names ${name}, which is no assignor of this broker; use ` +
      `${SERVER_ASSIGNORS.join(' and ')}. Classes of Java cannot be loaded.`,
  );
}

function codecOf(id: number): CompressionType {
  if (id >= 0 && id < COMPRESSION_NAMES.length) return id as CompressionType;
  throw new KafkaError(
    'INVALID_CONFIG',
    `offsets.topic.compression.codec is ${id}; set it to 0 (none), 1 (gzip), 2 (snappy), 3 (lz4) ` +
      'or 4 (zstd).',
  );
}
