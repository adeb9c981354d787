import { assert, type Uuid } from '@odradek/base';
import type {
  PartitionRecord,
  RemoveTopicRecord,
  TopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** What the cluster knows of one partition. */
export interface PartitionImage {
  readonly index: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

/** What the cluster knows of one topic. Partitions stand at their index. */
export interface TopicImage {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionImage[];
}

interface MutableTopic extends TopicImage {
  readonly partitions: PartitionImage[];
}

/** The topics of the cluster. Only `replay…` changes it. */
export class TopicsImage {
  private readonly byName = new Map<string, MutableTopic>();
  private readonly byId = new Map<Uuid, MutableTopic>();

  /** All topics, in the order in which they were created. */
  all(): Iterable<TopicImage> {
    return this.byName.values();
  }

  topic(name: string): TopicImage | undefined {
    return this.byName.get(name);
  }

  topicById(topicId: Uuid): TopicImage | undefined {
    return this.byId.get(topicId);
  }

  /** Answers the new topic, which has no partitions yet. */
  replayTopic(record: TopicRecord): TopicImage {
    assert(!this.byName.has(record.name), `topic ${record.name} is created once`);
    const topic: MutableTopic = { name: record.name, topicId: record.topicId, partitions: [] };
    this.byName.set(topic.name, topic);
    this.byId.set(topic.topicId, topic);
    return topic;
  }

  /** Answers the topic of the partition. */
  replayPartition(record: PartitionRecord): TopicImage {
    const topic = this.byId.get(record.topicId);
    assert(topic !== undefined, `partition ${record.partitionId} belongs to a known topic`);
    topic.partitions[record.partitionId] = {
      index: record.partitionId,
      leader: record.leader,
      leaderEpoch: record.leaderEpoch,
      replicas: record.replicas,
      isr: record.isr,
    };
    return topic;
  }

  /** Answers the topic as it was. */
  replayRemoveTopic(record: RemoveTopicRecord): TopicImage {
    const topic = this.byId.get(record.topicId);
    assert(topic !== undefined, `the removed topic ${record.topicId} is known`);
    this.byName.delete(topic.name);
    this.byId.delete(topic.topicId);
    return topic;
  }
}
