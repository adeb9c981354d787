import { KafkaError, type Offset, type Timestamp } from '@odradek/base';
import type { ManualClock } from '@odradek/base/testing';
import { attributesAt, compressionTypeOf, errorOf } from '@odradek/protocol';

import type { AppendOptions, LeaderAppend } from '../../log/leader-append.ts';
import type { LogConfig } from '../../log/log-config.ts';
import { PartitionLog } from '../../log/partition-log.ts';
import { testEndOfTurn } from '../end-of-turn.ts';
import { MemoryFileSystem } from '../memory-file-system.ts';
import type { AppendRequest } from './append-request.ts';
import type {
  BegunAppend,
  LogDisk,
  LogFeatures,
  LogUnderTest,
  ReadQuestion,
} from './log-under-test.ts';
import type { ModelConfig } from './model-config.ts';
import type { ModelEpochEnd } from './model-leader-epochs.ts';
import type { AbortedTransaction, FoundRecord } from './model-log.ts';

const DIRECTORY = '/data/orders-0';
const LOG_FILE = /^(\d{20})\.log$/;

const FEATURES: LogFeatures = {
  deletion: true,
  producers: true,
  truncation: true,
  truncationInsideBatch: true,
  retention: true,
  removesSegmentsBeforeStart: true,
  rollsForRefused: false,
  searchFromStart: true,
  leaderEpochs: true,
  rememberedBatches: true,
  transactions: true,
  duplicateTimestamps: true,
  unvalidatedBatches: true,
  checkpoints: true,
  timeRoll: true,
  indexFullRoll: true,
};

/** A disk in memory with a `PartitionLog`, and what its log manager wrote down of it. */
export class PartitionLogDisk implements LogDisk {
  readonly features: LogFeatures = FEATURES;
  private readonly clock: ManualClock;
  private fileSystem: MemoryFileSystem;
  private logStartOffset: Offset = 0;
  private recoveryPoint: Offset | undefined;

  constructor(seed: number, clock: ManualClock) {
    this.fileSystem = new MemoryFileSystem({ seed });
    this.clock = clock;
  }

  async open(config: ModelConfig): Promise<LogUnderTest> {
    const { fileSystem, clock } = this;
    const saveRecoveryPoint = async (offset: Offset): Promise<void> => {
      if (fileSystem === this.fileSystem) this.recoveryPoint = offset;
    };
    const log = await PartitionLog.open({
      fileSystem,
      clock,
      directory: DIRECTORY,
      endOfTurn: testEndOfTurn,
      report: () => {},
      logStartOffset: this.logStartOffset,
      saveLogStartOffset: async (offset) => {
        // What is saved after a crash is saved by a log that is no more.
        if (fileSystem === this.fileSystem) this.logStartOffset = offset;
      },
      recoveryPoint: this.recoveryPoint,
      saveRecoveryPoint,
      ...logConfigOf(config),
    });
    return new PartitionLogUnderTest(log, saveRecoveryPoint);
  }

  crash(): void {
    this.fileSystem = this.fileSystem.crash();
  }

  async baseOffsets(): Promise<readonly Offset[]> {
    if (!(await this.fileSystem.exists(DIRECTORY))) return [];
    const entries = await this.fileSystem.list(DIRECTORY);
    return entries.flatMap(({ name }) => {
      const [, digits] = LOG_FILE.exec(name) ?? [];
      return digits === undefined ? [] : Number(digits);
    });
  }
}

function logConfigOf(config: ModelConfig): Partial<LogConfig> {
  const { segmentBytes, segmentMs, segmentIndexBytes, indexIntervalBytes } = config;
  const { retentionMs, retentionBytes, isDeleted, recentBytesMax } = config;
  return {
    segmentBytes,
    segmentMs,
    segmentIndexBytes,
    indexIntervalBytes,
    retentionMs,
    retentionBytes,
    isDeleted,
    recentBytesMax,
  };
}

class PartitionLogUnderTest implements LogUnderTest {
  private readonly log: PartitionLog;
  private readonly saveRecoveryPoint: (offset: Offset) => Promise<void>;

  constructor(log: PartitionLog, saveRecoveryPoint: (offset: Offset) => Promise<void>) {
    this.log = log;
    this.saveRecoveryPoint = saveRecoveryPoint;
  }

  get logStartOffset(): Offset {
    return this.log.logStartOffset;
  }

