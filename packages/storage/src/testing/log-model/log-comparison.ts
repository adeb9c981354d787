import { assert, type Offset, type Timestamp } from '@odradek/base';
import type { ManualClock } from '@odradek/base/testing';
import { CompressionType } from '@odradek/protocol';

import { type AppendRequest, batchOf } from './append-request.ts';
import { checkAppend } from './check-append.ts';
import { compareEverything } from './compare-everything.ts';
import { checkSame, LogDifference } from './log-difference.ts';
import { lookUp } from './log-lookups.ts';
import type { LogAction, LogOperation } from './log-operation.ts';
import type { BegunAppend, LogDisk, LogFeatures, LogUnderTest } from './log-under-test.ts';
import type { ModelConfig } from './model-config.ts';
import { type AppendOutcome, ModelLog } from './model-log.ts';
import type { RunCounts, RunEvent } from './run-counts.ts';

/** What a comparison works with. */
export interface LogComparisonOptions {
  readonly disk: LogDisk;
  readonly clock: ManualClock;
  readonly config: ModelConfig;
  readonly counts: RunCounts;
}

type Reopening = Extract<LogAction, { readonly type: 'reopen' }>;

const REFUSALS: Readonly<Record<string, RunEvent>> = {
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'out of order refused',
  INVALID_PRODUCER_EPOCH: 'old producer epoch refused',
  INVALID_TXN_STATE: 'not transactional refused',
  TRANSACTION_COORDINATOR_FENCED: 'coordinator fenced',
};

/**
 * A log and its model, to which the same is done; after every operation they are compared. Raises
 * `LogDifference` where they differ.
 */
export class LogComparison {
  readonly model: ModelLog;
  readonly features: LogFeatures;
  private readonly disk: LogDisk;
  private readonly clock: ManualClock;
  readonly counts: RunCounts;
  log: LogUnderTest;

  private constructor({ disk, clock, config, counts }: LogComparisonOptions, log: LogUnderTest) {
    this.disk = disk;
    this.features = disk.features;
    this.clock = clock;
    this.counts = counts;
    this.model = new ModelLog(config);
    this.log = log;
  }

  /** Opens a log without records. */
  static async open(options: LogComparisonOptions): Promise<LogComparison> {
    return new LogComparison(options, await options.disk.open(options.config));
  }

  /** Does an operation with both. */
  async run({ kind, advanceMs, action }: LogOperation): Promise<void> {
    this.clock.advance(advanceMs);
    this.counts.addOperation(kind);
    const rolled = this.model.rolls.length;
    await this.act(action);
    for (const reason of this.model.rolls.slice(rolled)) this.counts.add(`roll: ${reason}`);
    this.compareState();
    if (action.type === 'reopen' || action.type.startsWith('truncate')) {
      await compareEverything(this);
    }
  }

  private get now(): Timestamp {
    return this.clock.now();
  }

  private act(action: LogAction): Promise<void> {
    switch (action.type) {
      case 'append':
        return this.append(action.requests, action.config);
      case 'truncate-to':
        return this.truncateTo(action.offset);
      case 'truncate-fully':
        return this.truncateFully(action.offset);
      case 'delete-records':
        return this.deleteRecords(action.offset);
      case 'delete-old-segments':
        return this.deleteOldSegments(action.config);
      case 'reopen':
        return this.reopen(action);
      case 'checkpoint':
        this.model.checkpoint();
        return this.log.checkpoint();
      case 'assign-epoch':
        return this.assignEpoch(action.epoch);
      case 'expire-producers':
        return this.expireProducers(action.expirationMs);
      case 'read':
      case 'aborted-transactions':
      case 'offset-for-timestamp':
      case 'offset-of-max-timestamp':
      case 'end-offset-for-epoch':
        return lookUp(action, this);
    }
  }

  private async append(requests: readonly AppendRequest[], config?: ModelConfig): Promise<void> {
    if (config !== undefined) this.configure(config);
    let begun: BegunAppend[] = [];
    for (const request of requests.filter((one) => this.isAdmissible(one))) {
      // Else it could be told only after the turn where the log has begun a new segment.
      if (this.model.isRollUnsure) await this.makeDurable(begun.splice(0));
      begun = [...begun, await this.beginAppend(request)];
    }
    await this.makeDurable(begun);
  }

