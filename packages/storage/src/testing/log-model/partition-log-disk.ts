import { KafkaError, type Offset, type Timestamp } from '@odradek/base';
import type { ManualClock } from '@odradek/base/testing';
import { attributesAt, compressionTypeOf, errorOf } from '@odradek/protocol';

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
import type { AbortedTransaction, AppendOutcome, FoundRecord } from './model-log.ts';

const DIRECTORY = '/data/orders-0';
const LOG_FILE = /^(\d{20})\.log$/;

/** A disk in memory with a `PartitionLog`. */
export class PartitionLogDisk implements LogDisk {
  readonly features: LogFeatures = {
    deletion: true,
    producers: true,
    truncation: false,
    truncationInsideBatch: false,
    retention: false,
    removesSegmentsBeforeStart: true,
    rollsForRefused: false,
    searchFromStart: true,
    leaderEpochs: false,
    rememberedBatches: false,
    transactions: false,
    duplicateTimestamps: true,
    unvalidatedBatches: true,
    checkpoints: false,
    timeRoll: false,
    indexFullRoll: false,
  };
  private fileSystem: MemoryFileSystem;
  private logStartOffset: Offset = 0;

  constructor(seed: number, _clock: ManualClock) {
    this.fileSystem = new MemoryFileSystem({ seed });
  }

  async open(config: ModelConfig): Promise<LogUnderTest> {
    const { fileSystem } = this;
    const log = await PartitionLog.open({
      fileSystem,
      directory: DIRECTORY,
      endOfTurn: testEndOfTurn,
      report: () => {},
      logStartOffset: this.logStartOffset,
      saveLogStartOffset: async (offset) => {
        // What is saved after a crash is saved by a log that is no more.
        if (fileSystem === this.fileSystem) this.logStartOffset = offset;
      },
      segmentBytes: config.segmentBytes,
      indexIntervalBytes: config.indexIntervalBytes,
      recentBytesMax: config.recentBytesMax,
    });
    return new PartitionLogUnderTest(log);
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

class PartitionLogUnderTest implements LogUnderTest {
  private readonly log: PartitionLog;

  constructor(log: PartitionLog) {
    this.log = log;
  }

  get logStartOffset(): Offset {
    return this.log.logStartOffset;
  }

  get highWatermark(): Offset {
    return this.log.highWatermark;
  }

  get lastStableOffset(): Offset {
    return this.log.highWatermark;
  }

  get logEndOffset(): Offset {
    return this.log.logEndOffset;
  }

  get latestEpoch(): number {
    return -1;
  }

  get producerIdCount(): number {
    return this.log.producerIdCount;
  }

  append(request: AppendRequest, bytes: Buffer): BegunAppend {
    const { leaderEpoch } = request;
    const { promise: durable, onDurable } = durability();
    if (request.type === 'marker') {
      const baseOffset = this.log.append(bytes, { leaderEpoch, onDurable });
      return { outcome: { type: 'appended', baseOffset }, durable };
    }
    const outcome = this.log.appendAsLeader(
      {
        type: 'accepted',
        batch: bytes,
        recordsCount: request.timestamps.length,
        maxTimestamp: Math.max(...request.timestamps),
        logAppendTime: -1,
        compressionType: compressionTypeOf(attributesAt(bytes, 0)),
        producerId: BigInt(request.producerId),
        producerEpoch: request.producerEpoch,
        baseSequence: request.baseSequence,
        isTransactional: request.isTransactional,
      },
      { leaderEpoch, onDurable },
    );
    if (outcome.type !== 'refused') return { outcome, durable };
    return { outcome: refusal(outcome.errorCode), durable: Promise.resolve() };
  }

  configure({ segmentBytes, recentBytesMax }: ModelConfig): void {
    this.log.configure({ segmentBytes, recentBytesMax });
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

  abortedTransactions(): Promise<readonly AbortedTransaction[]> {
    return missing('abortedTransactions');
  }

  endOffsetForEpoch(): ModelEpochEnd {
    throw new Error('endOffsetForEpoch is not there yet');
  }

  assignEpochStartOffset(): Promise<void> {
    return missing('assignEpochStartOffset');
  }

  deleteRecordsBefore(offset: Offset): Promise<Offset | string> {
    return orErrorName(this.log.deleteRecordsBefore(offset));
  }

  deleteOldSegments(): Promise<number> {
    return missing('deleteOldSegments');
  }

  truncateTo(): Promise<void> {
    return missing('truncateTo');
  }

  truncateFullyAndStartAt(): Promise<void> {
    return missing('truncateFullyAndStartAt');
  }

  expireProducers(now: Timestamp, expirationMs: number): number {
    return this.log.expireProducers({ now, expirationMs });
  }

  checkpoint(): Promise<void> {
    return missing('checkpoint');
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

async function missing(name: string): Promise<never> {
  throw new Error(`${name} is not there yet`);
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

function refusal(errorCode: number): AppendOutcome {
  return { type: 'refused', error: errorOf(errorCode).code };
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
