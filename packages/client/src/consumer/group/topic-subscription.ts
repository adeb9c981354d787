import type { ClusterMetadata } from '../../cluster/cluster-metadata.ts';

/** Which topics a consumer wants to read: some by name, or whatever an expression matches. */
export class TopicSubscription {
  private names: readonly string[];
  private readonly expression: RegExp | undefined;

  constructor(wanted: readonly string[] | RegExp) {
    this.names = wanted instanceof RegExp ? [] : [...new Set(wanted)].sort();
    // With the flags g and y an expression remembers where it stopped.
    this.expression =
      wanted instanceof RegExp
        ? new RegExp(wanted.source, wanted.flags.replaceAll(/[gy]/g, ''))
        : undefined;
  }

  /** Whether topics come to it that it does not name. */
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
