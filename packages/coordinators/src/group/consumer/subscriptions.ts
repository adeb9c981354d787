import type { SubscriptionType } from '../assignor/partition-assignor.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';

/** A regular expression and the topics that it stood for last. */
export interface ResolvedRegex {
  readonly topics: ReadonlySet<string>;
  readonly version: bigint;
  /** When that was found out. */
  readonly timestamp: number;
}

/** How many members name a topic, and how many regular expressions stand for it. */
interface SubscriptionCount {
  byName: number;
  byRegex: number;
}

/** What the members of a group subscribe to (Kafka's `SubscriptionCount`s). */
export class Subscriptions {
  private readonly topics = new Map<string, SubscriptionCount>();
  private readonly regexes = new Map<string, number>();

  /** The topics that somebody subscribes to, be it by a regular expression; a live view. */
  topicNames(): Iterable<string> {
    return this.topics.keys();
  }

  /** Whether members have regular expressions. */
  get hasRegexes(): boolean {
    return this.regexes.size > 0;
  }

  /** The regular expressions of members; a live view. */
  regexNames(): Iterable<string> {
    return this.regexes.keys();
  }

  hasTopic(topic: string): boolean {
    return this.topics.has(topic);
  }

  /** How many members have this regular expression. */
  regexMembers(regex: string): number {
    return this.regexes.get(regex) ?? 0;
  }

  /** A copy, to find out what a change would lead to. */
  copy(): Subscriptions {
    const copy = new Subscriptions();
    for (const [topic, count] of this.topics) copy.topics.set(topic, { ...count });
    for (const [regex, count] of this.regexes) copy.regexes.set(regex, count);
    return copy;
  }

  add({ subscribedTopicNames, subscribedTopicRegex }: ConsumerGroupMember): void {
    for (const topic of subscribedTopicNames) this.count(topic, 'byName', 1);
    if (subscribedTopicRegex === '') return;
    this.regexes.set(subscribedTopicRegex, this.regexMembers(subscribedTopicRegex) + 1);
  }

  remove({ subscribedTopicNames, subscribedTopicRegex }: ConsumerGroupMember): void {
    for (const topic of subscribedTopicNames) this.count(topic, 'byName', -1);
    if (subscribedTopicRegex === '') return;
    const left = this.regexMembers(subscribedTopicRegex) - 1;
    if (left > 0) this.regexes.set(subscribedTopicRegex, left);
    else this.regexes.delete(subscribedTopicRegex);
  }

  addResolved({ topics }: ResolvedRegex): void {
    for (const topic of topics) this.count(topic, 'byRegex', 1);
  }

  removeResolved({ topics }: ResolvedRegex): void {
    for (const topic of topics) this.count(topic, 'byRegex', -1);
  }

  /** Whether all of so many members subscribe to the same topics. */
  type(membersCount: number): SubscriptionType {
    const [firstRegex] = this.regexes.values();
    const counts = [...this.topics.values()];
    const isHomogeneous =
      firstRegex === undefined
        ? counts.every(({ byName }) => byName === membersCount)
        : firstRegex === membersCount &&
          counts.every(({ byName, byRegex }) => byRegex === 1 && byName === 0);
    return isHomogeneous ? 'homogeneous' : 'heterogeneous';
  }

  private count(topic: string, by: 'byName' | 'byRegex', change: 1 | -1): void {
    const count = this.topics.get(topic) ?? { byName: 0, byRegex: 0 };
    count[by] += change;
    if (count.byName === 0 && count.byRegex === 0) this.topics.delete(topic);
    else this.topics.set(topic, count);
  }
}
