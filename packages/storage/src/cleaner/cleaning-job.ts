import type { Offset, Timestamp } from '@odradek/base';

import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { TimestampOffset } from '../segment/time-index.ts';
import type { ActiveProducers } from './active-producers.ts';

/** A complete segment, as it was when the job was made. */
export interface SegmentToClean {
  readonly baseOffset: Offset;
  /** The offset after its last batch; its base offset if it has none. */
  readonly nextOffset: Offset;
  /** How many bytes its batches have. */
  readonly size: number;
  readonly offsetIndexBytes: number;
  readonly timeIndexBytes: number;
}

/** How much a cleaning may take (Kafka's `CleanerConfig`). */
export interface CleanerLimits {
  /** `log.cleaner.dedupe.buffer.size`, of one thread. */
  readonly dedupeBufferBytes: number;
  /** `log.cleaner.io.buffer.load.factor` */
  readonly loadFactor: number;
  /** `log.cleaner.io.buffer.size`, of one thread. */
  readonly ioBufferBytes: number;
  /** `log.cleaner.io.max.bytes.per.second`, of one thread. */
  readonly bytesPerSecond: number;
}

/** Everything that the cleaning of a log takes; plain data that a thread can be sent. */
export interface CleaningJob {
  /** The folder of the partition. */
  readonly directory: string;
  /** From the oldest on, all that end before `firstUncleanableOffset`. */
  readonly segments: readonly SegmentToClean[];
  /** Before it each key was cleaned. */
  readonly firstDirtyOffset: Offset;
  /** Nothing from it on is looked at. */
  readonly firstUncleanableOffset: Offset;
  /** All that have records in the segments, wherever their markers are. */
  readonly aborted: readonly AbortedTransaction[];
  readonly producers: ActiveProducers;
  /** The wall clock as the job begins. */
  readonly now: Timestamp;
  /** `delete.retention.ms` */
  readonly deleteRetentionMs: number;
  /** `segment.bytes` */
  readonly segmentBytes: number;
  /** `segment.index.bytes` */
  readonly segmentIndexBytes: number;
  /** `index.interval.bytes` */
  readonly indexIntervalBytes: number;
  /** See `RecordCursorOptions.decompressedBytesMax`. */
  readonly decompressedBytesMax: number | undefined;
  readonly limits: CleanerLimits;
  /** Any number. */
  readonly seed: number;
}

/** What some segments have become: files with the suffix `.cleaned`, which are durable. */
export interface CleanedGroup {
  /** The base offsets of the segments; the first one is that of the files. */
  readonly baseOffsets: readonly Offset[];
  readonly size: number;
  readonly nextOffset: Offset;
  /** See `Segment.firstTimestamp`. */
  readonly firstTimestamp: Timestamp;
  /** See `Segment.maxTimestamp`. */
  readonly maxTimestamp: TimestampOffset;
}

/** What a cleaning did (Kafka's `CleanerStats`). */
export interface CleanerStats {
  /** How much was read for the map, and how much to be cleaned. */
  readonly mapBytesRead: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly recordsRead: number;
  readonly recordsWritten: number;
  /** Records without a key, which are removed. */
  readonly invalidRecords: number;
  /** Which part of the map was filled. */
  readonly mapUtilization: number;
}

/** A log that was cleaned. */
export interface CleaningResult {
  /** Before it each key was cleaned now. */
  readonly endOffset: Offset;
  readonly stats: CleanerStats;
}

/** Nobody wants the cleaning any more, or its segments are not there any more. It is no failure. */
export class CleaningAborted extends Error {
  constructor() {
    super('the cleaning of the log was aborted');
    this.name = 'CleaningAborted';
  }
}
