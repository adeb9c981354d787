import { assert, type Offset } from '@odradek/base';
import {
  attributesAt,
  isCompressionLoaded,
  compressionTypeOf,
  isControl,
  lastOffsetAt,
  loadCompression,
  RecordCursor,
} from '@odradek/protocol';

import type { FileSystem } from '../ports/file-system.ts';
import type { CleaningObserver } from '../ports/segment-cleaner.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { CLEANED_SUFFIX, logFileName } from '../segment/log-file-name.ts';
import { Segment } from '../segment/segment.ts';
import { BatchCleaning } from './batch-cleaning.ts';
import { CleanedSegment } from './cleaned-segment.ts';
import { CleanedTransactions } from './cleaned-transactions.ts';
import {
  CleaningAborted,
  type CleaningJob,
  type CleaningResult,
  type SegmentToClean,
} from './cleaning-job.ts';
import { OffsetMap } from './offset-map.ts';
import { groupSegments } from './segment-groups.ts';

/** What a cleaning is done with. */
export interface CleaningRunOptions extends CleaningObserver {
  readonly fileSystem: FileSystem;
  /** Resolves when so many bytes more may be read or written. */
  readonly throttle: (bytes: number) => Promise<void>;
}

/** Less is not read at once. */
const CHUNK_BYTES_MIN: number = 16 * 1024;

/**
 * Cleans a log (Kafka's `Cleaner.clean`): reads the last offset of each key in its dirty part, as far
 * as the map holds them, then writes everything before that anew without what is superseded, one group
 * of segments after the other. See `SegmentCleaner.clean`.
 */
export function cleanLog(job: CleaningJob, options: CleaningRunOptions): Promise<CleaningResult> {
  return new CleaningRun(job, options).run();
}

class CleaningRun {
  private readonly job: CleaningJob;
  private readonly options: CleaningRunOptions;
  private readonly map: OffsetMap;
  private mapBytesRead = 0;
  private bytesRead = 0;
  private bytesWritten = 0;
  /** What is being written. */
  private cleaned: CleanedSegment | undefined;

  constructor(job: CleaningJob, options: CleaningRunOptions) {
    const { limits, seed, firstDirtyOffset, firstUncleanableOffset } = job;
    this.job = job;
    this.options = options;
    this.map = new OffsetMap({
      bytesMax: limits.dedupeBufferBytes,
      loadFactor: limits.loadFactor,
      keysMax: Math.max(1, firstUncleanableOffset - firstDirtyOffset),
      seed,
    });
  }

  async run(): Promise<CleaningResult> {
    await this.buildMap();
    const endOffset = this.map.latestOffset + 1;
    this.checkProgress(endOffset);
    const segments = this.job.segments.filter(({ baseOffset }) => baseOffset < endOffset);
    const cleaning = new BatchCleaning({
      ...this.job,
      map: this.map,
      transactions: new CleanedTransactions(this.job.aborted),
      onAborted: (transaction) => this.cleaned?.addAborted(transaction),
    });
    for (const group of groupSegments(segments, this.job)) await this.cleanGroup(group, cleaning);
    const { recordsRead, recordsWritten, invalidRecords } = cleaning;
    const { mapBytesRead, bytesRead, bytesWritten } = this;
    const records = { recordsRead, recordsWritten, invalidRecords };
    const bytes = { mapBytesRead, bytesRead, bytesWritten };
    return { endOffset, stats: { ...bytes, ...records, mapUtilization: this.map.utilization } };
  }

  /** A map that holds no key would be made again and again. */
  private checkProgress(endOffset: Offset): void {
    const { directory, firstDirtyOffset, limits } = this.job;
    if (endOffset > firstDirtyOffset) return;
    throw new Error(
      `${limits.dedupeBufferBytes} bytes of log.cleaner.dedupe.buffer.size for each thread, filled to ` +
        `${limits.loadFactor} as log.cleaner.io.buffer.load.factor says, do not hold a single key, for ` +
        `offset ${firstDirtyOffset} in ${directory}: set more`,
    );
  }

  /** Up to where the map is full, or to the end of what may be cleaned. */
  private async buildMap(): Promise<void> {
    const { job, map } = this;
    const { segments, firstDirtyOffset, firstUncleanableOffset } = job;
    const transactions = new CleanedTransactions(job.aborted);
    for (const [index, segment] of segments.entries()) {
      const endOffset = segments[index + 1]?.baseOffset ?? firstUncleanableOffset;
      if (endOffset <= firstDirtyOffset) continue;
      if (!(await this.addToMap(segment, transactions))) return;
      // Offsets may be missing at its end.
      map.updateLatestOffset(endOffset - 1);
    }
  }

  /** Answers whether there was room for all of it. */
  private async addToMap(
    segment: SegmentToClean,
    transactions: CleanedTransactions,
  ): Promise<boolean> {
    const { map, job } = this;
    let hasRoom = true;
    await this.walk(segment, async (batch, size) => {
      this.mapBytesRead += size;
      if (lastOffsetAt(batch, 0) < job.firstDirtyOffset) return true;
      hasRoom = this.addBatch(batch, transactions);
      if (hasRoom) map.updateLatestOffset(lastOffsetAt(batch, 0));
      return hasRoom;
    });
    return hasRoom;
  }

