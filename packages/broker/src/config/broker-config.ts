/** The settings of a broker that its core needs. Names are Kafka's, units are in the last word. */
export interface BrokerConfig {
  /** Every config that the operator gave, as text by name. */
  readonly staticConfigs: ReadonlyMap<string, string>;
  /** `node.id` */
  readonly nodeId: number;
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
  /** `max.request.partition.size.limit`: the most partitions of one page of DescribeTopicPartitions. */
  readonly maxRequestPartitionSizeLimit: number;
  /** `message.max.bytes`: the largest record batch, as it is compressed. */
  readonly messageMaxBytes: number;
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
}

/** Kafka's defaults (broker configuration reference of 4.3), with the node id 1. */
export const DEFAULT_BROKER_CONFIG: BrokerConfig = {
  staticConfigs: new Map(),
  nodeId: 1,
  numPartitions: 1,
  defaultReplicationFactor: 1,
  autoCreateTopicsEnable: true,
  deleteTopicEnable: true,
  transactionMaxTimeoutMs: 900_000,
  maxRequestPartitionSizeLimit: 2_000,
  messageMaxBytes: 1_048_588,
  logMessageTimestampAfterMaxMs: 3_600_000,
  logMessageTimestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  maxDecompressedBatchBytes: 16_777_216,
  fetchMaxBytes: 57_671_680,
  socketRequestMaxBytes: 104_857_600,
  logSegmentBytes: 1_073_741_824,
  logIndexIntervalBytes: 4096,
};
