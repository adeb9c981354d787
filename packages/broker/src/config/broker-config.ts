import { BrokerConfigValues, type ConfigValue } from '@odradek/cluster';
import { COMPRESSION_NAMES, CompressionType, type TimestampType } from '@odradek/protocol';

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
  /** `message.max.bytes`: the largest record batch, as it is compressed. */
  readonly messageMaxBytes: number;
  /** `log.message.timestamp.type` */
  readonly logMessageTimestampType: TimestampType;
  /** `log.message.timestamp.after.max.ms`: how far timestamps may lie in the future. */
  readonly logMessageTimestampAfterMaxMs: number;
  /** `log.message.timestamp.before.max.ms`: how far timestamps may lie in the past. */
  readonly logMessageTimestampBeforeMaxMs: number;
  /** `odradek.max.decompressed.batch.bytes`: the largest record batch once it is decompressed. */
  readonly maxDecompressedBatchBytes: number;
  /** `fetch.max.bytes`: the most that one Fetch response holds, whatever was asked for. */
  readonly fetchMaxBytes: number;
  /** `socket.request.max.bytes` */
  readonly socketRequestMaxBytes: number;
  /** `log.segment.bytes` */
  readonly logSegmentBytes: number;
  /** `log.index.interval.bytes` */
  readonly logIndexIntervalBytes: number;
  /** Whether `log.cleanup.policy` has `compact`. */
  readonly isLogCompacted: boolean;
  /** Whether `log.cleanup.policy` has `delete`. */
  readonly isLogDeleted: boolean;
  /** `compression.type`: the codec in which records are stored; `undefined` as they come. */
  readonly compressionType: CompressionType | undefined;
  /** `compression.gzip.level` */
  readonly compressionGzipLevel: number;
  /** `compression.lz4.level` */
  readonly compressionLz4Level: number;
  /** `compression.zstd.level` */
  readonly compressionZstdLevel: number;
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
    messageMaxBytes: number('message.max.bytes'),
    logMessageTimestampType: toTimestampType(values.get('log.message.timestamp.type')),
    logMessageTimestampAfterMaxMs: number('log.message.timestamp.after.max.ms'),
    logMessageTimestampBeforeMaxMs: number('log.message.timestamp.before.max.ms'),
    maxDecompressedBatchBytes: number('odradek.max.decompressed.batch.bytes'),
    fetchMaxBytes: number('fetch.max.bytes'),
    socketRequestMaxBytes: number('socket.request.max.bytes'),
    logSegmentBytes: number('log.segment.bytes'),
    logIndexIntervalBytes: number('log.index.interval.bytes'),
    isLogCompacted: hasCleanupPolicy(values.get('log.cleanup.policy'), 'compact'),
    isLogDeleted: hasCleanupPolicy(values.get('log.cleanup.policy'), 'delete'),
    compressionType: toCompressionType(values.get('compression.type')),
    compressionGzipLevel: number('compression.gzip.level'),
    compressionLz4Level: number('compression.lz4.level'),
    compressionZstdLevel: number('compression.zstd.level'),
  };
}

/** What a broker has that is started without any config. */
export const DEFAULT_BROKER_CONFIG: BrokerConfig = brokerConfigOf(
  new BrokerConfigValues(new Map()),
);

/** The number that a value is; beyond what a number holds exactly it means "no limit" anyway. */
export function toNumber(value: ConfigValue | null): number {
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}

/** The validated text of a timestamp type. */
export function toTimestampType(value: ConfigValue | null): TimestampType {
  return value === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime';
}

/** Whether a list of cleanup policies has the given one; with `compact` records need keys. */
export function hasCleanupPolicy(value: ConfigValue | null, policy: 'compact' | 'delete'): boolean {
  return Array.isArray(value) && value.includes(policy);
}

/** The codec that a `compression.type` asks for; `undefined` for `producer`: as records come. */
export function toCompressionType(value: ConfigValue | null): CompressionType | undefined {
  if (value === 'uncompressed') return CompressionType.NONE;
  const index = COMPRESSION_NAMES.findIndex((name) => name === value);
  return index < 0 ? undefined : (index as CompressionType);
}
