import { type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode, errorByCode } from '@odradek/protocol';
import type {
  MetadataResponse,
  MetadataResponsePartition,
  MetadataResponseTopic,
} from '@odradek/protocol/messages/03-metadata';

import type { BrokerEndpoint } from './broker-pool.ts';

/** Who leads a partition. */
export interface PartitionLeader {
  /** -1 while there is none. */
  readonly leaderId: number;
  /** -1 if the broker does not tell. */
  readonly leaderEpoch: number;
}

/** A partition as a client knows it. */
export interface PartitionMetadata extends PartitionLeader {
  readonly partition: number;
  /** The brokers that have a replica. */
  readonly replicaIds: readonly number[];
}

/** A topic as a client knows it. */
export interface TopicMetadata {
  readonly name: string;
  /** Zero if the broker does not tell. */
  readonly topicId: Uuid;
  /** `NONE`, or why there are no partitions. */
  readonly errorCode: number;
  /** Whether it belongs to the cluster itself, as `__consumer_offsets` does. */
  readonly isInternal: boolean;
  /** In the order of their numbers. */
  readonly partitions: readonly PartitionMetadata[];
}

const PORT_MAX = 65_535;

/**
 * What a client knows of the topics that it uses. The leader of a partition is only replaced by one
 * of the same or a later epoch, since brokers learn of elections at different times.
 */
export class ClusterMetadata {
  private readonly topics: Map<string, TopicMetadata> = new Map();
  private readonly namesById: Map<Uuid, string> = new Map();
  private racks: ReadonlyMap<number, string> = new Map();
  /** -1 if there is none. */
  controllerId = -1;

  /** The topic of this name, also one with an error; `undefined` if it was never told. */
  topic(name: string): TopicMetadata | undefined {
    return this.topics.get(name);
  }

  /** The names of all topics that something was told of. */
  get topicNames(): readonly string[] {
    return [...this.topics.keys()];
  }

  /**
   * The racks of the replicas of each partition, in the order of the partitions; none if there is no
   * such topic. `undefined` if that is not known.
   */
  partitionRacks(name: string): readonly (readonly string[])[] | undefined {
    const topic = this.topics.get(name);
    if (topic === undefined) return undefined;
    const { errorCode, partitions } = topic;
    const isOpen = errorByCode(errorCode)?.retriable === true && !isGone(errorCode);
    if (partitions.length === 0 && isOpen) return undefined;
    return partitions.map(({ replicaIds }) =>
      replicaIds.flatMap((brokerId) => this.racks.get(brokerId) ?? []),
    );
  }

  /** The name of the topic with this id. */
  topicName(topicId: Uuid): string | undefined {
    return this.namesById.get(topicId);
  }

  /** The id of a topic, zero if it is not known. */
  topicId(name: string): Uuid {
    return this.topics.get(name)?.topicId ?? ZERO_UUID;
  }

  /** The leader of a partition, `undefined` if the partition is not known or has none. */
  leaderOf(topic: string, partition: number): PartitionLeader | undefined {
    const known = partitionOf(this.topics.get(topic), partition);
    return known === undefined || known.leaderId < 0 ? undefined : known;
  }

  /** The leader's epoch, -1 if it is not known. */
  leaderEpochOf(topic: string, partition: number): number {
    return partitionOf(this.topics.get(topic), partition)?.leaderEpoch ?? -1;
  }

  /** Takes over what a response tells of its topics. */
  update(response: MetadataResponse): void {
    this.racks = new Map(
      response.brokers.flatMap(({ nodeId, rack }) =>
        rack === null || rack === '' ? [] : [[nodeId, rack] as const],
      ),
    );
    for (const topic of response.topics) {
      if (topic.name !== null) this.updateTopic(topic.name, topic);
    }
  }

  private updateTopic(name: string, topic: MetadataResponseTopic): void {
    const before = this.topics.get(name);
    // An error that passes leaves what is known: the leader may well still be there.
    const isPassing = errorByCode(topic.errorCode)?.retriable === true;
    if (isPassing && before?.errorCode === ErrorCode.NONE && !isGone(topic.errorCode)) return;
    const isSameTopic = before?.topicId === topic.topicId;
    const partitions = topic.partitions
      .filter(({ partitionIndex }) => partitionIndex >= 0)
      .map((partition) => newer(partition, isSameTopic ? before : undefined));
    partitions.sort((a, b) => a.partition - b.partition);
    if (before !== undefined) this.namesById.delete(before.topicId);
    if (topic.topicId !== ZERO_UUID) this.namesById.set(topic.topicId, name);
    const { topicId, errorCode, isInternal } = topic;
    this.topics.set(name, { name, topicId, errorCode, isInternal, partitions });
  }

  /** Forgets topics that a response about all topics leaves out. */
  forgetAllBut(topics: readonly MetadataResponseTopic[]): void {
    const names = new Set(topics.map(({ name }) => name));
    for (const name of this.topicNames) {
      if (!names.has(name)) this.forget(name);
    }
  }

  /** Forgets a topic. */
  forget(name: string): void {
    this.namesById.delete(this.topicId(name));
    this.topics.delete(name);
  }

  /**
   * Takes over a leader that a response named beside an error (KIP-951). Answers whether it was
   * news.
   */
  updateLeader(topic: string, partition: number, leader: PartitionLeader): boolean {
    const known = this.topics.get(topic);
    const before = partitionOf(known, partition);
    if (known === undefined || before === undefined) return false;
    if (leader.leaderId < 0 || leader.leaderEpoch <= before.leaderEpoch) return false;
    const { leaderId, leaderEpoch } = leader;
    const partitions = known.partitions.map((other) =>
      other === before ? { ...before, leaderId, leaderEpoch } : other,
    );
    this.topics.set(topic, { ...known, partitions });
    return true;
  }
}

function partitionOf(
  topic: TopicMetadata | undefined,
  partition: number,
): PartitionMetadata | undefined {
  const atIndex = topic?.partitions[partition];
  if (atIndex?.partition === partition) return atIndex;
  return topic?.partitions.find((other) => other.partition === partition);
}

function newer(
  told: MetadataResponsePartition,
  topic: TopicMetadata | undefined,
): PartitionMetadata {
  const known = partitionOf(topic, told.partitionIndex);
  if (known !== undefined && told.leaderEpoch >= 0 && told.leaderEpoch < known.leaderEpoch) {
    return known;
  }
  const { partitionIndex: partition, leaderId, leaderEpoch, replicaNodes: replicaIds } = told;
  return { partition, leaderId, leaderEpoch, replicaIds };
}

function isGone(errorCode: number): boolean {
  return (
    errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION || errorCode === ErrorCode.UNKNOWN_TOPIC_ID
  );
}

/** The brokers of a response whose address can be dialled. */
export function brokersOf(
  nodes: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[],
): readonly BrokerEndpoint[] {
  return nodes
    .filter(({ nodeId, host, port }) => nodeId >= 0 && host !== '' && isPort(port))
    .map(({ nodeId, host, port }) => ({ id: nodeId, host, port }));
}

function isPort(port: number): boolean {
  return port >= 1 && port <= PORT_MAX;
}

/** Whether a response leaves a question open that another one may answer soon. */
export function isIncomplete(response: MetadataResponse): boolean {
  return response.topics.some(
    (topic) =>
      isPassingError(topic.errorCode) ||
      topic.partitions.some(({ errorCode }) => isPassingError(errorCode)),
  );
}

function isPassingError(errorCode: number): boolean {
  const error = errorByCode(errorCode);
  return error !== undefined && error.retriable && error.refreshes === 'metadata';
}
