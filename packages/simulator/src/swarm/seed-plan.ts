import type { NetworkFaultPlan } from '@odradek/base/testing';
import type { CompressionName } from '@odradek/protocol';
import type { FileFault } from '@odradek/storage/testing';

import type { TopicPartition } from '../history/history.ts';
import type { DiskLatency } from '../process/process-disk.ts';

/** How a producer of a seed is set up. */
export interface ProducerPlan {
  readonly acks: 0 | 1 | -1;
  readonly idempotent: boolean;
  readonly compression: CompressionName;
  readonly lingerMs: number;
  readonly batchSize: number;
  readonly requestsInFlight: number;
  readonly requestTimeoutMs: number;
  readonly deliveryTimeoutMs: number;
  /** How many records go to a producer at once, at most. */
  readonly burstRecordsMax: number;
  /** How long it waits between two bursts, at most. */
  readonly pauseMsMax: number;
  /** How many bytes of padding a value has, at most. */
  readonly paddingBytesMax: number;
}

/** How a consumer of a seed is set up. */
export interface ConsumerPlan {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly partitionMaxBytes: number;
  readonly requestTimeoutMs: number;
  /** How many records one poll returns at most. */
  readonly recordsMax: number;
}

/**
 * How the broker goes down without being asked: with the power, which takes everything along that is
 * not synced, or alone, so that what it has written stays in the page cache.
 */
export type SuddenEnd = 'power' | 'kill';

/** How the broker goes down: suddenly, or in order. */
export type CrashKind = SuddenEnd | 'stop';

/** One time that the broker goes down and comes back. */
export interface OutagePlan {
  readonly kind: CrashKind;
  /** How long after the start before. */
  readonly afterMs: number;
  /** Then it happens when the disk begins this many operations more; 0 is at once. */
  readonly atDiskOperation: number;
  /**
   * At which time that frames go to a file of the journal again these operations are counted from, as
   * what is overwritten must not be needed any more: the first frame is operation 1. 0 for at once.
   */
  readonly atJournalReuse: number;
  /** What the disk does wrong before. */
  readonly diskFaults: readonly FileFault[];
  readonly downMs: number;
  /** Crashes again when the disk begins this many operations of the next start; 0 for no. */
  readonly crashWhileStarting: number;
  /** With `stop`: crashes when the disk begins this many operations of the shutdown; 0 for no. */
  readonly crashWhileStopping: number;
  /** How it crashes then. */
  readonly secondCrash: SuddenEnd;
  /** Whether the power is lost while the broker is down, however it went down. */
  readonly losesPowerWhileDown: boolean;
}

/** What else befalls processes. */
export type Disturbance = 'pause broker' | 'pause client' | 'kill client' | 'step clock';

/** What is done to a topic of its own while everything else goes on. */
export type UndertakingKind =
  | 'send by key'
  | 'send astray'
  | 'delete records'
  | 'add partitions'
  | 'create anew'
  | 'leave alone'
  | 'let go'
  | 'leave to the system'
  | 'change flush'
  | 'compact'
  | 'commit offsets'
  | 'share in a classic group'
  | 'share in a consumer group';

/** The journal of each log directory; small, so that it is soon full and begins anew. */
export interface JournalPlan {
  /** The size of each of its files, in blocks; two of these take the header, and a checkpoint. */
  readonly fileBlocks: number;
  /** How many files it has at most. */
  readonly filesMax: number;
  /** How many blocks a frame has at most. */
  readonly frameBlocksMax: number;
  /** After so many blocks of frames, and after so many milliseconds, segments are synced. */
  readonly checkpointBlocks: number;
  readonly checkpointMs: number;
  readonly framesInFlight: number;
  /** Appends of as many bytes are synced in their segment; the journal says where. */
  readonly byReferenceBytes: number;
}

/** When records are synced that are acknowledged before (`odradek.flush=os`). */
export interface FlushPlan {
  /** Of the topic that is left to the system: its `flush.messages`. */
  readonly messages: number;
  /** Of the same: its `flush.ms`. */
  readonly ms: number;
  /** How often the broker looks, in milliseconds. */
  readonly checkIntervalMs: number;
}

