import assert from 'node:assert/strict';

import { KafkaError, METADATA_TOPIC_ID, type Offset, randomUuid, type Uuid } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import {
  endTransactionMarkerBatch,
  setBaseOffset,
  setPartitionLeaderEpoch,
} from '@odradek/protocol';

import type { LogConfig } from '../../log/log-config.ts';
import type { PartitionLog } from '../../log/partition-log.ts';
import { LogManager } from '../../log-manager/log-manager.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { StorageEvent } from '../../ports/report.ts';
import { batchOf } from '../../test-context.ts';
import { validateProducedRecords } from '../../validation/log-validator.ts';
import type { AcceptedRecords } from '../../validation/validated-records.ts';
import { testEndOfTurn } from '../end-of-turn.ts';
import { TINY_JOURNAL } from '../small-journal.ts';
import { adoptLog, compareBatches } from './compare-log.ts';
import { type ModelBatch, type ModelProducer, PartitionModel } from './partition-model.ts';

export const LOG_DIRECTORY = '/data';

/** Small segments, dense indexes; two whose reads go to the disk, two that retention holds for. */
const CONFIGS: readonly Partial<LogConfig>[] = [
  { recentBytesMax: 0 },
  { recentBytesMax: 0, retentionBytes: 7000, fileDeleteDelayMs: 0 },
  { retentionMs: 120_000 },
  { segmentMs: 60_000 },
];
const CONFIG: Partial<LogConfig> = {
  segmentBytes: 2500,
  indexIntervalBytes: 300,
  fileDeleteDelayMs: 1000,
  retentionMs: -1,
};
const START = Date.UTC(2026, 0, 1);
const CHAPTER_MS = 600_000;
const PLAIN = 0n;
const PRODUCERS = [PLAIN, PLAIN, 101n, 102n] as const;
const TRANSACTIONAL = 103n;

/** How often each kind of operation comes, in some sum. */
const WEIGHTS = {
  append: 40,
  transaction: 8,
  resend: 4,
  read: 12,
  lookup: 6,
  aborted: 2,
  deleteRecords: 4,
  retention: 3,
  truncate: 3,
  empty: 1,
  checkpoint: 4,
  recreate: 1,
  epoch: 3,
  roll: 3,
  clock: 4,
} as const;

/** A kind of operation. */
export type WorkloadOperation = keyof typeof WEIGHTS;

/** How many chapters a workload has, each a process from its start to its end, and how long they are. */
export const CHAPTERS = 50;
export const CHAPTER_OPERATIONS = 40;

/** What a process finds that goes on with the workload. */
export interface WorkloadOptions {
  readonly fileSystem: FileSystem;
  readonly seed: number;
  readonly chapter: number;
  /** What the disk has to have; nothing in the first chapter. */
  readonly models?: readonly PartitionModel[];
}

/**
 * What partitions go through in one chapter: one operation after the other, drawn from a seed, each
 * compared with a model. An operation that fails raises; what it leaves open stands in the `doubt` of
 * the models.
 */
export class Workload {
  readonly models: readonly PartitionModel[];
  readonly events: StorageEvent[] = [];
  readonly clock: ManualClock;
  readonly counts: Map<WorkloadOperation, number> = new Map();
  readonly manager: LogManager;
  /** The operation that was begun last. */
  last: WorkloadOperation | undefined;
  /** How often `onFailure` called back. */
  failuresCount = 0;
  private readonly random: SeededRandom;
  private readonly chapter: number;
  private batchesCount = 0;

  constructor({ fileSystem, seed, chapter, models }: WorkloadOptions) {
    this.random = new SeededRandom(seed).fork(`chapter ${chapter}`);
    this.chapter = chapter;
    this.clock = new ManualClock({ now: START + chapter * CHAPTER_MS });
    this.models =
      models?.map((model) => model.copy()) ??
      CONFIGS.map((_, index) => new PartitionModel(`t${index}`, this.newTopicId()));
    this.manager = newLogManager(fileSystem, this.clock, this.events);
    this.manager.onFailure(() => {
      this.failuresCount++;
    });
  }

  private newTopicId(): Uuid {
    const id = randomUuid(this.random);
    return id === METADATA_TOPIC_ID ? this.newTopicId() : id;
  }

  /** Opens what there is, and compares it. */
  async begin(): Promise<void> {
    await this.manager.listPartitions();
    for (const model of this.models) {
      await adoptLog(await this.log(model), model, { failedAppends: false });
    }
  }

