import { assert } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorRecord } from '../runtime/coordinator-record.ts';
import type { CoordinatorRecordCodec } from '../runtime/coordinator-record-codec.ts';
import type { CoordinatorResult } from '../runtime/coordinator-result.ts';
import type {
  CoordinatorShard,
  CoordinatorShardContext,
  TopicsChange,
} from '../runtime/coordinator-shard.ts';
import { ShardTimers } from '../runtime/shard-timers.ts';
import { recordBytesOf } from './record-bytes.ts';
import { MemoryTopicsImage } from './memory-topics-image.ts';

/** Makes the shard under test. */
export type CreateShard<Record extends CoordinatorRecord, Shard> = (
  context: CoordinatorShardContext<Record>,
) => Shard;

/** What a harness is made of. */
export interface CoordinatorHarnessOptions<Record extends CoordinatorRecord, Shard> {
  readonly createShard: CreateShard<Record, Shard>;
  /** How records are written; with it, `reload` reads them as they stand in a log. */
  readonly codec?: CoordinatorRecordCodec<Record>;
  /** Of the random ids. The default is 1. */
  readonly seed?: number;
}

/**
 * A shard with a log in memory and virtual time: operations run at once, their records are replayed
 * when they are appended, and committed at once unless `holdCommits` was called. `reload` shows what
 * is left after a restart.
 */
export class CoordinatorHarness<
  Record extends CoordinatorRecord,
  Shard extends CoordinatorShard<Record>,
> {
  readonly clock: ManualClock = new ManualClock();
  readonly topics: MemoryTopicsImage = new MemoryTopicsImage();
  /** Everything that was appended, in its order. */
  readonly records: Record[] = [];
  /** What the shard told the operator. */
  readonly reports: string[] = [];
  private readonly options: CoordinatorHarnessOptions<Record, Shard>;
  private readonly random: SeededRandom;
  private timer: ShardTimers<Record>;
  private current: Shard;
  private recordsTaken = 0;
  private committed = 0;
  private areCommitsHeld = false;
  private refusal: number = ErrorCode.NONE;
  private isRunning = false;
  private readonly queue: (() => CoordinatorResult<Record>)[] = [];
  private parked: { readonly end: number; readonly complete: (errorCode: number) => void }[] = [];

  constructor(options: CoordinatorHarnessOptions<Record, Shard>) {
    this.options = options;
    this.random = new SeededRandom(options.seed ?? 1);
    this.timer = this.newTimer();
    this.current = this.load();
  }

  get shard(): Shard {
    return this.current;
  }

  /** Runs an operation as the runtime does. */
  run(operation: (shard: Shard) => CoordinatorResult<Record>): void {
    const { current } = this;
    this.enqueue(() => operation(current));
  }

  /** The records that were appended since they were taken last. */
  takeRecords(): readonly Record[] {
    const taken = this.records.slice(this.recordsTaken);
    this.recordsTaken = this.records.length;
    return taken;
  }

  /** From now on nothing is committed until `commit`. */
  holdCommits(): void {
    this.areCommitsHeld = true;
  }

  /** Commits what was appended, and answers who waits for it; later appends are held or not as before. */
  commit(): void {
    this.committed = this.records.length;
    this.completeCommitted();
  }

  /** From now on appends are refused with this error; `ErrorCode.NONE` ends it. */
  refuseAppends(errorCode: number): void {
    this.refusal = errorCode;
  }

  /** Lets time pass; timers run when they are due. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /** Tells the shard of topics that `topics` has by then, or has not any more. */
  changeTopics(change: Partial<TopicsChange>): void {
    const results = this.current.onTopicsImage({ changed: [], deleted: [], ...change });
    for (const result of results) this.enqueue(() => result);
  }

  /** Unloads the shard as if another broker had become the coordinator; what was not committed fails. */
  unload(): void {
    const { parked } = this;
    this.timer.close();
    this.parked = [];
    for (const { complete } of parked) complete(ErrorCode.NOT_COORDINATOR);
    this.current.onUnloaded();
  }

  /** Unloads the shard and loads another from what is committed. */
  reload(): Shard {
    this.unload();
    this.records.length = this.committed;
    this.recordsTaken = Math.min(this.recordsTaken, this.committed);
    this.timer = this.newTimer();
    this.current = this.load();
    return this.current;
  }

  private load(): Shard {
    const { clock, topics, random, timer, reports } = this;
    const shard = this.options.createShard({
      partition: 0,
      timer,
      topics,
      random,
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      report: (message) => reports.push(message),
    });
    for (const [offset, record] of this.records.entries()) {
      shard.replay(this.reread(record), offset, undefined);
    }
    for (const result of shard.onLoaded()) this.enqueue(() => result, shard);
    return shard;
  }

  private reread(record: Record): Record {
    const { codec } = this.options;
    if (codec === undefined) return record;
    const read = codec.decode(recordBytesOf(codec.encode(record)));
    assert(read !== undefined, `records of type ${record.type} can be read`);
    return read;
  }

  private newTimer(): ShardTimers<Record> {
    return new ShardTimers<Record>(this.clock, (operation) => this.enqueue(operation));
  }

  private enqueue(operation: () => CoordinatorResult<Record>, shard?: Shard): void {
    this.queue.push(operation);
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
        this.append(next(), shard ?? this.current);
      }
    } finally {
      this.isRunning = false;
    }
  }

  private append(
    { records, complete, isReplayed = true }: CoordinatorResult<Record>,
    shard: Shard,
  ) {
    if (records.length > 0 && this.refusal !== ErrorCode.NONE) {
      complete(this.refusal);
      return;
    }
    for (const record of records) {
      const offset = this.records.push(record) - 1;
      if (isReplayed) shard.replay(record, offset, undefined);
    }
    this.parked.push({ end: this.records.length, complete: onlyOnce(complete) });
    if (!this.areCommitsHeld) this.committed = this.records.length;
    this.completeCommitted();
  }

  private completeCommitted(): void {
    for (let first = this.parked[0]; first !== undefined; first = this.parked[0]) {
      if (first.end > this.committed) return;
      this.parked.shift();
      first.complete(ErrorCode.NONE);
    }
  }
}

function onlyOnce(complete: (errorCode: number) => void): (errorCode: number) => void {
  let isComplete = false;
  return (errorCode) => {
    assert(!isComplete, 'a result is completed once');
    isComplete = true;
    complete(errorCode);
  };
}
