import { assert, type Clock, KafkaError, type Offset, type RandomSource } from '@odradek/base';
import {
  CompressionType,
  ErrorCode,
  errorByName,
  isCompressionLoaded,
  loadCompression,
} from '@odradek/protocol';

import type { CoordinatorLog, CoordinatorLogSource } from '../ports/coordinator-log.ts';
import { type CoordinatorObserver, NO_OBSERVER } from '../ports/coordinator-observer.ts';
import type { NextTurn } from '../ports/next-turn.ts';
import type { TopicsImage } from '../ports/topics-image.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorRecordCodec } from './coordinator-record-codec.ts';
import type { CoordinatorResult } from './coordinator-result.ts';
import type {
  CoordinatorShard,
  CoordinatorShardContext,
  TopicsChange,
} from './coordinator-shard.ts';
import type { LoadQueue } from './load-queue.ts';
import { loadShard } from './load-shard.ts';
import { operationError } from './operation-error.ts';
import { ParkedResults } from './parked-results.ts';
import { type BatchOfRecords, recordBatches } from './record-batches.ts';
import { ShardTimers } from './shard-timers.ts';

/** What the shards of an internal topic share. */
export interface ShardRuntimeOptions<Record extends CoordinatorRecord, Shard> {
  /** The name of the internal topic, for reports. */
  readonly topic: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly nextTurn: NextTurn;
  readonly topics: TopicsImage;
  readonly codec: CoordinatorRecordCodec<Record>;
  readonly createShard: (context: CoordinatorShardContext<Record>) => Shard;
  /** `offsets.commit.timeout.ms`: how long a response waits for its records to be committed. */
  readonly commitTimeoutMs: number;
  /** `offsets.load.buffer.size`, in bytes. */
  readonly loadBufferBytes: number;
  /** `offsets.topic.compression.codec` */
  readonly compression: CompressionType;
  /** The default counts nothing. */
  readonly observer?: CoordinatorObserver;
  readonly report: (message: string) => void;
}

/** An operation of a shard; see `CoordinatorShard`. */
export type ShardOperation<Record extends CoordinatorRecord, Shard> = (
  shard: Shard,
) => CoordinatorResult<Record>;

/** An operation that waits for its turn. */
interface QueuedOperation<Record extends CoordinatorRecord, Shard> {
  readonly run: ShardOperation<Record, Shard>;
  /** Called with the error if it cannot run. */
  readonly refuse: (errorCode: number) => void;
}

/** A shard that is loaded, with what belongs to it alone. */
interface ActiveShard<Record extends CoordinatorRecord, Shard> {
  readonly shard: Shard;
  readonly log: CoordinatorLog;
  readonly timers: ShardTimers<Record>;
  readonly parked: ParkedResults;
  /** The end of what was appended last. */
  writtenOffset: Offset;
}

/** How far a partition is (Kafka's `CoordinatorState`). */
export type PartitionState = 'loading' | 'active' | 'failed';

/** How long after a failure the log is opened again for whoever asks. */
const LOAD_AGAIN_MS = 1_000;

/**
 * One partition of an internal topic that is coordinated here (Kafka's `CoordinatorContext`): it is
 * loaded from its log, runs operations one after the other, and tells whoever waits when their
 * records are committed.
 *
 *     unopened ──asked── loading ── active ──┐
 *                          │  └───────────── failed ── loading again, when asked
 *                          closed, from everywhere
 */
export class ShardRuntime<
  Record extends CoordinatorRecord,
  Shard extends CoordinatorShard<Record>,