  /**
   * Whether a leader may be asked for it: what was drawn when operations before it were not left out
   * may have an epoch that is too old.
   */
  private isAdmissible({ leaderEpoch, producerId, producerEpoch }: AppendRequest): boolean {
    const { greatestEpoch, producers, expiredEpochs } = this.model;
    if (leaderEpoch < greatestEpoch) return false;
    return producers.has(producerId) || producerEpoch > (expiredEpochs.get(producerId) ?? -2);
  }

  private configure(config: ModelConfig): void {
    this.model.config = config;
    this.log.configure(config);
  }

  private async beginAppend(request: AppendRequest): Promise<BegunAppend> {
    const { model, now } = this;
    const bytes = batchOf(request, now);
    const { isRollUnsure, logEndOffset: baseOffset } = model;
    // The log keeps what it is given, and writes into it.
    const begun = this.log.append(request, Buffer.from(bytes));
    if (isRollUnsure) await begun.durable;
    const isRolled = isRollUnsure && (await this.disk.baseOffsets()).includes(baseOffset);
    const expected = model.append(request, { bytes, now, isRolled });
    checkAppend({ request, outcome: begun.outcome, expected }, this.features);
    this.countAppend(request, expected);
    if (isRollUnsure) model.makeDurable();
    this.compareState();
    return begun;
  }

  private countAppend(request: AppendRequest, outcome: AppendOutcome): void {
    const { counts } = this;
    if (outcome.type === 'duplicate') counts.add('duplicate answered');
    const refusal = outcome.type === 'refused' ? REFUSALS[outcome.error] : undefined;
    if (refusal !== undefined) counts.add(refusal);
    if (outcome.type !== 'appended') return;
    counts.add(request.type === 'marker' ? 'marker appended' : 'batch appended');
    if (request.type === 'marker') return;
    if (request.compression !== CompressionType.NONE) counts.add('batch compressed');
    if (request.isTransactional) counts.add('batch transactional');
  }

  private async makeDurable(begun: readonly BegunAppend[]): Promise<void> {
    for (const { durable } of begun) await durable;
    this.model.makeDurable();
    const { lastStableOffset, highWatermark } = this.model;
    if (lastStableOffset < highWatermark) {
      this.counts.add('last stable offset below the high watermark');
    }
  }

  private async truncateTo(offset: Offset): Promise<void> {
    // It was drawn when the log was another: operations before it were left out since.
    if (this.model.truncationOffset(offset) < this.model.logStartOffset) return;
    const before = this.model.logEndOffset;
    await this.log.truncateTo(offset);
    this.model.truncateTo(offset);
    if (this.model.logEndOffset < before) this.counts.add('truncation of batches');
    this.expireAgain();
  }

  private async truncateFully(offset: Offset): Promise<void> {
    await this.log.truncateFullyAndStartAt(offset);
    this.model.truncateFullyAndStartAt(offset);
    this.counts.add('truncation of everything');
  }

  private async deleteRecords(offset: Offset): Promise<void> {
    if (offset >= this.model.logEndOffset && this.model.mayEndWithEmptySegment) return;
    const before = this.model.logStartOffset;
    const deleted = await this.log.deleteRecordsBefore(offset);
    const expected = this.model.deleteRecordsBefore(offset) ?? 'OFFSET_OUT_OF_RANGE';
    checkSame(`deletion of the records before ${offset}`, deleted, expected);
    if (this.model.logStartOffset > before) this.counts.add('records deleted');
  }

  private async deleteOldSegments(config: ModelConfig): Promise<void> {
    const { logStartOffset, logEndOffset, mayEndWithEmptySegment } = this.model;
    if (logStartOffset === logEndOffset && mayEndWithEmptySegment) return;
    this.configure(config);
    const deleted = await this.log.deleteOldSegments();
    const expected = this.model.deleteOldSegments(this.now);
    checkSame('segments deleted by retention', deleted, expected);
    this.counts.add('segments deleted by retention', expected);
  }