  get highWatermark(): Offset {
    return this.log.highWatermark;
  }

  get lastStableOffset(): Offset {
    return this.log.lastStableOffset;
  }

  get logEndOffset(): Offset {
    return this.log.logEndOffset;
  }

  get latestEpoch(): number {
    return this.log.latestEpoch ?? -1;
  }

  get producerIdCount(): number {
    return this.log.producerIdCount;
  }

  append(request: AppendRequest, bytes: Buffer): BegunAppend {
    const { promise: durable, onDurable } = durability();
    const outcome = this.begin(request, bytes, onDurable);
    if (outcome.type !== 'refused') return { outcome, durable };
    const error = errorOf(outcome.errorCode).code;
    return { outcome: { type: 'refused', error }, durable: Promise.resolve() };
  }

  private begin(
    request: AppendRequest,
    bytes: Buffer,
    onDurable: AppendOptions['onDurable'],
  ): LeaderAppend {
    const { leaderEpoch } = request;
    const producerId = BigInt(request.producerId);
    const { producerEpoch } = request;
    if (request.type === 'marker') {
      const { marker: type, coordinatorEpoch, transactionVersion } = request;
      const end = { producerId, producerEpoch, coordinatorEpoch, type, transactionVersion };
      return this.log.endTransaction(end, { leaderEpoch, onDurable });
    }
    return this.log.appendAsLeader(
      {
        type: 'accepted',
        batch: bytes,
        recordsCount: request.timestamps.length,
        maxTimestamp: Math.max(...request.timestamps),
        logAppendTime: -1,
        compressionType: compressionTypeOf(attributesAt(bytes, 0)),
        producerId,
        producerEpoch,
        baseSequence: request.baseSequence,
        isTransactional: request.isTransactional,
      },
      { leaderEpoch, onDurable },
    );
  }

  configure(config: ModelConfig): void {
    this.log.configure(logConfigOf(config));
  }

  read(question: ReadQuestion): Promise<Buffer | string> {
    return orErrorName(this.log.read(question));
  }

  offsetForTimestamp(timestamp: Timestamp): Promise<FoundRecord | undefined> {
    return this.log.offsetForTimestamp(timestamp);
  }

  offsetOfMaxTimestamp(): Promise<FoundRecord | undefined> {
    return this.log.offsetOfMaxTimestamp();
  }

  async abortedTransactions(from: Offset, to: Offset): Promise<readonly AbortedTransaction[]> {
    const aborted = await this.log.abortedTransactions(from, to);
    return aborted.map(({ producerId, firstOffset }) => {
      return { producerId: Number(producerId), firstOffset };
    });
  }

  endOffsetForEpoch(epoch: number): ModelEpochEnd {
    return this.log.endOffsetForEpoch(epoch);
  }

  async assignEpochStartOffset(epoch: number): Promise<void> {
    this.log.assignEpochStartOffset(epoch);
  }

  deleteRecordsBefore(offset: Offset): Promise<Offset | string> {
    return orErrorName(this.log.deleteRecordsBefore(offset));
  }

  deleteOldSegments(): Promise<number> {
    return this.log.deleteOldSegments();
  }

  truncateTo(offset: Offset): Promise<void> {
    return this.log.truncateTo(offset);
  }

  truncateFullyAndStartAt(offset: Offset): Promise<void> {
    return this.log.truncateFullyAndStartAt(offset);
  }

  expireProducers(now: Timestamp, expirationMs: number): number {
    return this.log.expireProducers({ now, expirationMs });
  }

  async checkpoint(): Promise<void> {
    await this.saveRecoveryPoint(await this.log.checkpoint());
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.saveRecoveryPoint(this.log.recoveryPoint);
  }
}

function durability(): {
  readonly promise: Promise<void>;
  readonly onDurable: (error?: KafkaError) => void;
} {
  let onDurable: (error?: KafkaError) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    onDurable = (error) => (error === undefined ? resolve() : reject(error));
  });
  // Whoever waits for it is told; after a difference or a crash nobody does.
  void Promise.allSettled([promise]);
  return { promise, onDurable: (error) => onDurable(error) };
}

async function orErrorName<Answer>(answer: Promise<Answer>): Promise<Answer | string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KafkaError && error.code !== 'KAFKA_STORAGE_ERROR') {
      return error.code;
    }
    throw error;
  }
}
