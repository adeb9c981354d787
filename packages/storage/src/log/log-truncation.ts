import { assert, type Offset } from '@odradek/base';
import { baseOffsetAt, lastOffsetAt, maxTimestampAt } from '@odradek/protocol';

import type { LeaderEpochFile } from '../leader-epoch/leader-epoch-checkpoint.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { isProducerMarkerAt, noteBatch } from '../producer-state/note-batch.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import { ProducerStates } from '../producer-state/producer-states.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { logFileName } from '../segment/log-file-name.ts';
import { removeIndexFiles, removeSegmentFiles } from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';
import type { LogState } from './log-state.ts';

/** What a truncation needs. */
export interface LogTruncationOptions {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly state: LogState;
  readonly snapshots: ProducerSnapshotFiles;
  readonly epochFile: LeaderEpochFile;
  /** Makes it durable that only what lies before an offset is known to be so. */
  readonly saveRecoveryPoint: (offset: Offset) => Promise<void>;
  /** Makes it durable that the log begins at an offset, be it before what was so until now. */
  readonly resetLogStartOffset: (offset: Offset) => Promise<void>;
  /** A segment that begins at an offset. */
  readonly newSegment: (offset: Offset) => Segment;
}

/**
 * Takes the end of a log away, as a follower does whose leader has other records there. Nothing is
 * appended meanwhile, and nothing waits to be durable.
 *
 * First it is durable that nothing behind the offset is known to be there; then the segments behind
 * it go, the newest first, each durably before the next: a crash in between leaves a shorter log
 * without a hole. The other way round it could leave one with records behind it that look as if
 * compaction had been there.
 */
export class LogTruncation {
  private readonly options: LogTruncationOptions;

  constructor(options: LogTruncationOptions) {
    this.options = options;
  }

  /**
   * The log ends at `offset`, or where the batch begins that holds it, and begins there if it began
   * behind. The offset is not before the first segment.
   */
  async truncateTo(offset: Offset): Promise<void> {
    const { state, snapshots, saveRecoveryPoint } = this.options;
    assert(state.durableOffset === state.endOffset, 'nothing waits while a log is truncated');
    if (offset < state.recoveryPoint) {
      const safe =
        state.segments
          .all()
          .filter((segment) => segment.baseOffset <= offset)
          .at(-1)?.baseOffset ?? 0;
      state.recoveryPoint = safe;
      await saveRecoveryPoint(safe);
    }
    await this.removeSegmentsFrom(offset);
    const { active } = state.segments;
    assert(active !== undefined, 'a log that is not empty has a segment before its end');
    await this.truncateSegment(active, offset);
    await this.endAt(active.nextOffset);
    await snapshots.removeAfter(state.endOffset);
    state.producers = await this.loadProducers();
    if (state.endOffset < state.startOffset) {
      await this.options.resetLogStartOffset(state.endOffset);
      state.startOffset = state.endOffset;
    }
  }

  /**
   * The log is empty, and begins and ends at `offset`. The first segment is emptied when the others
   * are gone, and then named after the offset, in one step.
   */
  async truncateFullyAndStartAt(offset: Offset): Promise<void> {
    const { fileSystem, directory, state, snapshots, epochFile } = this.options;
    state.recoveryPoint = 0;
    await this.options.saveRecoveryPoint(0);
    const { first } = state.segments;
    if (first !== undefined) await this.emptySegment(first);
    await snapshots.removeAfter(-1);
    state.epochs.truncateFromEnd(-1);
    if (first !== undefined) await epochFile.write(state.epochs.entries);
    await this.options.resetLogStartOffset(offset);
    if (first !== undefined) {
      const [source, target] = [first.baseOffset, offset].map((base) => logFileName(base, 'log'));
      await fileSystem.rename(`${directory}/${source}`, `${directory}/${target}`);
      await fileSystem.syncDirectory(directory);
      state.segments.replaceAll(this.options.newSegment(offset));
    }
    state.producers = new ProducerStates();
    state.startOffset = offset;
    state.endOffset = offset;
    state.durableOffset = offset;
    state.recoveryPoint = offset;
  }

  /** Leaves one segment, without batches and indexes. */
  private async emptySegment(first: Segment): Promise<void> {
    const { fileSystem, directory } = this.options;
    await this.removeSegmentsFrom(first.baseOffset + 1);
    const file = await first.file();
    await file.truncate(0);
    await file.datasync();
    await first.close();
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
      await segment.close();
      await removeSegmentFiles(fileSystem, directory, [segment.baseOffset]);
    }
  }

  private async truncateSegment(segment: Segment, offset: Offset): Promise<void> {
    const file = await segment.file();
    const found = await findEnd(segment, offset);
    await file.truncate(found.position);
    await file.datasync();
    await segment.truncateIndexes(found.nextOffset);
    await this.recount(segment, found);
  }

  /** What the indexes do not know is looked for in the batches that are left. */
  private async recount(segment: Segment, { position: end }: End): Promise<void> {
    const entry = segment.offsetIndex.lastEntry;
    const position = entry?.position ?? 0;
    segment.startAt(position, entry?.offset ?? segment.baseOffset);
    const file = await segment.file();
    const scan = new BatchScan({ file, position, end, mayHaveGaps: true });
    while (await scan.next()) segment.addDurable(scan.bytes, scan.at, scan.size, true);
    segment.forgetAssigned();
    const first = new BatchScan({ file, position: 0, end, mayHaveGaps: true });
    if (await first.next()) segment.firstTimestamp = maxTimestampAt(first.bytes, first.at);
  }

  private async endAt(endOffset: Offset): Promise<void> {
    const { state, epochFile } = this.options;
    state.endOffset = endOffset;
    state.durableOffset = endOffset;
    state.recoveryPoint = Math.min(state.recoveryPoint, endOffset);
    if (state.epochs.truncateFromEnd(endOffset)) await epochFile.write(state.epochs.entries);
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

/** Where a segment is cut. */
interface End {
  readonly position: number;
  readonly nextOffset: Offset;
}

/** Where the batch begins that holds an offset, or the segment ends if it has none. */
async function findEnd(segment: Segment, offset: Offset): Promise<End> {
  const file = await segment.file();
  const { size: end, baseOffset } = segment;
  const { position } = offset === 0 ? { position: 0 } : await segment.lookup(offset - 1);
  const scan = new BatchScan({ file, position, end, mayHaveGaps: true });
  let nextOffset = baseOffset;
  while (await scan.next()) {
    if (lastOffsetAt(scan.bytes, scan.at) >= offset) break;
    nextOffset = lastOffsetAt(scan.bytes, scan.at) + 1;
  }
  return { position: scan.position, nextOffset };
}

async function noteProducers(
  segment: Segment,
  from: Offset,
  producers: ProducerStates,
): Promise<void> {
  const file = await segment.file();
  const { position } = await segment.lookup(from);
  const scan = new BatchScan({ file, position, end: segment.size, mayHaveGaps: true });
  while (await scan.next()) {
    if (baseOffsetAt(scan.bytes, scan.at) < from) continue;
    if (isProducerMarkerAt(scan.bytes, scan.at)) noteBatch(producers, await scan.batch(), 0);
    else noteBatch(producers, scan.bytes, scan.at);
  }
}