  /** The log of a partition, opened if it is not. */
  log(model: PartitionModel): Promise<PartitionLog> {
    return openLog(this.manager, model, this.models.indexOf(model));
  }

  /** Draws an operation, and what it needs; calling what is answered begins it. */
  async next(): Promise<WorkloadOperation> {
    const operation = this.draw();
    this.last = operation;
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
    await this.do(operation);
    return operation;
  }

  private draw(): WorkloadOperation {
    const entries = Object.entries(WEIGHTS) as [WorkloadOperation, number][];
    let left = this.random.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [operation, weight] of entries) {
      left -= weight;
      if (left < 0) return operation;
    }
    return 'append';
  }

  private async do(operation: WorkloadOperation): Promise<void> {
    const { random } = this;
    const model = this.models[random.below(this.models.length)];
    assert(model !== undefined);
    switch (operation) {
      case 'append':
        return this.appendSome();
      case 'transaction':
        return this.goOnWithTransaction(model);
      case 'resend':
        return this.resend(model);
      case 'read':
        return this.read(model);
      case 'lookup':
        return this.lookUp(model);
      case 'aborted':
        return this.collectAborted(model);
      case 'deleteRecords':
        return this.deleteRecords(model);
      case 'retention':
        return this.deleteOld();
      case 'truncate':
        return this.truncate(model);
      case 'empty':
        return this.empty(model);
      case 'checkpoint':
        return this.checkpoint();
      case 'recreate':
        return this.recreate(model);
      case 'epoch':
        return this.changeEpoch(model);
      case 'roll':
        return (await this.log(model)).roll();
      case 'clock':
        return this.clock.advance(random.between(100, 20_000));
    }
  }

  /** Several at once, in some partitions; sometimes while other work goes on. */
  private async appendSome(): Promise<void> {
    const { random } = this;
    const tasks: Promise<unknown>[] = [];
    for (let left = random.between(1, 6); left > 0; left--) {
      const model = this.models[random.below(this.models.length)];
      assert(model !== undefined);
      const log = await this.log(model);
      const id = PRODUCERS[random.below(PRODUCERS.length)] ?? PLAIN;
      tasks.push(this.append(log, model, id === PLAIN ? undefined : this.producerOf(model, id)));
    }
    if (random.chance(0.1)) tasks.push(this.manager.checkpoint());
    await allOf(tasks);
  }

  private producerOf(model: PartitionModel, id: bigint): ModelProducer {
    const isTransactional = id === TRANSACTIONAL;
    return { id, baseSequence: model.nextSequenceOf(id), isTransactional };
  }

  private async append(
    log: PartitionLog,
    model: PartitionModel,
    producer: ModelProducer | undefined,
  ): Promise<void> {
    const { random } = this;
    const timestamp = this.clock.now() - random.below(500);
    const values = Array.from({ length: random.between(1, 4) }, (_, index) => {
      return `${this.chapter}.${this.batchesCount}.${index}${'x'.repeat(random.below(60))}`;
    });
    this.batchesCount++;
    const bytes = batchOf(values, timestamp, {
      producerId: producer?.id ?? -1n,
      producerEpoch: producer === undefined ? -1 : 0,
      baseSequence: producer?.baseSequence ?? -1,
      isTransactional: producer?.isTransactional ?? false,
    });
    await this.track(
      log,
      model,
      { bytes, timestamp, producer, count: values.length },
      (onDurable) => {
        const { leaderEpoch } = model;
        const outcome = log.appendAsLeader(accepted(Buffer.from(bytes)), {
          leaderEpoch,
          onDurable,
        });
        if (outcome.type === 'refused') throw refusal(outcome.errorMessage);
        assert.equal(outcome.type, 'appended', `${model.topic}: what was not sent before`);
        return outcome.baseOffset;
      },
    );
  }

  /** Resolves when it is durable; nothing may be after the log directory has failed. */
  private async track(
    log: PartitionLog,
    model: PartitionModel,
    sent: Pick<ModelBatch, 'bytes' | 'timestamp' | 'producer'> & { readonly count: number },
    append: (onDurable: (error?: KafkaError) => void) => Offset,
  ): Promise<void> {
    const { count, bytes: draft, timestamp, producer } = sent;
    const bytes = Buffer.from(draft);
    const { leaderEpoch } = model;
    await new Promise<void>((resolve, reject) => {
      const baseOffset = append((error) => {
        if (error !== undefined) reject(error);
        else if (this.manager.error !== undefined)
          reject(new Error('acknowledged after a failure'));
        else {
          model.acknowledged(batch);
          resolve();
        }
      });
      setBaseOffset(bytes, 0, baseOffset);
      setPartitionLeaderEpoch(bytes, 0, leaderEpoch);
      const nextOffset = baseOffset + count;
      const batch = { baseOffset, nextOffset, bytes, timestamp, leaderEpoch, producer };
      model.begun(batch);
      assert.equal(log.logEndOffset, nextOffset);
    });
  }

  private async goOnWithTransaction(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    if (!model.hasOpenTransaction(TRANSACTIONAL) || this.random.chance(0.4)) {
      await this.append(log, model, this.producerOf(model, TRANSACTIONAL));
      return;
    }
    const type: 'COMMIT' | 'ABORT' = this.random.chance(0.5) ? 'COMMIT' : 'ABORT';
    const end = { type, producerId: TRANSACTIONAL, producerEpoch: 0, coordinatorEpoch: 0 } as const;
    const timestamp = this.clock.now();
    const bytes = endTransactionMarkerBatch({ ...end, timestamp });
    const producer = { ...this.producerOf(model, TRANSACTIONAL), marker: type };
    await this.track(log, model, { bytes, timestamp, producer, count: 1 }, (onDurable) => {
      const { leaderEpoch } = model;
      const outcome = log.endTransaction(
        { ...end, transactionVersion: 1 },
        { leaderEpoch, onDurable },
      );
      if (outcome.type === 'refused') throw refusal(outcome.errorMessage);
      return outcome.baseOffset;
    });
  }

  /** A producer that has not heard the answer sends its last batch once more. */
  private async resend(model: PartitionModel): Promise<void> {
    const id = this.random.chance(0.5) ? 101n : 102n;
    const last = model.lastBatchOf(id);
    if (last !== undefined) await resendBatch(await this.log(model), last);
  }

  private async read(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const from = this.random.between(model.startOffset, model.endOffset);
    const to = this.random.between(from, model.endOffset);
    await compareBatches(log, model.between(from, to), { from, to });
  }

  private async lookUp(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const timestamp = this.clock.now() - this.random.below(60_000);
    const found = await log.offsetForTimestamp(timestamp);
    assert.equal(found?.offset, model.offsetForTimestamp(timestamp)?.offset, model.topic);
    const latest = await log.offsetOfMaxTimestamp();
    assert.equal(latest?.offset, model.offsetOfMaxTimestamp()?.offset, model.topic);
  }

  private async collectAborted(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const from = this.random.between(model.startOffset, model.endOffset);
    const to = this.random.between(from, model.endOffset);
    const found = await log.abortedTransactions(from, to);
    assert.deepEqual(
      found.map(({ firstOffset }) => firstOffset),
      model.aborted(from, to).map(({ firstOffset }) => firstOffset),
      model.topic,
    );
  }

  private async deleteRecords(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const span = model.endOffset - model.startOffset;
    const offset = model.startOffset + this.random.below(Math.ceil(span / 2) + 1);
    model.doubt.startMax = Math.max(model.doubt.startMax, offset);
    await log.deleteRecordsBefore(offset);
    model.begin(offset);
  }

  /** What cannot be deleted is only reported. */
  private async deleteOld(): Promise<void> {
    for (const model of this.models) await this.log(model);
    const starts = this.models.map(({ doubt }) => doubt.startMax);
    for (const model of this.models) model.doubt.startMax = model.endOffset;
    const before = this.events.length;
    await this.manager.deleteOldSegments();
    if (this.events.length > before) return;
    for (const [index, model] of this.models.entries()) {
      const { logStartOffset } = await this.log(model);
      const isInRange = logStartOffset >= model.startOffset && logStartOffset <= model.endOffset;
      assert.equal(
        isInRange,
        true,
        `${model.topic} begins at ${logStartOffset} after retention, of ${model.startOffset} to ${model.endOffset}`,
      );
      model.doubt.startMax = starts[index] ?? -1;
      model.begin(logStartOffset);
    }
  }

  private async truncate(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const offset = model.endOffset - this.random.below(model.endOffset - model.startOffset + 1);
    model.doubt.endMin = model.endAfterTruncation(offset);
    await log.truncateTo(offset);
    model.truncateTo(offset);
    model.settle();
    assert.equal(log.logEndOffset, model.endOffset, `${model.topic} truncated to ${offset}`);
    assert.equal(log.logStartOffset, model.startOffset, `${model.topic} truncated to ${offset}`);
    model.leaderEpoch++;
  }

  private async empty(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    const offset = model.startOffset + this.random.below(60);
    Object.assign(model.doubt, { emptiedAt: offset, endMin: 0, startMax: Infinity });
    await log.truncateFullyAndStartAt(offset);
    model.clear(offset);
    model.leaderEpoch++;
  }

  private async checkpoint(): Promise<void> {
    const appends = this.random.chance(0.3) ? [this.appendSome()] : [];
    await allOf([this.manager.checkpoint(), ...appends]);
  }

  private async recreate(model: PartitionModel): Promise<void> {
    model.doubt.isDeleted = true;
    await this.manager.delete(model.partition);
    model.recreate(this.newTopicId());
    await this.log(model);
  }

  private async changeEpoch(model: PartitionModel): Promise<void> {
    const log = await this.log(model);
    model.leaderEpoch += this.random.between(1, 2);
    if (this.random.chance(0.5)) log.assignEpochStartOffset(model.leaderEpoch);
  }

  /**
   * After an operation that has failed for once: does again what a broker or an operator would, and
   * nothing is open any more but where logs begin.
   */
  async goOn(): Promise<void> {
    for (const model of this.models) {
      const { doubt } = model;
      if (doubt.isDeleted) {
        await this.manager.delete(model.partition);
        model.recreate(this.newTopicId());
      }
      const log = await this.log(model);
      if (doubt.emptiedAt !== undefined) {
        await log.truncateFullyAndStartAt(doubt.emptiedAt);
        model.clear(doubt.emptiedAt);
        model.leaderEpoch++;
      } else if (doubt.endMin < Infinity) {
        await log.truncateTo(doubt.endMin);
        model.truncateTo(doubt.endMin);
        model.leaderEpoch++;
      }
      model.begin(Math.max(model.startOffset, log.logStartOffset));
      model.settle();
      assert.equal(log.logEndOffset, model.endOffset, `${model.topic} ends where it is durable`);
    }
  }
}

