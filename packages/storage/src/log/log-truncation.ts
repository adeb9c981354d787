import { assert, type Offset } from '@odradek/base';
import { lastOffsetAt, maxTimestampAt } from '@odradek/protocol';

import type { FileSystem } from '../ports/file-system.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import { ProducerStates } from '../producer-state/producer-states.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { CorruptIndex } from '../segment/corrupt-index.ts';
import { scanFromWhereKnown } from '../segment/scan-from.ts';
import { removeIndexFiles, removeSegmentFiles } from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';
import type { LogState } from './log-state.ts';
import { noteProducers } from './note-producers.ts';

/** What a truncation needs. */
export interface LogTruncationOptions {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly state: LogState;
  readonly snapshots: ProducerSnapshotFiles;
  /** Makes it durable that only what lies before an offset is known to be so. */
  readonly saveRecoveryPoint: (offset: Offset) => Promise<void>;
  /** Makes it durable that the log begins at an offset, be it before what was so until now. */
  readonly resetLogStartOffset: (offset: Offset) => Promise<void>;
  /** Makes durable up to where the log was compacted. */
  readonly saveCleanerOffset: (offset: Offset) => Promise<void>;
  /** A segment that begins at an offset. */
  readonly newSegment: (offset: Offset) => Segment;
  /** Leader epochs are forgotten; they are to be written down before anything is appended. */
  readonly onEpochsChanged: () => void;
}

/**
 * Takes the end of a log away, as a follower does whose leader has other records there. Nothing is
 * appended meanwhile, and nothing waits to be durable.
 *
 * First it is durable that nothing behind the offset is known to be there; then the segments behind
 * it go, the newest first, each durably before the next: a crash in between leaves a shorter log
 * without a hole. The other way round it could leave one with records behind it that look as if
 * compaction had been there. What is written down comes before anything is taken away, so that a full
 * disk is met while the log is what it was.
 */
export class LogTruncation {
  private readonly options: LogTruncationOptions;
  private hasBegun = false;

  constructor(options: LogTruncationOptions) {
    this.options = options;
  }

  /** Whether one has failed when something was taken away, so that the log is neither old nor new. */
  get isUnfinished(): boolean {
    return this.hasBegun;
  }

  /** As `truncateTo`; before the first segment, as `truncateFullyAndStartAt`. */
  truncate(offset: Offset): Promise<void> {
    const isBefore = offset < (this.options.state.segments.first?.baseOffset ?? 0);
    return isBefore ? this.truncateFullyAndStartAt(offset) : this.truncateTo(offset);
  }

  /**
   * The log ends at `offset`, or where the batch begins that holds it, and begins there if it began
   * behind. The offset is not before the first segment.
   */
  private async truncateTo(offset: Offset): Promise<void> {
    const { state, snapshots } = this.options;
    assert(state.durableOffset === state.endOffset, 'nothing waits while a log is truncated');
    const first = state.segments.first?.baseOffset ?? 0;
    const found = await findEnd(state.segments.floor(Math.max(offset - 1, first)), offset);
    await this.saveRecoveryPoint(found.nextOffset);
    await this.limitCleaned(state.segments.floor(Math.max(offset - 1, first)).baseOffset);
    if (found.nextOffset < state.startOffsetMax) await this.resetStart(found.nextOffset);
    this.hasBegun = true;
    await this.removeSegmentsFrom(offset);
    const { active } = state.segments;
    assert(active !== undefined, 'a log that is not empty has a segment before its end');
    await this.truncateSegment(active, found);
    this.endAt(active.nextOffset);
    await snapshots.removeAfter(state.endOffset);
    state.producers = await this.loadProducers();
    this.hasBegun = false;
  }

  /** The recovery point is not behind an offset; if that cannot be written down, it is what it was. */
  private async saveRecoveryPoint(offset: Offset): Promise<void> {
    const { state } = this.options;
    const { recoveryPoint } = state;
    if (offset >= state.recoveryPointMax) return;
    state.recoveryPoint = Math.min(recoveryPoint, offset);
    try {
      await this.options.saveRecoveryPoint(state.recoveryPoint);
      state.recoveryPointMax = state.recoveryPoint;
    } catch (error) {
      state.recoveryPoint = recoveryPoint;
      throw error;
    }
  }

  /**
   * The log was compacted up to the segment at most that appends go to now: other records will come
   * behind it, of which none is known to compaction.
   */
  private async limitCleaned(offset: Offset): Promise<void> {
    const { state } = this.options;
    if (state.cleanedOffset === undefined || state.cleanedOffset <= offset) return;
    await this.options.saveCleanerOffset(offset);
    state.cleanedOffset = offset;
  }

  /** The log begins at an offset, be it before what may be written down. */
  private async resetStart(offset: Offset): Promise<void> {
    const { state } = this.options;
    await this.options.resetLogStartOffset(Math.min(offset, state.startOffset));
    state.startOffset = Math.min(offset, state.startOffset);
    state.startOffsetMax = state.startOffset;
  }

