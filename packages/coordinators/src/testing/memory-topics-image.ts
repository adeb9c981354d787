import type { Uuid } from '@odradek/base';

import type { CoordinatedTopic, TopicsImage } from '../ports/topics-image.ts';

/** A topic for tests. */
export interface MemoryTopic {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitionsCount: number;
  /** Of the replicas of each partition. The default is none. */
  readonly racks?: readonly (readonly string[])[];
}

/** The topics of a cluster, as a test says. */
export class MemoryTopicsImage implements TopicsImage {
  private readonly byName = new Map<string, CoordinatedTopic>();
  private readonly byId = new Map<Uuid, CoordinatedTopic>();

  /** Adds a topic, or puts it in the place of the one with this name. */
  set({ name, topicId, partitionsCount, racks = [] }: MemoryTopic): void {
    this.delete(name);
    const racksOf = (partition: number): readonly string[] => racks[partition] ?? [];
    const topic = { name, topicId, partitionsCount, racksOf };
    this.byName.set(name, topic);
    this.byId.set(topicId, topic);
  }

  /** Answers the topic as it was. */
  delete(name: string): CoordinatedTopic | undefined {
    const topic = this.byName.get(name);
    if (topic === undefined) return undefined;
    this.byName.delete(name);
    this.byId.delete(topic.topicId);
    return topic;
  }

  topic(name: string): CoordinatedTopic | undefined {
    return this.byName.get(name);
  }

  topicById(topicId: Uuid): CoordinatedTopic | undefined {
    return this.byId.get(topicId);
  }

  names(): Iterable<string> {
    return this.byName.keys();
  }
}
