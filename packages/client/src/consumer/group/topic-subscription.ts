import type { ClusterMetadata } from '../../cluster/cluster-metadata.ts';
import { SubscriptionPattern } from './subscription-pattern.ts';

/** What a consumer wants to read: topics by name, or whatever an expression or a pattern matches. */
export type WantedTopics = readonly string[] | RegExp | SubscriptionPattern;

/** Which topics a consumer wants to read. */
export class TopicSubscription {
  /** The pattern for the broker, null if the consumer knows the names itself. */
  readonly pattern: string | null;
  private names: readonly string[];
  private readonly expression: RegExp | undefined;

  constructor(wanted: WantedTopics) {
    this.pattern = wanted instanceof SubscriptionPattern ? wanted.pattern : null;
    this.expression = wanted instanceof RegExp ? stateless(wanted) : undefined;
    const isByName = !(wanted instanceof RegExp || wanted instanceof SubscriptionPattern);
    this.names = isByName ? [...new Set(wanted)].sort() : [];
  }

  /** Whether topics come to it that neither it nor the broker names. */
  get needsAllTopics(): boolean {
    return this.expression !== undefined;
  }

  /** The names, sorted; those that an expression matched when `update` was called last. */
  get topics(): readonly string[] {
    return this.names;
  }

  /** Looks what an expression matches now; never topics of the cluster's own. */
  update(metadata: ClusterMetadata): void {
    const { expression } = this;
    if (expression === undefined) return;
    this.names = metadata.topicNames
      .filter((name) => metadata.topic(name)?.isInternal === false && expression.test(name))
      .sort();
  }
}

/** With the flags g and y an expression remembers where it stopped. */
function stateless({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replaceAll(/[gy]/g, ''));
}