  private async assignEpoch(epoch: number): Promise<void> {
    await this.log.assignEpochStartOffset(epoch);
    this.model.assignEpochStartOffset(epoch);
    this.counts.add('epoch assigned');
  }

  private async expireProducers(expirationMs: number): Promise<void> {
    const expired = this.log.expireProducers(this.now, expirationMs);
    const expected = this.model.expireProducers(this.now, expirationMs);
    checkSame(`producers expired after ${expirationMs} ms`, expired, expected);
    this.counts.add('producer expired', expected);
  }

  /** Whoever expired may be known again by an older snapshot, in Kafka as here. */
  private expireAgain(): void {
    const expirationMs = this.model.expirationAgain(this.now);
    if (expirationMs === undefined) return;
    this.log.expireProducers(this.now, expirationMs);
    this.model.expireProducers(this.now, expirationMs);
  }

  private async reopen({ isClean, requests, turns, config }: Reopening): Promise<void> {
    const begun: BegunAppend[] = [];
    for (const request of requests.filter((one) => this.isAdmissible(one))) {
      // What was not durable is lost or not: who began a segment with it can hardly be told.
      if (this.model.isRollUnsure) break;
      begun.push(await this.beginAppend(request));
    }
    if (isClean) await this.close(begun);
    else await this.crash(begun, turns);
    this.log = await this.disk.open(config);
    this.reopenModel(config);
    this.expireAgain();
    await this.compareSegments();
  }

  private async close(begun: readonly BegunAppend[]): Promise<void> {
    this.counts.add('clean reopen');
    await Promise.all([this.log.close(), ...begun.map(({ durable }) => durable)]);
    this.model.makeDurable();
  }

  private async crash(begun: readonly BegunAppend[], turns: number): Promise<void> {
    const { logEndOffset } = this.model;
    let durableCount = 0;
    for (const { durable } of begun) durable.then(() => durableCount++, ignoreAfterCrash);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    if (durableCount === begun.length) this.model.makeDurable();
    this.disk.crash();
    this.counts.add('reopen after a crash');
    assert(this.model.logEndOffset === logEndOffset, 'nothing is appended meanwhile');
  }

  private reopenModel(config: ModelConfig): void {
    const { model } = this;
    const end = this.log.logEndOffset;
    const isBatchEnd = model.truncationOffset(end) === end;
    if (end < model.highWatermark || end > model.logEndOffset || !isBatchEnd) {
      throw new LogDifference(
        `the log was opened with its end at ${end}; ${model.highWatermark} was durable, ` +
          `${model.logEndOffset} its end, and batches end at other offsets`,
      );
    }
    if (end < model.logEndOffset) this.counts.add('crash that lost batches');
    model.reopen({ end, latestEpoch: this.log.latestEpoch, config });
  }

  private compareState(): void {
    const { log, model } = this;
    const { leaderEpochs, transactions } = this.features;
    checkSame('logStartOffset', log.logStartOffset, model.logStartOffset);
    checkSame('logEndOffset', log.logEndOffset, model.logEndOffset);
    checkSame('highWatermark', log.highWatermark, model.highWatermark);
    if (transactions) checkSame('lastStableOffset', log.lastStableOffset, model.lastStableOffset);
    if (leaderEpochs) checkSame('latestEpoch', log.latestEpoch, model.epochs.latest);
    checkSame('producerIdCount', log.producerIdCount, model.producers.size);
  }

  /**
   * Compares where segments begin that can be read: one that has no batches yet may have no file, one
   * before the log's start may have one.
   */
  private async compareSegments(): Promise<void> {
    const { logStartOffset, logEndOffset, segments } = this.model;
    const expected = segments
      .filter(({ batches }) => (batches.at(-1)?.lastOffset ?? -1) >= logStartOffset)
      .map(({ baseOffset }) => baseOffset);
    const first = expected[0] ?? logEndOffset;
    const actual = (await this.disk.baseOffsets()).filter((offset) => {
      return offset >= first && offset < logEndOffset;
    });
    checkSame('segments begin at', actual, expected);
  }
}

/** What a log that has lost its disk says of its appends means nothing. */
function ignoreAfterCrash(): void {}
