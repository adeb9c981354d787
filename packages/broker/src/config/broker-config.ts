import { BrokerConfigValues, ConfigurationsImage } from '@odradek/cluster';
import type { JournalForm } from '@odradek/storage';

import type { QuotaWindows } from '../quota/quota-windows.ts';
import { type CleanerConfig, cleanerConfigOf } from './cleaner-config.ts';
import { toJournalForm, toNumber } from './config-value.ts';
import { type GroupConfig, groupConfigOf } from './group-config.ts';
import { type TopicConfig, topicConfigOf } from './topic-config.ts';

const MS_PER_SECOND = 1000;

/** The settings of a broker that its core needs. Names are Kafka's, units are in the last word. */
export interface BrokerConfig {
  /** Every config that the operator gave, as text by name. */
  readonly staticConfigs: ReadonlyMap<string, string>;
  /** `node.id` */
  readonly nodeId: number;
  /** `broker.rack` */
  readonly brokerRack: string | null;
  /** `num.partitions`: of topics that are created without a number. */
  readonly numPartitions: number;
  /** `default.replication.factor` */
  readonly defaultReplicationFactor: number;
  /** `auto.create.topics.enable` */
  readonly autoCreateTopicsEnable: boolean;
  /** `delete.topic.enable` */
  readonly deleteTopicEnable: boolean;
  /** `transaction.max.timeout.ms` */
  readonly transactionMaxTimeoutMs: number;
  /** `producer.id.expiration.ms`: how long a producer that writes nothing is known. */
  readonly producerIdExpirationMs: number;
  /** `producer.id.expiration.check.interval.ms` */
  readonly producerIdExpirationCheckIntervalMs: number;
  /** `max.request.partition.size.limit`: the most partitions of one page of DescribeTopicPartitions. */
  readonly maxRequestPartitionSizeLimit: number;
  /** `odradek.max.decompressed.batch.bytes`: the largest record batch once it is decompressed. */
  readonly maxDecompressedBatchBytes: number;
  /** `fetch.max.bytes`: the most that one Fetch response holds, whatever was asked for. */
  readonly fetchMaxBytes: number;
  /** `max.incremental.fetch.session.cache.slots`: how many fetch sessions there are at most. */
  readonly maxIncrementalFetchSessionCacheSlots: number;
  /** `quota.window.num` and `quota.window.size.seconds`: over what time rates of clients count. */
  readonly quotaWindows: QuotaWindows;
  /** `controller.quota.window.num` and `controller.quota.window.size.seconds` */
  readonly controllerQuotaWindows: QuotaWindows;
  /** `socket.request.max.bytes` */
  readonly socketRequestMaxBytes: number;
  /** The names in `listeners`, in upper case. */
  readonly listenerNames: readonly string[];
  /** `socket.listen.backlog.size` */
  readonly socketListenBacklogSize: number;
  /** `connections.max.idle.ms`: below zero connections are never closed for being idle. */
  readonly connectionsMaxIdleMs: number;
  /** `queued.max.requests` */
  readonly queuedMaxRequests: number;
  /** `queued.max.request.bytes`: at or below zero there is no limit. */
  readonly queuedMaxRequestBytes: number;
  /** `odradek.queued.max.response.bytes` */
  readonly queuedMaxResponseBytes: number;
  /** `inter.broker.listener.name`, or what stands for it. */
  readonly interBrokerListenerName: string;
  /** `log.retention.check.interval.ms`: how often old segments are looked for. */
  readonly logRetentionCheckIntervalMs: number;
  /** `log.flush.offset.checkpoint.interval.ms`: how often recovery points are written down. */
  readonly logFlushOffsetCheckpointIntervalMs: number;
  /**
   * `log.flush.scheduler.interval.ms`: how often `flush.ms` is looked at; `undefined` if it was not
   * given.
   */
  readonly logFlushSchedulerIntervalMs: number | undefined;
  /** `log.cleaner.*`: how logs are compacted. */
  readonly logCleaner: CleanerConfig;
  /** `odradek.slow.request.log.ms`: requests that take as long are told to the operator; 0 for none. */
  readonly slowRequestLogMs: number;
  /** `odradek.journal.form` */
  readonly journalForm: JournalForm;
  /** `odradek.journal.bytes`: of the journal of each log directory. */
  readonly journalBytes: number;
  /** For consumer groups and their offsets. */
  readonly groups: GroupConfig;
  /** What topics have on which nothing is set. */
  readonly topicDefaults: TopicConfig;
}