  /**
   * The log is empty, and begins and ends at `offset`. The first segment is emptied when the others
   * are gone, and then named after the offset, in one step. Where there is no file, none is made.
   */
  async truncateFullyAndStartAt(offset: Offset): Promise<void> {
    const { state, snapshots } = this.options;
    const { first } = state.segments;
    const segment = this.options.newSegment(offset);
    if (first?.hasFile === true) {
      await this.saveRecoveryPoint(0);
      await this.limitCleaned(offset);
      state.startOffsetMax = Math.max(state.startOffsetMax, offset);
      await this.options.resetLogStartOffset(offset);
      this.hasBegun = true;
      await this.emptySegment(first);
      await snapshots.removeAfter(-1);
      await this.renameSegment(first, segment);
    }
    state.epochs.truncateFromEnd(-1);
    this.options.onEpochsChanged();
    state.segments.replaceAll(segment);
    state.producers = new ProducerStates();
    state.startOffset = offset;
    state.startOffsetMax = offset;
    state.endOffset = offset;
    state.durableOffset = offset;
    state.recoveryPoint = offset;
    state.recoveryPointMax = Math.max(state.recoveryPointMax, offset);
    this.hasBegun = false;
  }

  private async renameSegment(source: Segment, target: Segment): Promise<void> {
    const { fileSystem, directory } = this.options;
    await fileSystem.rename(source.path, target.path);
    await fileSystem.syncDirectory(directory);
    target.hasFile = true;
  }

  /** Leaves one segment, without batches and indexes. */
  private async emptySegment(first: Segment): Promise<void> {
    const { fileSystem, directory } = this.options;
    await this.removeSegmentsFrom(first.baseOffset + 1);
    const file = await first.file();
    await file.truncate(0);
    await file.datasync();
    await first.discard();
    await removeIndexFiles(fileSystem, directory, first.baseOffset);
  }

  /**
   * Those that begin at `offset` or behind. The first one of the log always stays: a folder without a
   * segment is one that has lost them.
   */
  async removeSegmentsFrom(offset: Offset): Promise<void> {
    const { fileSystem, directory, state } = this.options;
    const first = state.segments.first?.baseOffset ?? offset;
    for (const segment of state.segments.takeFrom(Math.max(offset, first + 1))) {
      await segment.discard();
      await removeSegmentFiles(fileSystem, directory, [segment.baseOffset]);
    }
  }

  private async truncateSegment(segment: Segment, found: End): Promise<void> {
    const file = await segment.file();
    await file.truncate(found.position);
    await file.datasync();
    await ifIndexed(segment, () => segment.offsetIndex.truncateTo(found.nextOffset));
    await ifIndexed(segment, () => segment.timeIndex.truncateTo(found.nextOffset));
    await segment.transactionIndex.truncateTo(found.nextOffset);
    await this.recount(segment, found);
    if (!segment.trustsIndexes) await segment.rebuildIndexes();
  }

  /** What the indexes do not know is looked for in the batches that are left. */
  private async recount(segment: Segment, { position: end }: End): Promise<void> {
    const entry = segment.trustsIndexes ? segment.offsetIndex.lastEntry : undefined;
    const position = entry?.position ?? 0;
    segment.startAt(position, entry?.offset ?? segment.baseOffset);
    const file = await segment.file();
    const scan = new BatchScan({ file, position, end, mayHaveGaps: true });
    while (await scan.next()) segment.addDurable(scan.bytes, scan.at, scan.size, true);
    segment.forgetAssigned();
    const first = new BatchScan({ file, position: 0, end, mayHaveGaps: true });
    if (await first.next()) segment.firstTimestamp = maxTimestampAt(first.bytes, first.at);
  }

  private endAt(endOffset: Offset): void {
    const { state } = this.options;
    state.endOffset = endOffset;
    state.durableOffset = endOffset;
    state.recoveryPoint = Math.min(state.recoveryPoint, endOffset);
    if (state.epochs.truncateFromEnd(endOffset)) this.options.onEpochsChanged();
  }

  /** As the newest snapshot says, and the batches behind it. */
  private async loadProducers(): Promise<ProducerStates> {
    const { state, snapshots } = this.options;
    const { segments, endOffset } = state;
    const startOffset = segments.first?.baseOffset ?? endOffset;
    const { offset, states } = await snapshots.load({ startOffset, maxOffset: endOffset });
    for (const segment of segments.from(offset)) await noteProducers(segment, offset, states);
    states.onHighWatermark(endOffset);
    return states;
  }
}

/** Does without an index that cannot be right; it is not believed from now on. */
async function ifIndexed<Result>(
  segment: Segment,
  look: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof CorruptIndex)) throw error;
    segment.distrustIndexes();
    return undefined;
  }
}

/** Where a segment is cut. */
interface End {
  readonly position: number;
  readonly nextOffset: Offset;
}

/** Where the batch begins that holds an offset, or the segment ends if it has none. */
async function findEnd(segment: Segment, offset: Offset): Promise<End> {
  const { baseOffset } = segment;
  const scan = await scanFromWhereKnown(segment, Math.max(0, offset - 1));
  let nextOffset = baseOffset;
  while (await scan.next()) {
    if (lastOffsetAt(scan.bytes, scan.at) >= offset) break;
    nextOffset = lastOffsetAt(scan.bytes, scan.at) + 1;
  }
  if (scan.fault !== undefined) {
    throw new Error(
      `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}`,
    );
  }
  return { position: scan.position, nextOffset };
}
