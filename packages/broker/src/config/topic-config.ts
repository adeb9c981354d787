import {
  type BrokerConfigSources,
  ConfigSource,
  type ConfigValue,
  effectiveTopicConfig,
  parseConfigValue,
  TOPIC_CONFIGS,
} from '@odradek/cluster';
import type { CompressionType, TimestampType } from '@odradek/protocol';

import {
  type BrokerConfig,
  hasCleanupPolicy,
  toCompressionType,
  toNumber,
  toTimestampType,
} from './broker-config.ts';

/** The configs of a topic that this broker acts on. */
export interface TopicConfig {
  /** `max.message.bytes` */
  readonly maxMessageBytes: number;
  /** `message.timestamp.type` */
  readonly messageTimestampType: TimestampType;
  /** `message.timestamp.before.max.ms` */
  readonly messageTimestampBeforeMaxMs: number;
  /** `message.timestamp.after.max.ms` */
  readonly messageTimestampAfterMaxMs: number;
  /** `segment.bytes` */
  readonly segmentBytes: number;
  /** `index.interval.bytes` */
  readonly indexIntervalBytes: number;
  /** Whether `cleanup.policy` has `compact`. */
  readonly isCompacted: boolean;
  /** Whether `cleanup.policy` has `delete`. */
  readonly isDeleted: boolean;
  /** `compression.type`; `undefined` to store records as they come. */
  readonly compressionType: CompressionType | undefined;
  /** `compression.gzip.level` */
  readonly compressionGzipLevel: number;
  /** `compression.lz4.level` */
  readonly compressionLz4Level: number;
  /** `compression.zstd.level` */
  readonly compressionZstdLevel: number;
}

/** How each of them is read. */
const FIELDS: ReadonlyMap<string, (value: ConfigValue) => Partial<TopicConfig>> = new Map<
  string,
  (value: ConfigValue) => Partial<TopicConfig>
>([
  ['max.message.bytes', (value) => ({ maxMessageBytes: toNumber(value) })],
  ['message.timestamp.type', (value) => ({ messageTimestampType: toTimestampType(value) })],
  [
    'message.timestamp.before.max.ms',
    (value) => ({ messageTimestampBeforeMaxMs: toNumber(value) }),
  ],
  ['message.timestamp.after.max.ms', (value) => ({ messageTimestampAfterMaxMs: toNumber(value) })],
  ['segment.bytes', (value) => ({ segmentBytes: toNumber(value) })],
  ['index.interval.bytes', (value) => ({ indexIntervalBytes: toNumber(value) })],
  [
    'cleanup.policy',
    (value) => ({
      isCompacted: hasCleanupPolicy(value, 'compact'),
      isDeleted: hasCleanupPolicy(value, 'delete'),
    }),
  ],
  ['compression.type', (value) => ({ compressionType: toCompressionType(value) })],
  ['compression.gzip.level', (value) => ({ compressionGzipLevel: toNumber(value) })],
  ['compression.lz4.level', (value) => ({ compressionLz4Level: toNumber(value) })],
  ['compression.zstd.level', (value) => ({ compressionZstdLevel: toNumber(value) })],
]);

/** What a topic has on which nothing was set, nor on its brokers since they started. */
export function staticTopicConfig(config: BrokerConfig): TopicConfig {
  return {
    maxMessageBytes: config.messageMaxBytes,
    messageTimestampType: config.logMessageTimestampType,
    messageTimestampBeforeMaxMs: config.logMessageTimestampBeforeMaxMs,
    messageTimestampAfterMaxMs: config.logMessageTimestampAfterMaxMs,
    segmentBytes: config.logSegmentBytes,
    indexIntervalBytes: config.logIndexIntervalBytes,
    isCompacted: config.isLogCompacted,
    isDeleted: config.isLogDeleted,
    compressionType: config.compressionType,
    compressionGzipLevel: config.compressionGzipLevel,
    compressionLz4Level: config.compressionLz4Level,
    compressionZstdLevel: config.compressionZstdLevel,
  };
}

/** What a topic has: what was set on it or on its brokers, over what they were started with. */
export function topicConfigOf(
  topicConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
  startedWith: TopicConfig,
): TopicConfig {
  let config = startedWith;
  for (const [name, read] of FIELDS) {
    const definition = TOPIC_CONFIGS.get(name);
    if (definition === undefined) continue;
    const { value, source } = effectiveTopicConfig(definition, topicConfigs, sources);
    if (source >= ConfigSource.STATIC_BROKER || value === null) continue;
    const parsed = parseConfigValue(definition, value);
    if (parsed.type === 'value') config = { ...config, ...read(parsed.value) };
  }
  return config;
}
