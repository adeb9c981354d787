import { type Uuid, ZERO_UUID } from '@odradek/base';
import type { FetchPartition } from '@odradek/protocol/messages/01-fetch';

import { RequestedPartition } from './requested-partition.ts';

/** A topic of a request by one of its names: which one, the version of the request says. */
interface NamedTopic<Entry> {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partitions: readonly Entry[];
}

/**
 * The partitions that a fetcher wants, each once, in the order in which their turn comes. They are
 * known by name or by id, as the fetcher names topics.
 */
export class RequestedPartitions {
  private readonly byTopic = new Map<string, Map<number, RequestedPartition>>();
  private readonly inOrder = new Set<RequestedPartition>();
  private readonly usesTopicIds: boolean;

  /** `usesTopicIds` says that topics are named by id. */
  constructor(usesTopicIds: boolean) {
    this.usesTopicIds = usesTopicIds;
  }

  get size(): number {
    return this.inOrder.size;
  }

  /** How many topics they are of. */
  get topicsCount(): number {
    return this.byTopic.size;
  }

  /** In the order in which they are read. */
  [Symbol.iterator](): Iterator<RequestedPartition> {
    return this.inOrder.values();
  }

  /**
   * Adds what a request names, and takes what it says of those that are there already. Of one that
   * stands more than once the last counts, in the place of the first.
   */
  update(topics: readonly NamedTopic<FetchPartition>[]): void {
    for (const named of topics) {
      // Nothing would count a topic without partitions, nor forget it.
      if (named.partitions.length === 0) continue;
      let ofTopic = this.byTopic.get(this.keyOf(named));
      if (ofTopic === undefined) this.byTopic.set(this.keyOf(named), (ofTopic = new Map()));
      for (const asked of named.partitions) {
        const known = ofTopic.get(asked.partition);
        if (known === undefined) this.add(ofTopic, named, asked);
        else known.update(asked);
      }
    }
  }

  private add(
    ofTopic: Map<number, RequestedPartition>,
    { topic, topicId }: NamedTopic<FetchPartition>,
    asked: FetchPartition,
  ): void {
    const name = this.usesTopicIds ? { topic: null, topicId } : { topic, topicId: ZERO_UUID };
    const requested = new RequestedPartition(name, asked);
    ofTopic.set(asked.partition, requested);
    this.inOrder.add(requested);
  }

  /** Takes partitions out; those that are not there are passed over. */
  forget(topics: readonly NamedTopic<number>[]): void {
    for (const named of topics) {
      const ofTopic = this.byTopic.get(this.keyOf(named));
      if (ofTopic === undefined) continue;
      for (const index of named.partitions) {
        const known = ofTopic.get(index);
        if (known === undefined) continue;
        ofTopic.delete(index);
        this.inOrder.delete(known);
      }
      if (ofTopic.size === 0) this.byTopic.delete(this.keyOf(named));
    }
  }

  /** Its turn comes after that of all others. */
  moveToEnd(requested: RequestedPartition): void {
    if (this.inOrder.delete(requested)) this.inOrder.add(requested);
  }

  private keyOf({ topic, topicId }: { readonly topic: string; readonly topicId: Uuid }): string {
    return this.usesTopicIds ? topicId : topic;
  }
}
