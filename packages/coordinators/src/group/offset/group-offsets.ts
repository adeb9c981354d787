import type { Offset } from '@odradek/base';
import type { OffsetCommitValue } from '@odradek/protocol/messages/consumer-offsets';

import type { CommittedOffset, CommittedPartition } from './committed-offset.ts';
import type { OffsetPages } from './offset-pages.ts';
import { TopicOffsets } from './topic-offsets.ts';

/** Committed offsets by topic. */
export type OffsetsByTopic = ReadonlyMap<string, TopicOffsets>;

/** Committed offsets of groups (Kafka's `OffsetMetadataManager.Offsets`). */
export class GroupOffsets {
  private readonly pages: OffsetPages;
  private readonly byGroup = new Map<string, Map<string, TopicOffsets>>();
  private count = 0;
  /** Where the last offset was put: mostly the next one belongs there too. */
  private lastGroup: string | undefined;
  private lastTopic: TopicOffsets | undefined;

  /** `pages` may have offsets of others too. */
  constructor(pages: OffsetPages) {
    this.pages = pages;
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /**
   * The groups that have any: a live view, whose iterators may be held while offsets come and go. They
   * skip what is gone and come to what is new.
   */
  get groups(): Iterable<[groupId: string, offsets: OffsetsByTopic]> {
    return this.byGroup.entries();
  }

  /** The offsets of a group, a live view as `groups`; `undefined` without any. */
  ofGroup(groupId: string): OffsetsByTopic | undefined {
    return this.byGroup.get(groupId);
  }

  get({ group, topic, partition }: CommittedPartition): CommittedOffset | undefined {
    return this.byGroup.get(group)?.get(topic)?.get(partition);
  }

  /** Keeps what the record at `recordOffset` says. */
  put(
    { group, topic, partition }: CommittedPartition,
    value: OffsetCommitValue,
    recordOffset: Offset,
  ): void {
    if (this.topicOf(group, topic).put(partition, value, recordOffset)) this.count++;
  }

  remove({ group, topic, partition }: CommittedPartition): void {
    const topics = this.byGroup.get(group);
    const offsets = topics?.get(topic);
    if (topics === undefined || offsets?.remove(partition) !== true) return;
    this.count--;
    if (offsets.size > 0) return;
    this.lastTopic = undefined;
    topics.delete(topic);
    if (topics.size === 0) this.byGroup.delete(group);
  }

  /** Forgets all. */
  clear(): void {
    for (const topics of this.byGroup.values()) {
      for (const offsets of topics.values()) offsets.clear();
    }
    this.byGroup.clear();
    this.count = 0;
    this.lastTopic = undefined;
  }

  private topicOf(group: string, topic: string): TopicOffsets {
    const { lastTopic } = this;
    if (lastTopic?.topic === topic && this.lastGroup === group) return lastTopic;
    const found = this.byGroup.get(group)?.get(topic) ?? this.newTopic(group, topic);
    this.lastGroup = group;
    this.lastTopic = found;
    return found;
  }

  private newTopic(group: string, topic: string): TopicOffsets {
    let topics = this.byGroup.get(group);
    if (topics === undefined) {
      topics = new Map();
      this.byGroup.set(group, topics);
    }
    const offsets = new TopicOffsets(topic, this.pages);
    topics.set(topic, offsets);
    return offsets;
  }
}
