import type { KafkaError, Offset, Timestamp, Uuid } from '@odradek/base';

import type { ClientOptions } from '../client-options.ts';

/** Options of an admin client. */
export interface AdminOptions extends ClientOptions {
  /**
   * `default.api.timeout.ms`: how long a call may take with all its repetitions, where it does not
   * say otherwise. The default is 60000.
   */
  readonly defaultApiTimeoutMs?: number;
}

/** How long a call may take. */
export interface CallOptions {
  /** In milliseconds; the default is `defaultApiTimeoutMs`. */
  readonly timeoutMs?: number;
}

/** As `CallOptions`, for calls that change something. */
export interface ChangeOptions extends CallOptions {
  /** Whether to check the request and change nothing. The default is false. */
  readonly validateOnly?: boolean;
}

/** A topic to be created. */
export interface NewTopic {
  readonly name: string;
  /** The default is the broker's `num.partitions`. */
  readonly partitions?: number;
  /** The default is the broker's `default.replication.factor`. */
  readonly replicationFactor?: number;
  /** Configs of the topic, such as `{ 'cleanup.policy': 'compact' }`. */
  readonly configs?: Readonly<Record<string, string>>;
}

/** What became of one topic of a call. */
export interface TopicResult {
  readonly name: string;
  /** Zero where the broker tells none. */
  readonly topicId: Uuid;
  /** Absent if all went well. */
  readonly error?: KafkaError;
}

/** A topic of the cluster. */
export interface TopicListing {
  readonly name: string;
  readonly topicId: Uuid;
  readonly isInternal: boolean;
  readonly partitionsCount: number;
}

/** A partition of a topic. Brokers are given by their ids. */
export interface PartitionDescription {
  readonly partition: number;
  /** -1 while there is none. */
  readonly leader: number;
  /** -1 if the broker does not tell. */
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offline: readonly number[];
}

/** A topic in full. */
export interface TopicDescription extends TopicResult {
  readonly isInternal: boolean;
  /** In order; empty with an error. */
  readonly partitions: readonly PartitionDescription[];
}

/** A topic that is to have more partitions. */
export interface NewPartitions {
  readonly name: string;
  /** How many partitions the topic is to have in all. */
  readonly count: number;
}

/** Up to where records of a partition are deleted. */
export interface RecordsToDelete {
  readonly topic: string;
  readonly partition: number;
  /** The first offset that stays; -1 deletes up to the high watermark. */
  readonly beforeOffset: Offset;
}

/** What became of records that were to be deleted. */
export interface DeletedRecords {
  readonly topic: string;
  readonly partition: number;
  /** The first offset in the log; -1 with an error. */
  readonly lowWatermark: Offset;
  readonly error?: KafkaError;
}

/** Which offset of a partition is wanted. */
export interface OffsetToList {
  readonly topic: string;
  readonly partition: number;
  /** The first record at or after this time, an end of the log, or the record with the latest time. */
  readonly timestamp: Timestamp | 'earliest' | 'latest' | 'max-timestamp';
}

/** An offset that was found. */
export interface ListedOffset {
  readonly topic: string;
  readonly partition: number;
  /** -1 if no record fits. */
  readonly offset: Offset;
  /** The time of the record that was found, else -1. */
  readonly timestamp: Timestamp;
  /** -1 if unknown. */
  readonly leaderEpoch: number;
  readonly error?: KafkaError;
}

/** What configs belong to. */
export interface ConfigResource {
  readonly type: 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group';
  /** The name of the topic or group, or the id of the broker; empty for the default of all brokers. */
  readonly name: string;
}

/** A resource whose configs are wanted. */
export interface ConfigsToDescribe extends ConfigResource {
  /** The keys wanted; the default is all. */
  readonly keys?: readonly string[];
}

/** Who gave a config its value. */
export type ConfigSource =
  | 'topic'
  | 'dynamic-broker'
  | 'dynamic-default-broker'
  | 'static-broker'
  | 'default'
  | 'broker-logger'
  | 'client-metrics'
  | 'group'
  | 'unknown';

/** A config and its value. */
export interface ConfigEntry {
  readonly name: string;
  /** Null if there is none or it is a secret. */
  readonly value: string | null;
  readonly source: ConfigSource;
  readonly isReadOnly: boolean;
  readonly isSensitive: boolean;
}

/** The configs of a resource. */
export interface ConfigDescription extends ConfigResource {
  readonly configs: readonly ConfigEntry[];
  readonly error?: KafkaError;
}

/** A change of one config. */
export interface ConfigChange {
  readonly name: string;
  readonly operation: 'set' | 'delete' | 'append' | 'subtract';
  /** Needed unless the operation is `delete`. */
  readonly value?: string;
}

/** Changes of the configs of a resource. */
export interface ConfigsToAlter extends ConfigResource {
  readonly changes: readonly ConfigChange[];
}

/** What became of changes of configs. */
export interface AlteredConfigs extends ConfigResource {
  readonly error?: KafkaError;
}

/** A broker of the cluster. */
export interface BrokerDescription {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** The cluster. */
export interface ClusterDescription {
  readonly clusterId: string | null;
  /** A broker that takes requests for the controller; -1 if there is none. */
  readonly controllerId: number;
  readonly brokers: readonly BrokerDescription[];
}