/** A manager as a workload and whoever opens its disk afterwards have it. */
export function newLogManager(
  fileSystem: FileSystem,
  clock: ManualClock,
  events: StorageEvent[],
): LogManager {
  return new LogManager({
    journal: TINY_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock,
    report: (event) => events.push(event),
    directories: [LOG_DIRECTORY],
    config: CONFIG,
  });
}

/** The log of the partition that a model with this number is of. */
export function openLog(
  manager: LogManager,
  model: PartitionModel,
  index: number,
): Promise<PartitionLog> {
  return manager.getOrCreate(model.partition, { ...CONFIG, ...CONFIGS[index] });
}

/** What the validation says of a batch that it accepts. */
function accepted(batch: Buffer): AcceptedRecords {
  const validated = validateProducedRecords(batch, {
    produceVersion: 13,
    now: 0,
    messageMaxBytes: 1_000_000,
    timestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
    timestampAfterMaxMs: Number.MAX_SAFE_INTEGER,
    decompressedBytesMax: 1_000_000,
  });
  assert(validated.type === 'accepted');
  return validated;
}

/** Sends a batch once more: it is there, and is told to be. */
export async function resendBatch(log: PartitionLog, batch: ModelBatch): Promise<void> {
  const bytes = Buffer.from(batch.bytes);
  setBaseOffset(bytes, 0, 0);
  await new Promise<void>((resolve, reject) => {
    const outcome = log.appendAsLeader(accepted(bytes), {
      leaderEpoch: batch.leaderEpoch,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
    if (outcome.type === 'refused') throw refusal(outcome.errorMessage);
    const found = { type: outcome.type, baseOffset: outcome.baseOffset };
    assert.deepEqual(found, { type: 'duplicate', baseOffset: batch.baseOffset }, log.directory);
  });
}

function refusal(message: string): KafkaError {
  return new KafkaError('KAFKA_STORAGE_ERROR', message);
}

/** Waits for all, then raises the first error. */
async function allOf(tasks: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(tasks)) {
    if (result.status === 'rejected') throw result.reason;
  }
}