/** The settings of a broker, from what the operator gave and the defaults. */
export function brokerConfigOf(values: BrokerConfigValues): BrokerConfig {
  const number = (name: string): number => toNumber(values.get(name));
  return {
    staticConfigs: values.given,
    nodeId: number('node.id'),
    brokerRack: values.text('broker.rack'),
    numPartitions: number('num.partitions'),
    defaultReplicationFactor: number('default.replication.factor'),
    autoCreateTopicsEnable: values.get('auto.create.topics.enable') === true,
    deleteTopicEnable: values.get('delete.topic.enable') === true,
    transactionMaxTimeoutMs: number('transaction.max.timeout.ms'),
    producerIdExpirationMs: number('producer.id.expiration.ms'),
    producerIdExpirationCheckIntervalMs: number('producer.id.expiration.check.interval.ms'),
    maxRequestPartitionSizeLimit: number('max.request.partition.size.limit'),
    maxDecompressedBatchBytes: number('odradek.max.decompressed.batch.bytes'),
    fetchMaxBytes: number('fetch.max.bytes'),
    maxIncrementalFetchSessionCacheSlots: number('max.incremental.fetch.session.cache.slots'),
    quotaWindows: {
      count: number('quota.window.num'),
      sizeMs: MS_PER_SECOND * number('quota.window.size.seconds'),
    },
    controllerQuotaWindows: {
      count: number('controller.quota.window.num'),
      sizeMs: MS_PER_SECOND * number('controller.quota.window.size.seconds'),
    },
    socketRequestMaxBytes: number('socket.request.max.bytes'),
    listenerNames: values.list('listeners').map((text) => text.replace(/:.*$/, '').toUpperCase()),
    socketListenBacklogSize: number('socket.listen.backlog.size'),
    connectionsMaxIdleMs: number('connections.max.idle.ms'),
    queuedMaxRequests: number('queued.max.requests'),
    queuedMaxRequestBytes: number('queued.max.request.bytes'),
    queuedMaxResponseBytes: number('odradek.queued.max.response.bytes'),
    interBrokerListenerName: (
      values.text('inter.broker.listener.name') ??
      values.text('security.inter.broker.protocol') ??
      'PLAINTEXT'
    ).toUpperCase(),
    logRetentionCheckIntervalMs: number('log.retention.check.interval.ms'),
    logFlushOffsetCheckpointIntervalMs: number('log.flush.offset.checkpoint.interval.ms'),
    logFlushSchedulerIntervalMs: values.given.has('log.flush.scheduler.interval.ms')
      ? number('log.flush.scheduler.interval.ms')
      : undefined,
    logCleaner: cleanerConfigOf(number, values.get('log.cleaner.enable') === true),
    slowRequestLogMs: number('odradek.slow.request.log.ms'),
    journalForm: toJournalForm(values.get('odradek.journal.form')),
    journalBytes: number('odradek.journal.bytes'),
    groups: groupConfigOf(values),
    topicDefaults: topicConfigOf(new Map(), {
      nodeId: number('node.id'),
      staticConfigs: values.given,
      configs: new ConfigurationsImage(),
    }),
  };
}

/** What a broker has that is started without any config. */
export const DEFAULT_BROKER_CONFIG: BrokerConfig = brokerConfigOf(
  new BrokerConfigValues(new Map()),
);
