import { assert } from '@odradek/base';
import {
  type BrokerConfigSources,
  type ConfigDefinition,
  ConfigSource,
  type ConfigValue,
  effectiveTopicConfig,
  parseConfigValue,
  TOPIC_CONFIGS,
} from '@odradek/cluster';
import type { CompressionType, TimestampType } from '@odradek/protocol';
import type { LogConfig, ValidationLevel } from '@odradek/storage';

import {
  hasCleanupPolicy,
  toCompressionType,
  toFlush,
  toNumber,
  toTimestampType,
  toValidationLevel,
} from './config-value.ts';

/** The configs of a topic that this broker acts on. */
export interface TopicConfig extends Omit<LogConfig, 'recentBytesMax'> {
  /** `max.message.bytes` */
  readonly maxMessageBytes: number;
  /** `message.timestamp.type` */
  readonly messageTimestampType: TimestampType;
  /** `message.timestamp.before.max.ms` */
  readonly messageTimestampBeforeMaxMs: number;
  /** `message.timestamp.after.max.ms` */
  readonly messageTimestampAfterMaxMs: number;
  /** `compression.type`; `undefined` to store records as they come. */
  readonly compressionType: CompressionType | undefined;
  /** `compression.gzip.level` */
  readonly compressionGzipLevel: number;
  /** `compression.lz4.level` */
  readonly compressionLz4Level: number;
  /** `compression.zstd.level` */
  readonly compressionZstdLevel: number;
  /** `odradek.produce.validation` */
  readonly produceValidation: ValidationLevel;
}

type Read = (value: ConfigValue | null) => TopicConfig[keyof TopicConfig];

/** The config that each is read from, and how. */
const FIELDS: { readonly [Field in keyof TopicConfig]: readonly [name: string, read: Read] } = {
  maxMessageBytes: ['max.message.bytes', toNumber],
  messageTimestampType: ['message.timestamp.type', toTimestampType],
  messageTimestampBeforeMaxMs: ['message.timestamp.before.max.ms', toNumber],
  messageTimestampAfterMaxMs: ['message.timestamp.after.max.ms', toNumber],
  segmentBytes: ['segment.bytes', toNumber],
  segmentMs: ['segment.ms', toNumber],
  segmentJitterMs: ['segment.jitter.ms', toNumber],
  segmentIndexBytes: ['segment.index.bytes', toNumber],
  indexIntervalBytes: ['index.interval.bytes', toNumber],
  retentionMs: ['retention.ms', toNumber],
  retentionBytes: ['retention.bytes', toNumber],
  fileDeleteDelayMs: ['file.delete.delay.ms', toNumber],
  isCompacted: ['cleanup.policy', (value) => hasCleanupPolicy(value, 'compact')],
  isDeleted: ['cleanup.policy', (value) => hasCleanupPolicy(value, 'delete')],
  minCleanableDirtyRatio: ['min.cleanable.dirty.ratio', toNumber],
  minCompactionLagMs: ['min.compaction.lag.ms', toNumber],
  maxCompactionLagMs: ['max.compaction.lag.ms', toNumber],
  deleteRetentionMs: ['delete.retention.ms', toNumber],
  flush: ['odradek.flush', toFlush],
  flushMessages: ['flush.messages', toNumber],
  flushMs: ['flush.ms', toNumber],
  compressionType: ['compression.type', toCompressionType],
  compressionGzipLevel: ['compression.gzip.level', toNumber],
  compressionLz4Level: ['compression.lz4.level', toNumber],
  compressionZstdLevel: ['compression.zstd.level', toNumber],
  produceValidation: ['odradek.produce.validation', toValidationLevel],
};

/**
 * What a topic has: what was set on it or on its brokers since they started, and else what they were
 * started with; without `startedWith`, that is looked up too.
 */
export function topicConfigOf(
  topicConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
  startedWith?: TopicConfig,
): TopicConfig {
  const fields = Object.entries(FIELDS).map(([field, [name, read]]) => {
    const definition = TOPIC_CONFIGS.get(name);
    assert(definition !== undefined, 'every field of a topic config has a definition');
    const { value, source } = effectiveTopicConfig(definition, topicConfigs, sources);
    const known = startedWith?.[field as keyof TopicConfig];
    if (source >= ConfigSource.STATIC_BROKER && startedWith !== undefined) return [field, known];
    return [field, read(parse(definition, value))];
  });
  return Object.fromEntries(fields) as TopicConfig;
}

/** Values were validated when they were set; one that is not valid any more counts as none. */
function parse(definition: ConfigDefinition, value: string | null): ConfigValue | null {
  const parsed = value === null ? undefined : parseConfigValue(definition, value);
  if (parsed?.type === 'value') return parsed.value;
  const { default: byDefault } = definition;
  const parsedDefault = byDefault === null ? undefined : parseConfigValue(definition, byDefault);
  return parsedDefault?.type === 'value' ? parsedDefault.value : null;
}
