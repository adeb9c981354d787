import type { TopicsImage } from '@odradek/cluster';

import type { HostedPartition } from '../replication/hosted-partition.ts';
import { kafkaFamily, type Metric, singleMetric } from './metric.ts';

/** The partitions that are hosted here, by topic. */
export type HostedPartitions = ReadonlyMap<string, readonly (HostedPartition | undefined)[]>;

/** How many partitions of which kind there are, hosted here or in the cluster. */
export interface PartitionCounts {
  /** Hosted here, online or not. */
  readonly partitions: number;
  /** Led here and online. */
  readonly leaders: number;
  /** Hosted here, but their log or log directory is offline. */
  readonly offlineReplicas: number;
  readonly underReplicated: number;
  readonly underMinIsr: number;
  readonly atMinIsr: number;
  /** The idempotent producers of logs that are open. */
  readonly producerIds: number;
  /** Of the cluster. */
  readonly globalTopics: number;
  readonly globalPartitions: number;
  readonly offlinePartitions: number;
  readonly preferredReplicaImbalance: number;
}

/**
 * No topic has more than one replica yet, and Kafka takes the smaller one of `min.insync.replicas`
 * and the number of replicas (`Partition.effectiveMinIsr`).
 */
const EFFECTIVE_MIN_ISR = 1;

type Mutable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/** Counts partitions, looking at each once and opening none. */
export function countPartitions(
  hosted: HostedPartitions,
  topics: TopicsImage,
  nodeId: number,
): PartitionCounts {
  const counts: Mutable<PartitionCounts> = {
    partitions: 0,
    leaders: 0,
    offlineReplicas: 0,
    underReplicated: 0,
    underMinIsr: 0,
    atMinIsr: 0,
    producerIds: 0,
    globalTopics: 0,
    globalPartitions: 0,
    offlinePartitions: 0,
    preferredReplicaImbalance: 0,
  };
  for (const partitions of hosted.values()) {
    for (const partition of partitions) countHosted(counts, partition);
  }
  for (const { partitions } of topics.all()) {
    counts.globalTopics++;
    counts.globalPartitions += partitions.length;
    for (const { leader, replicas, isr } of partitions) {
      if (leader < 0) counts.offlinePartitions++;
      else if (leader !== replicas[0]) counts.preferredReplicaImbalance++;
      if (leader !== nodeId) continue;
      if (isr.length < replicas.length) counts.underReplicated++;
      if (isr.length < EFFECTIVE_MIN_ISR) counts.underMinIsr++;
      if (isr.length === EFFECTIVE_MIN_ISR) counts.atMinIsr++;
    }
  }
  // The controller does not learn of a directory that failed: nobody else could lead what is in it.
  counts.offlinePartitions += counts.offlineReplicas;
  return counts;
}

function countHosted(
  counts: Mutable<PartitionCounts>,
  partition: HostedPartition | undefined,
): void {
  if (partition === undefined) return;
  counts.partitions++;
  if (partition.type === 'online') counts.producerIds += partition.partition.log.producerIdCount;
  if (partition.type === 'online' || partition.type === 'unopened') counts.leaders++;
  else counts.offlineReplicas++;
}

/** What the metrics of partitions are read from. */
export interface PartitionCountsSource {
  readonly counts: PartitionCounts;
}

type Row = readonly [name: string, field: keyof PartitionCounts, help: string];

const REPLICA_MANAGER_GAUGES: readonly Row[] = [
  ['PartitionCount', 'partitions', 'Partitions that are hosted here, online or not'],
  ['LeaderCount', 'leaders', 'Partitions that are led here and online'],
  [
    'OfflineReplicaCount',
    'offlineReplicas',
    'Partitions here whose log or log directory is offline',
  ],
  ['UnderReplicatedPartitions', 'underReplicated', 'Partitions led here with replicas out of sync'],
  ['UnderMinIsrPartitionCount', 'underMinIsr', 'Partitions led here with too few replicas in sync'],
  ['AtMinIsrPartitionCount', 'atMinIsr', 'Partitions led here with no replica in sync to spare'],
  ['ProducerIdCount', 'producerIds', 'Idempotent producers that are known to logs that are open'],
];

const CONTROLLER_GAUGES: readonly Row[] = [
  ['GlobalTopicCount', 'globalTopics', 'Topics of the cluster'],
  ['GlobalPartitionCount', 'globalPartitions', 'Partitions of the cluster'],
  ['OfflinePartitionsCount', 'offlinePartitions', 'Partitions of the cluster that nobody serves'],
  [
    'PreferredReplicaImbalanceCount',
    'preferredReplicaImbalance',
    'Partitions of the cluster that another broker leads than the first of their replicas',
  ],
];

/** The gauges of partitions. */
export const PARTITION_METRICS: readonly Metric<PartitionCountsSource>[] = [
  ...gauges('server', 'ReplicaManager', REPLICA_MANAGER_GAUGES),
  ...gauges('controller', 'KafkaController', CONTROLLER_GAUGES),
];

function gauges(
  domain: string,
  type: string,
  rows: readonly Row[],
): readonly Metric<PartitionCountsSource>[] {
  return rows.map(([name, field, help]) =>
    singleMetric(kafkaFamily({ domain, type, name }, 'gauge', help), ({ counts }) => counts[field]),
  );
}
