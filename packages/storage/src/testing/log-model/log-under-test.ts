import type { Offset, Timestamp } from '@odradek/base';

import type { AppendRequest } from './append-request.ts';
import type { ModelConfig } from './model-config.ts';
import type { ModelEpochEnd } from './model-leader-epochs.ts';
import type { AbortedTransaction, AppendOutcome, FoundRecord } from './model-log.ts';

/** An append that was begun. */
export interface BegunAppend {
  readonly outcome: AppendOutcome;
  /** Settles when the batch is durable, or the one that it repeats; at once if it was refused. */
  readonly durable: Promise<void>;
}

/** What is read. */
export interface ReadQuestion {
  readonly offset: Offset;
  readonly bytesMax: number;
  readonly atLeastOneBatch: boolean;
}

/** A log that can be compared with the model; where it may refuse, it answers the error's name. */
export interface LogUnderTest {
  readonly logStartOffset: Offset;
  readonly highWatermark: Offset;
  readonly lastStableOffset: Offset;
  readonly logEndOffset: Offset;
  /** -1 if there is none. */
  readonly latestEpoch: number;
  readonly producerIdCount: number;
  /** Appends what `request` says and `bytes` holds, without waiting. */
  append(request: AppendRequest, bytes: Buffer): BegunAppend;
  configure(config: ModelConfig): void;
  read(question: ReadQuestion): Promise<Buffer | string>;
  offsetForTimestamp(timestamp: Timestamp): Promise<FoundRecord | undefined>;
  offsetOfMaxTimestamp(): Promise<FoundRecord | undefined>;
  abortedTransactions(from: Offset, to: Offset): Promise<readonly AbortedTransaction[]>;
  /** -1 and -1 if nothing is known. */
  endOffsetForEpoch(epoch: number): ModelEpochEnd;
  assignEpochStartOffset(epoch: number): Promise<void>;
  deleteRecordsBefore(offset: Offset): Promise<Offset | string>;
  deleteOldSegments(): Promise<number>;
  truncateTo(offset: Offset): Promise<void>;
  truncateFullyAndStartAt(offset: Offset): Promise<void>;
  expireProducers(now: Timestamp, expirationMs: number): number;
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

/** What a log can do; what it cannot is neither asked nor compared. */
export interface LogFeatures {
  /** Records are deleted, and what is known of their producers stays. */
  readonly deletion: boolean;
  readonly producers: boolean;
  readonly truncation: boolean;
  /** A truncation to an offset inside of a batch lets the log end where that batch begins. */
  readonly truncationInsideBatch: boolean;
  readonly retention: boolean;
  /** Whether segments before the log's start go at once; Kafka's go when retention is looked at. */
  readonly removesSegmentsBeforeStart: boolean;
  /** Whether a batch that has no room begins a new segment even if it is refused then, as in Kafka. */
  readonly rollsForRefused: boolean;
  readonly leaderEpochs: boolean;
  /** A search by timestamp passes over what lies before the log's start in the first segments. */
  readonly searchFromStart: boolean;
  /** After a restart it knows the last five batches of a producer, and not only the last one. */
  readonly rememberedBatches: boolean;
  /** Markers are checked, and there are a last stable offset and aborted transactions. */
  readonly transactions: boolean;
  /** A duplicate is answered with the time of its own batch after a restart, and not of what came later. */
  readonly duplicateTimestamps: boolean;
  /** It appends batches that no producer may send: of fewer records than offsets, or stamped before. */
  readonly unvalidatedBatches: boolean;
  readonly checkpoints: boolean;
  readonly timeRoll: boolean;
  readonly indexFullRoll: boolean;
}

/** A disk with the folder of one partition on it. */
export interface LogDisk {
  readonly features: LogFeatures;
  /** Opens the log; the one before must be closed, or have crashed. */
  open(config: ModelConfig): Promise<LogUnderTest>;
  /** Lets the power fail: what is not durable is lost, or a part of it. */
  crash(): void;
  /** Where the segments begin that have a file. */
  baseOffsets(): Promise<readonly Offset[]>;
}
