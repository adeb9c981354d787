import type { Offset } from '@odradek/base';
import {
  baseOffsetAt,
  lastOffsetAt,
  maxTimestampAt,
  NO_TIMESTAMP,
  partitionLeaderEpochAt,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

import type { LeaderEpochCache } from '../leader-epoch/leader-epoch-cache.ts';
import type { File, FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { isProducerMarkerAt, noteBatch } from '../producer-state/note-batch.ts';
import type { ProducerSnapshot } from '../producer-state/producer-snapshot-files.ts';
import type { ProducerStates } from '../producer-state/producer-states.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { CorruptIndex } from '../segment/corrupt-index.ts';
import { logFileName } from '../segment/log-file-name.ts';
import { removeIndexFiles } from '../segment/segment-files.ts';
import type { OffsetPosition } from '../segment/offset-index.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import { abortedTransaction } from './aborted-transaction.ts';
import { UNSYNCED_BYTES_MAX } from './append-queue.ts';
import { noteProducers } from './note-producers.ts';
import { reasonOf } from './storage-error.ts';
import { cutTail } from './tail-cut.ts';

/** The index files that every segment has. */
const INDEX_TYPES = ['index', 'timeindex'] as const;
/** How many segments are opened at once. */
const PREPARED_AT_ONCE = 16;
/** So many intervals without an index entry are no accident of large batches. */
const WALKED_INTERVALS = 4;
const INTERVAL_BYTES = 4096;
/** How much is read and written at a time. */
const REWRITE_BYTES: number = 1024 * 1024;

/** What the segments of a log are loaded with. */
export interface SegmentLoaderOptions {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  /** The names in the folder. */
  readonly names: ReadonlySet<string>;
  /** Everything before it is durable with its indexes; batches behind it are checked. */
  readonly recoveryPoint: Offset;
  /** Whether offsets may be missing between batches. */
  readonly mayHaveGaps: boolean;
  /** Whether any segment behind the recovery point may end in a torn batch. */
  readonly mayMissRecords: boolean;
  /** Whether a process may have been killed before it had synced what it has cut off or renamed. */
  readonly mayBeUnsynced: boolean;
  /** What is known of the producers at `producersFrom`; changed by what comes behind. */
  readonly producers: ProducerStates;
  readonly producersFrom: Offset;
  /** The newest snapshot of producers that is not behind an offset. */
  readonly snapshotAt: (offset: Offset) => Promise<ProducerSnapshot>;
  /** What is known of the leader epochs at `epochsFrom`; changed by what comes behind. */
  readonly epochs: LeaderEpochCache;
  readonly epochsFrom: Offset;
  readonly report: Report;
}

/** A segment that is walked, from some batch on to its end. */
interface Walk {
  readonly segment: Segment;
  readonly file: File;
  /** Where the file ends. */
  readonly end: number;
  /** Whether appends go to it: only its end can be torn. */
  readonly isLast: boolean;
  /** The batch where the walk begins, by the index; `undefined` for the first. */
  readonly start: OffsetPosition | undefined;
  /** From which offset on batches come into the indexes. */
  readonly indexFrom: Offset;
  /** Of a segment from before `producersFrom` whose indexes are made again: as it begins. */
  readonly producersBefore?: ProducerStates;
}

/** A segment that was opened. */
interface Prepared {
  readonly segment: Segment;
  /** Where its file ends. */
  readonly end: number;
  readonly hasIndexes: boolean;
  /** Whether nothing of it is to be walked. */
  readonly isKnown: boolean;
}

/** Loads the segments of a log, oldest first: each as far as anything of it is not known yet. */
export class SegmentLoader {
  readonly producers: ProducerStates;
  readonly epochs: LeaderEpochCache;
  /** Whether batches had leader epochs that were not known. */
  hasNewEpochs = false;
  /** Before it the indexes are written down durably. */
  indexedUpTo: Offset = Infinity;
  private readonly options: SegmentLoaderOptions;
  /** Before it, nothing is to be learnt of batches. */
  private readonly walkFrom: Offset;
  private readonly loaded: Segment[] = [];
  /** The segment whose end was cut off. */
  private cutSegment: Segment | undefined;

  constructor(options: SegmentLoaderOptions) {
    this.options = options;
    this.producers = options.producers;
    this.epochs = options.epochs;
    this.walkFrom = Math.min(options.recoveryPoint, options.producersFrom, options.epochsFrom);
  }

  /**
   * Raises an error, which says where, if they are not the segments of one log. Answers those that
   * are: all, unless records may be missing and are.
   */
  async load(segments: readonly Segment[]): Promise<readonly Segment[]> {
    const prepared = await this.prepareAll(segments);
    for (const [index, { segment, end, isKnown, hasIndexes }] of prepared.entries()) {
      if (this.isUnreachable(this.loaded.at(-1), segment)) break;
      this.checkFollows(segments[index - 1], segment);
      const isLast = index === segments.length - 1;
      if (!isKnown && hasIndexes) await this.walkBehind(segment, end, isLast);
      else if (!isKnown) await this.rebuild(segment, end, isLast);
      if (!isKnown && (!isLast || !hasIndexes)) await this.writeIndexes(segment);
      if (!isKnown && !isLast) await segment.release();
      segment.forgetAssigned();
      this.loaded.push(segment);
    }
    return this.loaded;
  }

  /** Whether the segment before has lost its end, so that this one can be of no use. */
  private isUnreachable(before: Segment | undefined, segment: Segment): boolean {
    const { mayMissRecords, mayHaveGaps, recoveryPoint } = this.options;
    if (before === undefined || !mayMissRecords || before.nextOffset < recoveryPoint) return false;
    const isCut = before === this.cutSegment;
    return isCut || (before.nextOffset < segment.baseOffset && !mayHaveGaps);
  }

  /** Some at a time, so that few files are open at once. */
  private async prepareAll(segments: readonly Segment[]): Promise<readonly Prepared[]> {
    const prepared: Prepared[] = [];
    for (let first = 0; first < segments.length; first += PREPARED_AT_ONCE) {
      const some = segments.slice(first, first + PREPARED_AT_ONCE).map((segment, index) => {
        return this.prepare(segment, segments[first + index + 1]?.baseOffset);
      });
      prepared.push(...(await Promise.all(some)));
    }
    return prepared;
  }

  /** Opens a segment, whose batches are not looked at if they are known; `nextOffset` begins the next. */
  private async prepare(segment: Segment, nextOffset: Offset | undefined): Promise<Prepared> {
    const end = await (await segment.file()).size();
    const isBefore = nextOffset !== undefined && nextOffset <= this.walkFrom;
    try {
      const hasIndexes =
        (await this.openIndexes(segment)) && !(await this.lacksEntries(segment, end));
      const isKnown = hasIndexes && isBefore;
      if (isKnown) await this.checkComplete(segment, end);
      if (nextOffset !== undefined) await segment.release();
      return { segment, end, hasIndexes, isKnown };
    } catch (error) {
      if (!(error instanceof CorruptIndex)) throw error;
      this.options.report({ type: 'index-rebuilt', path: error.path, reason: error.reason });
      return { segment, end, hasIndexes: false, isKnown: false };
    }
  }

  private checkFollows(before: Segment | undefined, segment: Segment): void {
    if (before === undefined || segment.baseOffset === before.nextOffset) return;
    if (this.options.mayHaveGaps && segment.baseOffset > before.nextOffset) return;
    throw new Error(
      `${segment.path} begins at offset ${segment.baseOffset}, but the segment before it ends at ` +
        `${before.nextOffset}. A file is missing or foreign: restore it from a replica or a backup. ` +
        'If the topic was compacted before, add a line "<topic> <partition> 0" to ' +
        'cleaner-offset-checkpoint while the broker is stopped (its first line is 0, the second the ' +
        'number of lines).',
    );
  }

  /** Answers whether they are there. Raises `CorruptIndex` if they are and cannot be right. */
  private async openIndexes(segment: Segment): Promise<boolean> {
    const { names } = this.options;
    const isThere = INDEX_TYPES.every((type) => names.has(logFileName(segment.baseOffset, type)));
    if (!isThere) return false;
    await segment.offsetIndex.open();
    await segment.timeIndex.open();
    if (names.has(logFileName(segment.baseOffset, 'txnindex'))) {
      await segment.transactionIndex.open();
    }
    return true;
  }

  /**
   * Without an entry, a search by timestamp would pass over the segment, or one by offset walk it. Not
   * if its records have no timestamps, as far as its first and last indexed batch say.
   */
  private async lacksEntries(segment: Segment, end: number): Promise<boolean> {
    const { offsetIndex, timeIndex, baseOffset, indexIntervalBytes } = segment;
    if (end === 0 || baseOffset >= this.options.recoveryPoint) return false;
    const interval = Math.max(indexIntervalBytes, INTERVAL_BYTES);
    if (offsetIndex.length === 0 && end > WALKED_INTERVALS * interval) return true;
    if (timeIndex.length > 0) return false;
    const file = await segment.file();
    for (const position of [0, offsetIndex.lastEntry?.position ?? 0]) {
      const header = await file.read(position, RECORD_BATCH_OVERHEAD);
      const isWhole = header.byteLength === RECORD_BATCH_OVERHEAD;
      if (!isWhole || maxTimestampAt(header, 0) !== NO_TIMESTAMP) return true;
    }
    return false;
  }

  /** Of a segment that is known, only that it ends as the next one says, from its last index entry on. */
  private async checkComplete(segment: Segment, end: number): Promise<void> {
    const start = segment.offsetIndex.lastEntry;
    const file = await segment.file();
    const scan = this.scanOf({ segment, file, end, start });
    let nextOffset = segment.baseOffset;
    while (await scan.next()) {
      if (start !== undefined && !isAt(scan, start)) throw segment.misled(start);
      nextOffset = lastOffsetAt(scan.bytes, scan.at) + 1;
    }
    if (scan.fault !== undefined && scan.position === start?.position) throw segment.misled(start);
    if (scan.fault !== undefined) throw damaged(segment, scan);
    segment.startAt(end, nextOffset);
  }

  /** The batches behind what is known; all of them if the index leads to where none begins. */
  private async walkBehind(segment: Segment, end: number, isLast: boolean): Promise<void> {
    const { recoveryPoint: indexFrom, report } = this.options;
    const file = await segment.file();
    try {
      await segment.truncateIndexes(indexFrom);
      const entry = await segment.offsetIndex.lookup(this.walkFrom);
      const start = entry.position === 0 ? undefined : entry;
      if (start !== undefined) await this.checkStart({ segment, file, end, start });
      await this.walk({ segment, file, end, isLast, start, indexFrom });
    } catch (error) {
      if (!(error instanceof CorruptIndex)) throw error;
      report({ type: 'index-rebuilt', path: error.path, reason: error.reason });
      await this.rebuild(segment, end, isLast);
      if (isLast) await this.writeIndexes(segment);
    }
  }

  private async checkStart(walk: Pick<Walk, 'segment' | 'file' | 'end' | 'start'>): Promise<void> {
    const scan = this.scanOf(walk);
    if (walk.start !== undefined && (!(await scan.next()) || !isAt(scan, walk.start))) {
      throw walk.segment.misled(walk.start);
    }
  }

  /**
   * Makes the indexes again of the whole segment. Its `.index` goes first and comes last, so that a
   * crash in between leaves a segment whose indexes are to be made again.
   */
  private async rebuild(segment: Segment, end: number, isLast: boolean): Promise<void> {
    const { fileSystem, directory } = this.options;
    await removeIndexFiles(fileSystem, directory, segment.baseOffset, ['index']);
    await fileSystem.syncDirectory(directory);
    await segment.resetIndexes();
    const file = await segment.file();
    const indexFrom = segment.baseOffset;
    const walk = { segment, file, end, isLast, start: undefined, indexFrom };
    const isBefore = segment.baseOffset < this.options.producersFrom;
    await this.walk(
      isBefore ? { ...walk, producersBefore: await this.producersBefore(segment) } : walk,
    );
  }

  /**
   * Writes the indexes down of a segment that was walked and is complete, if that goes: the next roll
   * brings the recovery point forward behind it.
   */
  private async writeIndexes(segment: Segment): Promise<void> {
    const { directory, report } = this.options;
    try {
      await segment.flushIndexes();
    } catch (error) {
      this.indexedUpTo = Math.min(this.indexedUpTo, segment.baseOffset);
      report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    }
  }

  /** What was known of producers where a segment begins: its markers end what began before it. */
  private async producersBefore({ baseOffset }: Segment): Promise<ProducerStates> {
    const { offset, states } = await this.options.snapshotAt(baseOffset);
    for (const segment of this.loaded) {
      if (segment.nextOffset > offset) await noteProducers(segment, offset, states);
    }
    return states;
  }

  private async walk(walk: Walk): Promise<void> {
    const { segment, start, isLast } = walk;
    const scan = this.scanOf(walk);
    segment.startAt(scan.position, start?.offset ?? segment.baseOffset);
    let lastBatchAt = scan.position;
    while (await scan.next()) {
      lastBatchAt = scan.position;
      await this.note(walk, scan);
    }
    await this.readFirstTimestamp(walk);
    if (scan.fault !== undefined) await this.endAtFault(walk, scan);
    const isBehind = segment.nextOffset > this.options.recoveryPoint || scan.fault !== undefined;
    if (isBehind && isLast) await rewriteTail(walk.file, lastBatchAt, segment.size);
    // A truncation brings the recovery point back to where it cuts, and cuts then.
    if (isBehind || (isLast && this.options.mayBeUnsynced)) {
      await walk.file.datasync();
      await this.options.fileSystem.syncDirectory(this.options.directory);
    }
  }

  private scanOf({
    segment,
    file,
    end,
    start,
  }: Pick<Walk, 'segment' | 'file' | 'end' | 'start'>): BatchScan {
    const { recoveryPoint: verifyFrom, mayHaveGaps } = this.options;
    const position = start?.position ?? 0;
    const baseOffset = start === undefined ? segment.baseOffset : undefined;
    return new BatchScan({ file, position, end, baseOffset, verifyFrom, mayHaveGaps });
  }

  /** Takes note of the batch that a walk has come to. */
  private async note(
    { segment, indexFrom, producersBefore }: Walk,
    scan: BatchScan,
  ): Promise<void> {
    const { producersFrom, epochsFrom } = this.options;
    const baseOffset = baseOffsetAt(scan.bytes, scan.at);
    const lastOffset = lastOffsetAt(scan.bytes, scan.at);
    segment.addDurable(scan.bytes, scan.at, scan.size, lastOffset < indexFrom);
    if (baseOffset >= epochsFrom) this.noteEpoch(scan, baseOffset);
    const aborted = [
      producersBefore && (await this.noteProducer(scan, producersBefore)),
      baseOffset >= producersFrom ? await this.noteProducer(scan, this.producers) : undefined,
    ].find((transaction) => transaction !== undefined);
    if (aborted !== undefined && lastOffset >= indexFrom) segment.transactionIndex.append(aborted);
  }

  private noteEpoch(scan: BatchScan, baseOffset: Offset): void {
    const epoch = partitionLeaderEpochAt(scan.bytes, scan.at);
    // Epochs are written down before their batches, so later ones may be known already.
    const isNew = epoch > (this.epochs.latestEpoch ?? -1);
    if (isNew && this.epochs.assign(epoch, baseOffset)) this.hasNewEpochs = true;
  }

  /** Answers the transaction that the batch aborts, if it is a marker that does. */
  private async noteProducer(
    scan: BatchScan,
    producers: ProducerStates,
  ): Promise<AbortedTransaction | undefined> {
    const isMarker = isProducerMarkerAt(scan.bytes, scan.at);
    const completed = isMarker
      ? noteBatch(producers, await scan.batch(), 0)
      : noteBatch(producers, scan.bytes, scan.at);
    return abortedTransaction(completed, producers);
  }

  private async readFirstTimestamp({ segment, file }: Walk): Promise<void> {
    if (segment.size === 0) return;
    const header = await file.read(0, RECORD_BATCH_OVERHEAD);
    segment.firstTimestamp = maxTimestampAt(header, 0);
  }

  private async endAtFault({ segment, end, isLast }: Walk, scan: BatchScan): Promise<void> {
    const { fileSystem, recoveryPoint, report } = this.options;
    const mayBeCut = isLast || this.options.mayMissRecords;
    if (!mayBeCut || segment.nextOffset < recoveryPoint) throw damaged(segment, scan);
    this.cutSegment = segment;
    report(await cutTail({ fileSystem, segment, end, reason: scan.fault ?? '' }));
  }
}

/** Whether the batch that a scan has come to is the one that an index names, or another. */
function isAt(scan: BatchScan, { offset, position }: OffsetPosition): boolean {
  return scan.position !== position || lastOffsetAt(scan.bytes, scan.at) === offset;
}

function damaged(segment: Segment, scan: BatchScan): Error {
  return new Error(
    `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}. No crash has ` +
      'done this, as what lies there was durable: restore it from a replica or a backup.',
  );
}

/**
 * Writes the end of a file again, as it is, so that the sync that follows covers it. The process that
 * wrote it may have seen its sync fail and ended: the system then has the bytes in memory, where we
 * have just read them, takes them for clean, and would sync nothing.
 */
async function rewriteTail(file: File, lastBatchAt: number, end: number): Promise<void> {
  const start = Math.min(lastBatchAt, Math.max(end - UNSYNCED_BYTES_MAX, 0));
  for (let at = start; at < end; at += REWRITE_BYTES) {
    await file.write(at, [await file.read(at, Math.min(REWRITE_BYTES, end - at))]);
  }
}
