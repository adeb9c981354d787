import type { Uuid } from '@odradek/base';

/** What coordinators know of the topics of the cluster (Kafka's `CoordinatorMetadataImage`). */
export interface TopicsImage {
  topic(name: string): CoordinatedTopic | undefined;
  topicById(topicId: Uuid): CoordinatedTopic | undefined;
  /** The names of all topics, internal ones too. */
  names(): Iterable<string>;
}

/** A topic as coordinators see it. */
export interface CoordinatedTopic {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitionsCount: number;
  /** The racks of the replicas of a partition, without those of brokers that name none. */
  racksOf(partition: number): readonly string[];
}