  /** A batch of which only some keys find room is cleaned up to there, as Kafka does. */
  private addBatch(batch: Buffer, transactions: CleanedTransactions): boolean {
    const { map, job } = this;
    if (isControl(attributesAt(batch, 0))) {
      transactions.isSpare(batch, () => {});
      return true;
    }
    if (transactions.isAborted(batch)) return true;
    const { decompressedBytesMax } = job;
    const cursor = new RecordCursor(
      batch,
      decompressedBytesMax === undefined ? {} : { decompressedBytesMax },
    );
    while (cursor.next()) {
      const { key, offset } = cursor;
      if (key === null || offset < job.firstDirtyOffset) continue;
      if (map.isFull) return false;
      map.put(key, offset);
      map.updateLatestOffset(offset);
    }
    return true;
  }

  private async cleanGroup(
    group: readonly SegmentToClean[],
    cleaning: BatchCleaning,
  ): Promise<void> {
    const cleaned = await this.begin(group);
    this.cleaned = cleaned;
    try {
      for (const segment of group) await this.cleanInto(cleaned, segment, cleaning);
      if (cleaned.isUnchanged && group.length === 1) {
        await cleaned.remove();
        return;
      }
      await cleaned.finish();
      this.checkIsWanted();
      this.bytesWritten += cleaned.size;
      const baseOffsets = group.map(({ baseOffset }) => baseOffset);
      await this.options.onCleaned({ baseOffsets, ...cleaned.outcome });
      // Whoever could not place it may say so this way.
      this.checkIsWanted();
    } catch (error) {
      await cleaned.removeIfPossible();
      throw error;
    } finally {
      this.cleaned = undefined;
    }
  }

  private async begin(group: readonly SegmentToClean[]): Promise<CleanedSegment> {
    const { job, options } = this;
    const [first] = group;
    assert(first !== undefined, 'a group has a segment');
    const filled = group.findLast(({ size }) => size > 0);
    const { directory, indexIntervalBytes, segmentIndexBytes } = job;
    return CleanedSegment.create({
      fileSystem: options.fileSystem,
      segment: new Segment({
        fileSystem: options.fileSystem,
        directory,
        baseOffset: first.baseOffset,
        indexIntervalBytes,
        segmentIndexBytes,
        createdAt: job.now,
        rollJitterMs: 0,
        suffix: CLEANED_SUFFIX,
      }),
      endOffset: filled?.nextOffset,
      bufferBytes: this.chunkBytes,
    });
  }

  private async cleanInto(
    cleaned: CleanedSegment,
    segment: SegmentToClean,
    cleaning: BatchCleaning,
  ): Promise<void> {
    const { firstUncleanableOffset } = this.job;
    await this.walk(segment, async (batch, size) => {
      this.bytesRead += size;
      const nextOffset = lastOffsetAt(batch, 0) + 1;
      // So the new segment tells which old ones it replaces, and the log still ends where it did.
      const isEndKept = nextOffset === cleaned.endOffset || nextOffset === firstUncleanableOffset;
      const kept = cleaning.clean(batch, isEndKept);
      const written = await cleaned.add(batch, kept);
      if (written > 0) await this.options.throttle(written);
      return true;
    });
  }

  /** Reads the batches of a segment until the visitor answers `false`; checks each of them. */
  private async walk(
    segment: SegmentToClean,
    visit: (batch: Buffer, size: number) => Promise<boolean>,
  ): Promise<void> {
    const { directory } = this.job;
    const { fileSystem, throttle } = this.options;
    const { chunkBytes } = this;
    const path = `${directory}/${logFileName(segment.baseOffset, 'log')}`;
    const file = await fileSystem.open(path, { isReadOnly: true });
    const walked = { file, position: 0, end: segment.size, chunkBytes };
    const scan = new BatchScan({ ...walked, mayHaveGaps: true, verifyFrom: 0 });
    try {
      let bytes = 0;
      while (await scan.next()) {
        const batch = await scan.batch();
        await makeReadable(batch);
        if (!(await visit(batch, scan.size))) return;
        bytes += scan.size;
        if (bytes < chunkBytes) continue;
        this.checkIsWanted();
        await throttle(bytes);
        bytes = 0;
      }
      if (scan.fault !== undefined) {
        throw new Error(`${path} holds no record batch at byte ${scan.position}: ${scan.fault}`);
      }
      this.checkIsWanted();
      await throttle(bytes);
    } finally {
      await file.close();
    }
  }

  /** As much is read at a time, and written; a larger batch takes more. */
  private get chunkBytes(): number {
    return Math.max(CHUNK_BYTES_MIN, Math.floor(this.job.limits.ioBufferBytes / 2));
  }

  private checkIsWanted(): void {
    if (this.options.isAborted()) throw new CleaningAborted();
  }
}

/** One codec of Node is made ready only when it is needed. */
async function makeReadable(batch: Buffer): Promise<void> {
  if (!isCompressionLoaded(compressionTypeOf(attributesAt(batch, 0)))) await loadCompression();
}