/** When the broker lets go of old records. */
export interface RetentionPlan {
  /** How often the broker looks, in milliseconds. */
  readonly checkIntervalMs: number;
  /** How long removed files stay, in milliseconds. */
  readonly fileDeleteDelayMs: number;
  /** Of the topic that loses its oldest records: how many bytes it keeps. */
  readonly bytes: number;
  /** Of the same: how long it keeps records, in milliseconds; -1 for ever. */
  readonly ms: number;
}

/** How logs are compacted, and what the topic is set to that is compacted. */
export interface CompactionPlan {
  /** `log.cleaner.backoff.ms` */
  readonly backoffMs: number;
  /** `log.cleaner.threads` */
  readonly threads: number;
  /** `log.cleaner.dedupe.buffer.size`: how few keys are compacted at once. */
  readonly dedupeBufferBytes: number;
  /** `log.cleaner.io.max.bytes.per.second`: how slow the broker is about it. */
  readonly bytesPerSecond: number;
  /** Of the topic: whether old records also go by retention. */
  readonly isDeleted: boolean;
  /** How old its segments grow, in milliseconds. */
  readonly segmentMs: number;
  readonly minCleanableDirtyRatio: number;
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
  /** How long tombstones stay, in milliseconds. */
  readonly deleteRetentionMs: number;
  /** How many keys are written again and again. */
  readonly keysCount: number;
}

/** Groups of members that share the partitions of a topic, and how their coordinator keeps offsets. */
export interface GroupsPlan {
  /** `offsets.topic.num.partitions` */
  readonly offsetsPartitions: number;
  /** `offsets.load.buffer.size` */
  readonly loadBufferBytes: number;
  /** `offsets.retention.minutes`, in milliseconds, and how often the broker looks. */
  readonly offsetsRetentionMs: number;
  readonly retentionCheckMs: number;
  /** How old segments of `__consumer_offsets` grow, in milliseconds. */
  readonly segmentMs: number;
  readonly minCleanableDirtyRatio: number;
  readonly deleteRetentionMs: number;
  readonly initialRebalanceDelayMs: number;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly membersCount: number;
  readonly partitionsCount: number;
  /** How probable it is that a member commits when it has read something. */
  readonly commitProbability: number;
  /** Whether members of classic groups have instance ids, which they keep when they are killed. */
  readonly areStatic: boolean;
  /** How long a member stays at most before it leaves, or goes without a word. */
  readonly stayMsMax: number;
}

/** Everything that a seed draws before it begins. */
export interface SeedPlan {
  readonly seed: number;
  readonly partitions: readonly TopicPartition[];
  readonly segmentBytes: number;
  readonly indexIntervalBytes: number;
  /** How many bytes of each log stay in memory. */
  readonly recentBytesMax: number;
  readonly latency: DiskLatency;
  readonly network: Partial<NetworkFaultPlan>;
  readonly producers: readonly ProducerPlan[];
  readonly consumers: readonly ConsumerPlan[];
  /** Of the one that looks at single responses. */
  readonly watcher: ConsumerPlan;
  readonly outages: readonly OutagePlan[];
  readonly disturbances: readonly Disturbance[];
  readonly undertakings: readonly UndertakingKind[];
  /** How many log directories the broker has. */
  readonly logDirectories: number;
  readonly retention: RetentionPlan;
  readonly journal: JournalPlan;
  readonly flush: FlushPlan;
  readonly compaction: CompactionPlan;
  readonly groups: GroupsPlan;
  /** How many files the broker has open, about. */
  readonly openFilesMax: number;
  /** How the broker goes down the last time, while clients are busy. */
  readonly lastCrash: CrashKind;
  /** By how much wall clocks differ from each other at most, in milliseconds. */
  readonly clockOffsetMsMax: number;
  /** By how much clocks run faster or slower at most: 0.01 is one in a hundred. */
  readonly clockDriftMax: number;
  /** Whether the disk lies and flips bits once everything was checked. */
  readonly hasLyingDisk: boolean;
  /** How many records are acknowledged before the seed may end. */
  readonly recordsAcknowledgedMin: number;
}