> {
  readonly partition: number;
  private readonly options: ShardRuntimeOptions<Record, Shard>;
  private readonly source: CoordinatorLogSource;
  private readonly observer: CoordinatorObserver;
  private loadBeganMs = 0;
  private readonly loads: LoadQueue;
  private state: 'unopened' | 'loading' | 'active' | 'failed' | 'closed' = 'unopened';
  private active: ActiveShard<Record, Shard> | undefined;
  /** Each load has its own: what an earlier one still does is for nothing. */
  private load: object = {};
  private failedAt = 0;
  private isRunning = false;
  /** Whether operations wait for the load: nothing has to be replayed, so it is over at once. */
  private isLoadAwaited = false;
  private queue: QueuedOperation<Record, Shard>[] = [];
  /** What has changed while records are loaded. */
  private changes: TopicsChange[] = [];

  constructor(
    partition: number,
    source: CoordinatorLogSource,
    shared: { readonly options: ShardRuntimeOptions<Record, Shard>; readonly loads: LoadQueue },
  ) {
    this.partition = partition;
    this.source = source;
    this.options = shared.options;
    this.observer = shared.options.observer ?? NO_OBSERVER;
    this.loads = shared.loads;
    if (!source.isEmpty) this.beginLoad();
  }

  /** Whether there is, or may be, anything that was written. */
  get hasState(): boolean {
    return this.state !== 'unopened';
  }

  /** How far it is, in Kafka's words; one that has nothing to load counts as loaded. */
  get partitionState(): PartitionState {
    return this.state === 'loading' || this.state === 'failed' ? this.state : 'active';
  }

  /** The shard once it is loaded, for metrics. */
  get shard(): Shard | undefined {
    return this.active?.shard;
  }

  /**
   * Runs an operation, at once unless another one is running or an empty log is opened first.
   * `refuse` is called instead, maybe at once, with `COORDINATOR_LOAD_IN_PROGRESS` while records are
   * loaded, and with `NOT_COORDINATOR` if the log has failed or the partition is not coordinated here
   * any more.
   */
  run(run: ShardOperation<Record, Shard>, refuse: (errorCode: number) => void): void {
    if (this.state === 'unopened') {
      this.isLoadAwaited = true;
      this.beginLoad();
    } else if (this.state === 'failed' && this.isRetryDue()) this.beginLoad();
    const errorCode = this.refusal();
    if (errorCode !== ErrorCode.NONE) {
      refuse(errorCode);
      return;
    }
    this.queue.push({ run, refuse });
    this.drain();
  }

  private isRetryDue(): boolean {
    return this.options.clock.monotonicMs() - this.failedAt >= LOAD_AGAIN_MS;
  }

  private refusal(): number {
    if (this.state === 'active' || (this.state === 'loading' && this.isLoadAwaited)) {
      return ErrorCode.NONE;
    }
    return this.state === 'loading'
      ? ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
      : ErrorCode.NOT_COORDINATOR;
  }

  /** The topics of the cluster have changed. */
  topicsChanged(change: TopicsChange): void {
    if (this.state === 'loading') this.changes.push(change);
    if (this.active === undefined) return;
    for (const result of this.active.shard.onTopicsImage(change)) this.enqueue(() => result);
  }

  /** The partition is not coordinated here any more. Whoever waits is told `NOT_COORDINATOR`. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.unload();
  }

  private beginLoad(): void {
    const load = {};
    this.load = load;
    this.state = 'loading';
    this.loadBeganMs = this.options.clock.monotonicMs();
    const isCurrent = (): boolean => this.load === load && this.state === 'loading';
    this.loadFromLog(load, isCurrent).catch((error: unknown) => {
      if (!(error instanceof KafkaError)) throw error;
      if (isCurrent()) this.fail(`could not be loaded`, error);
    });
  }

  private async loadFromLog(load: object, isCurrent: () => boolean): Promise<void> {
    const log = await this.source.open({
      onHighWatermark: (highWatermark) => this.completeCommitted(load, highWatermark),
      onFailure: (error) => this.logFailed(load, error),
    });
    if (!isCurrent()) {
      log.close();
      return;
    }
    const active = this.newActive(log);
    try {
      const { compression } = this.options;
      if (!isCompressionLoaded(compression)) await loadCompression();
      const replay = (): Promise<void> => this.replayLog(active, isCurrent);
      // Where nothing is to be replayed, nobody need wait for those who have much of it.
      await (log.startOffset < log.endOffset ? this.loads.run(replay) : replay());
    } catch (error) {
      discard(active);
      throw error;
    }
    if (isCurrent()) this.activate(active);
    else discard(active);
  }

  private async replayLog(
    { log, shard }: ActiveShard<Record, Shard>,
    isCurrent: () => boolean,
  ): Promise<void> {
    if (!isCurrent()) return;
    const { clock, codec, nextTurn, loadBufferBytes: bufferBytes } = this.options;
    const report = (message: string): void => this.report(message);
    const startedMs = clock.monotonicMs();
    const loading = { log, shard, codec, nextTurn, bufferBytes, isCurrent, report };
    const { records, bytes, unknown } = await loadShard(loading);
    if (!isCurrent() || records === 0) return;
    const tookMs = Math.round(clock.monotonicMs() - startedMs);
    const passedOver = unknown === 0 ? '' : `, ${unknown} of unknown types passed over`;
    report(`Loaded ${records} records (${bytes} bytes${passedOver}) in ${tookMs} ms.`);
  }

  private newActive(log: CoordinatorLog): ActiveShard<Record, Shard> {
    const { clock, random, topics, createShard, commitTimeoutMs } = this.options;
    const timers = new ShardTimers<Record>(clock, (operation) => this.enqueue(operation));
    const shard = createShard({
      partition: this.partition,
      timer: timers,
      topics,
      random,
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      report: (message) => this.report(message),
    });
    const parked = new ParkedResults({
      clock,
      timeoutMs: commitTimeoutMs,
      onTimeout: (complete) => complete(operationError(ErrorCode.REQUEST_TIMED_OUT)),
      onCommitted: (waitedMs) => this.observer.committed(waitedMs),
    });
    return { shard, log, timers, parked, writtenOffset: log.endOffset };
  }

  private activate(active: ActiveShard<Record, Shard>): void {
    this.active = active;
    this.state = 'active';
    this.observer.partitionLoaded(this.options.clock.monotonicMs() - this.loadBeganMs);
    this.isLoadAwaited = false;
    // What was waited with comes behind what the shard has to write first.
    const waiting = this.queue;
    this.queue = [];
    for (const result of active.shard.onLoaded()) this.queue.push(silently(() => result));
    this.queue.push(...waiting);
    this.drain();
    const { changes } = this;
    this.changes = [];
    for (const change of changes) this.topicsChanged(change);
  }

  private logFailed(load: object, error: KafkaError): void {
    if (this.load !== load || (this.state !== 'active' && this.state !== 'loading')) return;
    this.fail('has failed', error);
  }

  private fail(what: string, { message }: KafkaError): void {
    this.state = 'failed';
    this.observer.partitionFailed();
    this.failedAt = this.options.clock.monotonicMs();
    this.report(`The log ${what}, and is opened again when somebody asks for it. ${message}`);
    this.unload();
  }

  private unload(): void {
    const { active, queue } = this;
    this.active = undefined;
    this.queue = [];
    this.changes = [];
    this.isLoadAwaited = false;
    this.load = {};
    if (active !== undefined) {
      active.timers.close();
      active.log.close();
      for (const complete of active.parked.takeAll()) complete(ErrorCode.NOT_COORDINATOR);
      active.shard.onUnloaded();
    }
    for (const { refuse } of queue) refuse(ErrorCode.NOT_COORDINATOR);
  }

  private enqueue(run: () => CoordinatorResult<Record>): void {
    if (this.state !== 'active') return;
    this.queue.push(silently(run));
    this.drain();
  }

  private drain(): void {
    if (this.isRunning || this.state !== 'active') return;
    this.isRunning = true;
    try {
      for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
        // Whoever was told of the operation before may have unloaded the shard.
        if (this.active === undefined) next.refuse(ErrorCode.NOT_COORDINATOR);
        else this.perform(this.active, next.run(this.active.shard));
      }
    } finally {
      this.isRunning = false;
    }
  }

  private perform(active: ActiveShard<Record, Shard>, result: CoordinatorResult<Record>): void {
    const errorCode = result.records.length === 0 ? ErrorCode.NONE : this.append(active, result);
    if (errorCode !== ErrorCode.NONE) {
      result.complete(errorCode);
      return;
    }
    const { highWatermark } = active.log;
    if (active.parked.size === 0 && active.writtenOffset <= highWatermark) {
      result.complete(ErrorCode.NONE);
    } else active.parked.park(active.writtenOffset, result.complete);
  }

  /** Appends the records and replays them, or answers why not. */
  private append(active: ActiveShard<Record, Shard>, result: CoordinatorResult<Record>): number {
    const { records, isAtomic = true, isReplayed = true } = result;
    const { codec, compression, clock } = this.options;
    const bytesMax = active.log.batchBytesMax;
    const timestamp = clock.now();
    let batches: BatchOfRecords<Record>[];
    try {
      batches = recordBatches(records, { codec, compression, timestamp, bytesMax, isAtomic });
    } catch (error) {
      return this.failedOperation(error);
    }
    if (
      batches.some(({ batch }) => batch.byteLength > bytesMax) ||
      (isAtomic && batches.length > 1)
    ) {
      this.report(
        `${records.length} records of one operation are more than a batch may have, which is ` +
          `${bytesMax} bytes (max.message.bytes of ${this.options.topic}); nothing was written.`,
      );
      return operationError(ErrorCode.RECORD_LIST_TOO_LARGE);
    }
    try {
      for (const batch of batches) this.appendBatch(active, batch, isReplayed);
    } catch (error) {
      return this.failedOperation(error);
    }
    return ErrorCode.NONE;
  }

  /** What clients sent may be a record that no version can carry, or that the log refuses. */
  private failedOperation(error: unknown): number {
    if (!(error instanceof KafkaError)) throw error;
    this.report(`An operation was not written. ${error.message}`);
    return operationError(errorByName(error.code)?.code ?? ErrorCode.UNKNOWN_SERVER_ERROR);
  }

  private appendBatch(
    active: ActiveShard<Record, Shard>,
    { batch, records }: BatchOfRecords<Record>,
    isReplayed: boolean,
  ): void {
    const { log, shard } = active;
    const baseOffset = log.append(batch);
    active.writtenOffset = baseOffset + records.length;
    if (!isReplayed) return;
    for (const [index, record] of records.entries()) {
      shard.replay(record, baseOffset + index, undefined);
    }
  }

  private completeCommitted(load: object, highWatermark: Offset): void {
    const { active } = this;
    if (active === undefined || this.load !== load) return;
    for (;;) {
      const complete = active.parked.takeCommitted(highWatermark);
      if (complete === undefined) return;
      complete(ErrorCode.NONE);
    }
  }

  private report(message: string): void {
    this.options.report(`${this.options.topic}-${this.partition}: ${message}`);
  }
}

/** An operation that no client waits for. */
function silently<Record extends CoordinatorRecord, Shard>(
  run: () => CoordinatorResult<Record>,
): QueuedOperation<Record, Shard> {
  return { run, refuse: () => {} };
}

function discard<Record extends CoordinatorRecord, Shard>({
  timers,
  log,
  parked,
}: ActiveShard<Record, Shard>): void {
  timers.close();
  log.close();
  assert(parked.size === 0, 'nothing runs on a shard that is not loaded');
}
