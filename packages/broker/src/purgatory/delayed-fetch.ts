import type { Clock, Timer } from '@odradek/base';

import type { Partition } from '../partition/partition.ts';

/** A Fetch request that waits for bytes. */
export interface DelayedFetch {
  /** The partitions whose high watermark may bring what it waits for. */
  readonly partitions: readonly Partition[];
  /** How long it waits at most. */
  readonly waitMsMax: number;
  /** Whether it has waited enough; asked again whenever a high watermark advances. */
  isSatisfied(): boolean;
  /** Called once: satisfied, or out of time. */
  complete(): void;
}

interface Waiting {
  readonly fetch: DelayedFetch;
  /** Those of the fetch when it was added. */
  readonly partitions: readonly Partition[];
  readonly timer: Timer;
}

/** Fetch requests that wait for bytes, watched by partition (Kafka's `DelayedFetch`). */
export class DelayedFetchPurgatory {
  private readonly clock: Clock;
  private readonly watchers = new Map<Partition, Set<Waiting>>();
  private readonly waiting = new Set<Waiting>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** How many requests wait (Kafka's `NumDelayedOperations`). */
  get size(): number {
    return this.waiting.size;
  }

  /** How many partitions they watch, each as often as it is watched (Kafka's `PurgatorySize`). */
  get watched(): number {
    let count = 0;
    for (const watchers of this.watchers.values()) count += watchers.size;
    return count;
  }

  /** Lets a request wait. Answers a function that drops it without completing it. */
  add(fetch: DelayedFetch): () => void {
    const { partitions } = fetch;
    const waiting: Waiting = {
      fetch,
      partitions,
      timer: this.clock.setTimer(fetch.waitMsMax, () => this.complete(waiting)),
    };
    this.waiting.add(waiting);
    for (const partition of partitions) {
      const watchers = this.watchers.get(partition);
      if (watchers === undefined) this.watchers.set(partition, new Set([waiting]));
      else watchers.add(waiting);
    }
    return () => this.remove(waiting);
  }

  /** Completes the requests that the advance of a partition's high watermark satisfies. */
  highWatermarkAdvanced(partition: Partition): void {
    const watchers = this.watchers.get(partition);
    if (watchers === undefined) return;
    for (const waiting of watchers) {
      if (waiting.fetch.isSatisfied()) this.complete(waiting);
    }
  }

  /** Completes all requests that wait for a partition which is not there any more. */
  partitionRemoved(partition: Partition): void {
    for (const waiting of this.watchers.get(partition) ?? []) this.complete(waiting);
  }

  private complete(waiting: Waiting): void {
    this.remove(waiting);
    waiting.fetch.complete();
  }

  private remove(waiting: Waiting): void {
    waiting.timer.cancel();
    this.waiting.delete(waiting);
    for (const partition of waiting.partitions) {
      const watchers = this.watchers.get(partition);
      watchers?.delete(waiting);
      if (watchers?.size === 0) this.watchers.delete(partition);
    }
  }
}
