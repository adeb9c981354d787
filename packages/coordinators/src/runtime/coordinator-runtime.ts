import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorLogSource } from '../ports/coordinator-log.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorShard, TopicsChange } from './coordinator-shard.ts';
import { LoadQueue } from './load-queue.ts';
import {
  type PartitionState,
  type ShardOperation,
  ShardRuntime,
  type ShardRuntimeOptions,
} from './shard-runtime.ts';

/**
 * The partitions of an internal topic that are coordinated here (Kafka's `CoordinatorRuntime`). It
 * begins when their leadership comes and ends when it goes.
 */
export class CoordinatorRuntime<
  Record extends CoordinatorRecord,
  Shard extends CoordinatorShard<Record>,
> {
  private readonly options: ShardRuntimeOptions<Record, Shard>;
  private readonly loads = new LoadQueue();
  private readonly shards = new Map<number, ShardRuntime<Record, Shard>>();

  constructor(options: ShardRuntimeOptions<Record, Shard>) {
    this.options = options;
  }

  /** The leadership of a partition has come: it is loaded, unless its log is surely empty. */
  begin(partition: number, source: CoordinatorLogSource): void {
    this.shards.get(partition)?.close();
    const shard = new ShardRuntime(partition, source, { options: this.options, loads: this.loads });
    this.shards.set(partition, shard);
  }

  /** The leadership of a partition has gone, or its topic. Whoever waits is told `NOT_COORDINATOR`. */
  end(partition: number): void {
    const shard = this.shards.get(partition);
    this.shards.delete(partition);
    shard?.close();
  }

  /** Whether the partition is coordinated here. */
  has(partition: number): boolean {
    return this.shards.has(partition);
  }

  /** Runs an operation on the shard of a partition; see `ShardRuntime.run`. */
  run(
    partition: number,
    run: ShardOperation<Record, Shard>,
    refuse: (errorCode: number) => void,
  ): void {
    const shard = this.shards.get(partition);
    if (shard === undefined) refuse(ErrorCode.NOT_COORDINATOR);
    else shard.run(run, refuse);
  }

  /** The partitions that have, or may have, something written. */
  partitionsWithState(): number[] {
    return [...this.shards.values()]
      .filter(({ hasState }) => hasState)
      .map(({ partition }) => partition);
  }

  /** How many partitions are loaded, are being loaded, and have failed. */
  partitionsCounts(): { readonly [State in PartitionState]: number } {
    const counts = { loading: 0, active: 0, failed: 0 };
    for (const { partitionState } of this.shards.values()) counts[partitionState]++;
    return counts;
  }

  /** The shards that are loaded, for metrics. */
  *loaded(): Iterable<Shard> {
    for (const { shard } of this.shards.values()) if (shard !== undefined) yield shard;
  }

  /** The topics of the cluster have changed. */
  topicsChanged(change: TopicsChange): void {
    for (const shard of this.shards.values()) shard.topicsChanged(change);
  }

  /** Ends all. */
  close(): void {
    for (const partition of this.shards.keys()) this.end(partition);
  }
}
