import type { Offset } from '@odradek/base';

import type { TopicIdPartition } from '../../log-manager/partition-directory.ts';
import type { PartitionModel } from '../fault-at-operation/partition-model.ts';

/** What the next process has to find, whatever of the legal states the disk has. */
export interface Expectation {
  /** Of the topics that there are; copies. */
  readonly models: readonly PartitionModel[];
  /** Partitions of topics that the metadata knows to be deleted. */
  readonly deleted: readonly TopicIdPartition[];
  /**
   * With `odradek.flush=os`, before which offset records are durable all the same, by topic; 0 if it
   * is not there.
   */
  readonly durableEnds: ReadonlyMap<string, Offset>;
  /** Whether index files were taken away that were durable. */
  readonly lacksIndexes: boolean;
  /** The same for two that say the same. */
  readonly key: string;
}

/** What is expected now; what changes later is not seen in it. */
export function expectationOf(now: Omit<Expectation, 'key'>): Expectation {
  // While a segment is put in its place, nobody knows whose the index files are that have its name.
  const lacksIndexes = now.lacksIndexes || now.models.some(({ doubt }) => doubt.swap !== undefined);
  const models = now.models.map((model) => model.copy());
  const deleted = [...now.deleted];
  const durableEnds = new Map(now.durableEnds);
  const key = JSON.stringify([
    models.map(keyOf),
    deleted.map(({ topicId }) => topicId),
    [...durableEnds],
    lacksIndexes,
  ]);
  return { models, deleted, durableEnds, lacksIndexes, key };
}

function keyOf(model: PartitionModel): unknown {
  const { topicId, startOffset, endOffset, leaderEpoch, batches, doubt } = model;
  const { appended, startMax, endMin, emptiedAt, isDeleted, swap } = doubt;
  const some = [batches, appended, swap?.batches ?? []];
  const offsets = some.map((list) =>
    list.map(({ nextOffset, bytes }) => [nextOffset, bytes.length]),
  );
  const doubts = [String(startMax), String(endMin), String(emptiedAt), isDeleted, swap?.from];
  return [topicId, startOffset, endOffset, leaderEpoch, offsets, doubts];
}
