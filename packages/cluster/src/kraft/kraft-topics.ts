import { KafkaError, type Uuid } from '@odradek/base';
import type {
  ClearElrRecord,
  PartitionChangeRecord,
  PartitionRecord,
  RemoveTopicRecord,
  TopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** What a cluster of Kafka knows of one partition. */
export interface KraftPartition {
  readonly index: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Replicas outside of the ISR that have everything that was committed (KIP-966). */
  readonly eligibleLeaderReplicas: readonly number[];
  /** -1 while there is none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** The log directory of each replica; empty before metadata version 3.7-IV2. */
  readonly directories: readonly Uuid[];
}

/** What a cluster of Kafka knows of one topic. */
export interface KraftTopic {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitions: ReadonlyMap<number, KraftPartition>;
}

interface MutableTopic extends KraftTopic {
  readonly partitions: Map<number, KraftPartition>;
}

/** The leader in a `PartitionChangeRecord` that leaves it as it is. */
const NO_LEADER_CHANGE = -2;

/** The topics of a cluster of Kafka. Only `replay…` changes it; all raise `CORRUPT_MESSAGE`. */
export class KraftTopics {
  private readonly byId = new Map<Uuid, MutableTopic>();
  private readonly byName = new Map<string, MutableTopic>();

  /** All topics, in the order in which they were created. */
  all(): Iterable<KraftTopic> {
    return this.byId.values();
  }

  topic(name: string): KraftTopic | undefined {
    return this.byName.get(name);
  }

  replayTopic({ name, topicId }: TopicRecord): void {
    if (this.byId.has(topicId) || this.byName.has(name)) {
      throw contradiction(`the topic ${name} (${topicId}) comes twice`);
    }
    const topic: MutableTopic = { name, topicId, partitions: new Map() };
    this.byId.set(topicId, topic);
    this.byName.set(name, topic);
  }

  replayPartition(record: PartitionRecord): void {
    const { partitions } = this.get(record.topicId);
    partitions.set(record.partitionId, {
      index: record.partitionId,
      replicas: record.replicas,
      isr: record.isr,
      eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? [],
      leader: record.leader,
      leaderEpoch: record.leaderEpoch,
      partitionEpoch: record.partitionEpoch,
      directories: record.directories,
    });
  }

  /** As Kafka's `PartitionRegistration.merge`: every change has a new epoch, and every leader too. */
  replayPartitionChange(record: PartitionChangeRecord): void {
    const { partitions, name } = this.get(record.topicId);
    const before = partitions.get(record.partitionId);
    if (before === undefined) {
      throw contradiction(`${name}-${record.partitionId} changes before it is there`);
    }
    const hasLeader = record.leader !== NO_LEADER_CHANGE;
    partitions.set(record.partitionId, {
      index: before.index,
      replicas: record.replicas ?? before.replicas,
      isr: record.isr ?? before.isr,
      eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? before.eligibleLeaderReplicas,
      leader: hasLeader ? record.leader : before.leader,
      leaderEpoch: before.leaderEpoch + (hasLeader ? 1 : 0),
      partitionEpoch: before.partitionEpoch + 1,
      directories: record.directories ?? before.directories,
    });
  }

  /** Without a topic it is for all. */
  replayClearElr({ topicName }: ClearElrRecord): void {
    for (const { name, partitions } of this.byId.values()) {
      if (topicName !== '' && topicName !== name) continue;
      for (const [index, partition] of partitions) {
        partitions.set(index, { ...partition, eligibleLeaderReplicas: [] });
      }
    }
  }

  /** Answers the topic as it was. */
  replayRemoveTopic({ topicId }: RemoveTopicRecord): KraftTopic {
    const topic = this.get(topicId);
    this.byId.delete(topicId);
    this.byName.delete(topic.name);
    return topic;
  }

  private get(topicId: Uuid): MutableTopic {
    const topic = this.byId.get(topicId);
    if (topic === undefined) throw contradiction(`there is no topic with the id ${topicId}`);
    return topic;
  }
}

function contradiction(reason: string): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', reason);
}
