import type { Offset } from '@odradek/base';

import type { LeaderEpochCache } from '../leader-epoch/leader-epoch-cache.ts';
import type { ProducerStates } from '../producer-state/producer-states.ts';
import type { LogConfig } from './log-config.ts';
import type { LoadedLog } from './log-loader.ts';
import { LogSegments } from './log-segments.ts';

/** What a log is at a moment. Only `PartitionLog` and what it is made of change it. */
export class LogState {
  readonly segments: LogSegments;
  readonly epochs: LeaderEpochCache;
  /** As everything that was given a place says, durable or not. */
  producers: ProducerStates;
  config: LogConfig;
  /** The first offset that may be read. */
  startOffset: Offset;
  /** What may be written down of it: more, if that was tried and failed. */
  startOffsetMax: Offset;
  /** The offset that the next record gets. */
  endOffset: Offset;
  /** The offset after the last durable record. */
  durableOffset: Offset;
  /** Before it everything is durable with indexes and a snapshot of the producers. */
  recoveryPoint: Offset;
  /** What may be written down of it: more, if indexes were found to be missing since. */
  recoveryPointMax: Offset;
  /** How often the end of the log began or ended to go back. */
  truncations = 0;
  /** The truncation that is under way; it never rejects. */
  truncating: Promise<void> | undefined;
  /** Before it each key was compacted, by what is written down; `undefined` if nothing is. */
  cleanedOffset: Offset | undefined;
  /** How often the files of segments gave their places to cleaned ones. */
  swaps = 0;
  /** While they do; it never rejects. */
  swapping: Promise<void> | undefined;

  constructor(loaded: LoadedLog, config: LogConfig, cleanedOffset: Offset | undefined) {
    this.cleanedOffset = cleanedOffset;
    this.segments = new LogSegments(loaded.segments);
    this.epochs = loaded.epochs;
    this.producers = loaded.producers;
    this.config = config;
    this.startOffset = loaded.startOffset;
    this.startOffsetMax = loaded.startOffset;
    this.endOffset = loaded.endOffset;
    this.durableOffset = loaded.endOffset;
    this.recoveryPoint = loaded.recoveryPoint;
    this.recoveryPointMax = loaded.recoveryPointMax;
  }

  /** Before it no transaction is open, nor ended by a marker that is not durable (KIP-98). */
  get lastStableOffset(): Offset {
    const { durableOffset } = this;
    const firstUnstable = this.producers.firstUnstableOffset(durableOffset);
    if (firstUnstable === undefined) return durableOffset;
    return Math.max(this.startOffset, Math.min(firstUnstable, durableOffset));
  }
}
