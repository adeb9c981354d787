import type { Uuid } from '@odradek/base';

/** A cluster as a Metadata response tells of it, in a form in which clients can be compared. */
export interface SampleMetadata {
  readonly brokers: readonly SampleBroker[];
  readonly controllerId: number;
  readonly topics: readonly SampleTopic[];
}

/** A broker of `SampleMetadata`. */
export interface SampleBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** A topic of `SampleMetadata`. */
export interface SampleTopic {
  readonly name: string;
  readonly topicId: Uuid;
  readonly isInternal: boolean;
  readonly partitions: readonly SamplePartition[];
}

/** A partition of `SampleTopic`. */
export interface SamplePartition {
  readonly index: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly inSyncReplicas: readonly number[];
  readonly offlineReplicas: readonly number[];
}

const BROKERS = 6;
const REPLICAS = 3;

/** A cluster of six brokers whose topics have so many partitions, each with three replicas. */
export function sampleMetadata(topics: number, partitionsOfEach: number): SampleMetadata {
  return {
    brokers: Array.from({ length: BROKERS }, (_, index) => ({
      nodeId: index + 1,
      host: `kafka-${index + 1}.kafka-headless.streaming.svc.cluster.local`,
      port: 9092,
      rack: `eu-central-1${'abc'.charAt(index % 3)}`,
    })),
    controllerId: 3,
    topics: Array.from({ length: topics }, (_, index) => sampleTopic(index, partitionsOfEach)),
  };
}

function sampleTopic(index: number, partitions: number): SampleTopic {
  const bytes = Buffer.alloc(16, index + 1);
  return {
    name: `commerce.orders.v1.changes-${index}`,
    topicId: bytes.toString('base64url'),
    isInternal: index === 0,
    partitions: Array.from({ length: partitions }, (_, partition) =>
      samplePartition(partition, index),
    ),
  };
}

function samplePartition(index: number, shift: number): SamplePartition {
  const replicas = Array.from(
    { length: REPLICAS },
    (_, replica) => ((index + shift + replica) % BROKERS) + 1,
  );
  const isUnderReplicated = index % 50 === 49;
  return {
    index,
    leaderId: replicas[0] ?? -1,
    leaderEpoch: 12 + index,
    replicas,
    inSyncReplicas: isUnderReplicated ? replicas.slice(0, 2) : replicas,
    offlineReplicas: isUnderReplicated ? replicas.slice(2) : [],
  };
}
