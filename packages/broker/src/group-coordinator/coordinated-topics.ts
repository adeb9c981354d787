import type { Uuid } from '@odradek/base';
import type { TopicImage, TopicsImage as ClusterTopics } from '@odradek/cluster';
import type { CoordinatedTopic, TopicsImage } from '@odradek/coordinators';

const NO_RACKS: readonly string[] = [];

/** The topics of the metadata image, as coordinators look at them. */
export class CoordinatedTopics implements TopicsImage {
  private readonly topics: ClusterTopics;
  private readonly racks: readonly string[];

  /** `brokerRack` is that of this broker, which has all replicas. */
  constructor(topics: ClusterTopics, brokerRack: string | null) {
    this.topics = topics;
    this.racks = brokerRack === null ? NO_RACKS : [brokerRack];
  }

  topic(name: string): CoordinatedTopic | undefined {
    return this.coordinated(this.topics.topic(name));
  }

  topicById(topicId: Uuid): CoordinatedTopic | undefined {
    return this.coordinated(this.topics.topicById(topicId));
  }

  *names(): Iterable<string> {
    for (const { name } of this.topics.all()) yield name;
  }

  private coordinated(topic: TopicImage | undefined): CoordinatedTopic | undefined {
    if (topic === undefined) return undefined;
    const { name, topicId, partitions } = topic;
    return { name, topicId, partitionsCount: partitions.length, racksOf: () => this.racks };
  }
}
