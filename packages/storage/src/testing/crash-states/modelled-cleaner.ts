import { assert, type Clock, type Offset } from '@odradek/base';

import type { CleanedGroup, CleaningJob, CleaningResult } from '../../cleaner/cleaning-job.ts';
import { InlineSegmentCleaner } from '../../cleaner/inline-segment-cleaner.ts';
import type { CleanerSettings } from '../../cleaner/log-cleaner.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { CleaningObserver, SegmentCleaner } from '../../ports/segment-cleaner.ts';
import { testEndOfTurn } from '../end-of-turn.ts';
import type { ModelSwap, PartitionModel } from '../fault-at-operation/partition-model.ts';
import { compactedBatches } from './compacted-batches.ts';

/** With what logs are compacted: a buffer for a few keys would make no other states. */
export const CLEANER_SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 1,
  dedupeBufferBytes: 100_000,
  loadFactor: 0.9,
  ioBufferBytes: 65_536,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};

/** What a `ModelledCleaner` is made of. */
export interface ModelledCleanerOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** The model of the partition with this folder. */
  readonly modelOf: (directory: string) => PartitionModel | undefined;
}

/**
 * Compacts logs, and tells their models what has to come of it: while something is put in its place,
 * either may be found; from then on the new one alone.
 */
export class ModelledCleaner implements SegmentCleaner {
  private readonly cleaner: SegmentCleaner;
  private readonly modelOf: ModelledCleanerOptions['modelOf'];

  constructor({ fileSystem, clock, modelOf }: ModelledCleanerOptions) {
    this.cleaner = new InlineSegmentCleaner({ fileSystem, clock, endOfTurn: testEndOfTurn });
    this.modelOf = modelOf;
  }

  async clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    const model = this.modelOf(job.directory);
    assert(model !== undefined, `${job.directory} is of a topic of the script`);
    const swapped = new Set<Offset>();
    const result = await this.cleaner.clean(job, {
      ...observer,
      onCleaned: async (group) => {
        const swap = swapOf(model, job, group);
        model.doubt.swap = swap;
        await observer.onCleaned(group);
        model.swapped(swap);
        for (const baseOffset of group.baseOffsets) swapped.add(baseOffset);
      },
    });
    // In the others nothing may be left to clean: what is there is compared with this.
    for (const { baseOffset } of job.segments) {
      if (swapped.has(baseOffset)) continue;
      model.swapped(swapOf(model, job, { baseOffsets: [baseOffset] }));
    }
    return result;
  }

  close(): Promise<void> {
    return this.cleaner.close();
  }
}

function swapOf(
  { batches }: PartitionModel,
  job: CleaningJob,
  { baseOffsets }: Pick<CleanedGroup, 'baseOffsets'>,
): ModelSwap {
  const { segments, firstUncleanableOffset, now, deleteRetentionMs } = job;
  const [from = 0] = baseOffsets;
  const group = segments.filter(({ baseOffset }) => baseOffsets.includes(baseOffset));
  const next = segments.find(({ baseOffset }) => baseOffset > (baseOffsets.at(-1) ?? from));
  const to = next?.baseOffset ?? firstUncleanableOffset;
  const lastEnd = group.findLast(({ size }) => size > 0)?.nextOffset;
  const cleaning = { cleanedOffset: firstUncleanableOffset, now, deleteRetentionMs };
  return { from, to, batches: compactedBatches(batches, { ...cleaning, from, to, lastEnd }) };
}
