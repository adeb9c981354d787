import { assert } from '@odradek/base';

import type { LogDirectory } from './log-directory.ts';
import { partitionDirectoryName, type PartitionFolder } from './partition-directory.ts';

/**
 * Which log directory each partition is in: the one that has its folder; a new one goes to the
 * directory with the fewest partitions, the first of those in the order of `log.dirs` (Kafka's
 * `LogManager.nextLogDirs`).
 */
export class PartitionPlacement {
  /** The one that there is: nothing has to be kept of the partitions then. */
  private readonly only: LogDirectory | undefined;
  private readonly partitions = new Map<LogDirectory, Set<string>>();

  constructor(directories: readonly LogDirectory[]) {
    this.only = directories.length === 1 ? directories[0] : undefined;
    for (const directory of directories) this.partitions.set(directory, new Set());
  }

  /** A partition is there from now on. */
  add(partition: PartitionFolder, directory: LogDirectory): void {
    if (this.only !== undefined) return;
    this.partitions.get(directory)?.add(nameOf(partition));
  }

  /** A partition is nowhere any more. */
  remove(partition: PartitionFolder): void {
    for (const names of this.partitions.values()) names.delete(nameOf(partition));
  }

  /** Where a partition is; `undefined` if it is nowhere. One directory has whatever there is. */
  get(partition: PartitionFolder): LogDirectory | undefined {
    if (this.only !== undefined) return this.only;
    const name = nameOf(partition);
    for (const [directory, names] of this.partitions) if (names.has(name)) return directory;
    return undefined;
  }

  /** Where a partition is; a new one has its place from now on. */
  getOrAdd(partition: PartitionFolder): LogDirectory {
    if (this.only !== undefined) return this.only;
    const directory = this.get(partition) ?? this.leastLoaded();
    this.add(partition, directory);
    return directory;
  }

  private leastLoaded(): LogDirectory {
    const [first] = this.partitions.keys();
    assert(first !== undefined, 'there is a log directory');
    let [least, count] = [first, Infinity];
    for (const [directory, { size }] of this.partitions) {
      if (size < count) [least, count] = [directory, size];
    }
    return least;
  }
}

function nameOf({ topic, partition }: PartitionFolder): string {
  return partitionDirectoryName(topic, partition);
}
