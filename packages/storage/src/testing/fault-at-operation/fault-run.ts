import assert from 'node:assert/strict';

import { ManualClock } from '@odradek/base/testing';

import type { StorageEvent } from '../../ports/report.ts';
import { type FileFault, MemoryFileSystem } from '../memory-file-system.ts';
import { adoptLog, compareLog } from './compare-log.ts';
import type { PartitionModel } from './partition-model.ts';
import { CHAPTER_OPERATIONS, newLogManager, openLog, resendBatch, Workload } from './workload.ts';
import { appendDurably, batchOf } from '../../test-context.ts';

/** A kind of fault. */
export type FaultKind = 'EIO' | 'failed sync' | 'ENOSPC' | 'short write';

/** What fails, and whether the log directory has failed with it. */
export const FAULT_KINDS: Readonly<
  Record<FaultKind, { readonly isFatal: boolean; readonly fault: FileFault }>
> = {
  EIO: { isFatal: true, fault: { operation: 'any' } },
  'failed sync': { isFatal: true, fault: { operation: 'sync', code: 'ENOSPC' } },
  ENOSPC: { isFatal: false, fault: { operation: 'growth', code: 'ENOSPC', writes: 'nothing' } },
  'short write': {
    isFatal: false,
    fault: { operation: 'write', code: 'ENOSPC', writes: 'a part' },
  },
};

/** Where a chapter of the workload begins. */
export interface ChapterStart {
  readonly chapter: number;
  readonly disk: MemoryFileSystem;
  /** What the disk has to have; nothing before the first. */
  readonly models: readonly PartitionModel[] | undefined;
}

/** A run of a chapter. */
export interface FaultRunOptions {
  readonly seed: number;
  readonly start: ChapterStart;
  readonly kind: FaultKind;
  /** How many operations of the disk that the fault could hit go well before. */
  readonly after: number;
}

/** What became of a run. */
export interface FaultRunOutcome {
  /** What failed; `undefined` if the chapter was over before. */
  readonly failed: string | undefined;
  /** Where the next chapter begins if nothing has failed. */
  readonly next: ChapterStart;
  readonly diskOperations: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What the path of a file of the journal has. */
const JOURNAL_FILE = '/odradek-journal-';
/** For how many turns of promises nothing comes to the disk if nothing is under way. */
const SETTLED_TURNS = 100;
/** How many operations follow at least on a fault that is survived. */
const OPERATIONS_AFTER_FAULT_MIN = 15;

/** How a disk comes to the next process. */
interface Reopening {
  /** Whether the power was lost, or only the process. */
  readonly isCrashed: boolean;
  /** Whether an index may have been left in part. */
  readonly mayRebuild?: boolean;
}

/** What is reported if something could not be done. */
const FAILURES: ReadonlySet<StorageEvent['type']> = new Set<StorageEvent['type']>([
  'maintenance-failed',
  'appends-refused',
  'log-offline',
  'log-refused',
  'log-directory-offline',
]);

/** Runs the workload with one fault, and opens what it leaves. Raises an error if anything is wrong. */
export async function runWithFault(options: FaultRunOptions): Promise<FaultRunOutcome> {
  return new FaultRun(options).run();
}

class FaultRun {
  private readonly options: FaultRunOptions;
  private readonly disk: MemoryFileSystem;
  private readonly workload: Workload;
  private failed: string | undefined;
  /** What was raised because of the fault. */
  private raised: unknown;
  private isClosed = false;

  constructor(options: FaultRunOptions) {
    const { seed, kind, after, start } = options;
    const { chapter, models } = start;
    this.options = options;
    this.disk = start.disk.copy(seed);
    this.workload = new Workload({
      fileSystem: this.disk,
      seed,
      chapter,
      ...(models === undefined ? {} : { models }),
    });
    const onFault = (operation: string, path: string): void => {
      this.failed = `${operation} ${path}`;
    };
    this.disk.failLater({ ...FAULT_KINDS[kind].fault, after, onFault });
  }

  async run(): Promise<FaultRunOutcome> {
    const { workload, options } = this;
    const { chapter } = options.start;
    try {
      await this.runChapter();
    } catch (error) {
      const { kind, after } = options;
      const where = `${kind} at ${this.failed}, --chapter ${chapter} --from ${after}`;
      throw new Error(`${where}: ${String(error)}`, { cause: error });
    }
    const { failed, disk } = this;
    const next = { chapter: chapter + 1, disk, models: workload.models };
    return { failed, next, diskOperations: disk.operationsCount, counts: workload.counts };
  }

  private async runChapter(): Promise<void> {
    let left = CHAPTER_OPERATIONS;
    await this.tolerating(() => this.workload.begin());
    if (this.isStartRefused) return this.checkStartRefused();
    for (; left > 0 && this.failed === undefined; left--) await this.next();
    if (this.failed === undefined) await this.close();
    if (this.failed === undefined) this.checkQuiet();
    else if (this.isFatal) await this.checkOffline();
    else await this.checkGoingOn(Math.max(left, OPERATIONS_AFTER_FAULT_MIN));
  }

  /** The journal has no files before the first start, and nothing is taken without them. */
  private get isStartRefused(): boolean {
    const isJournal = this.failed?.includes(JOURNAL_FILE) === true;
    return isJournal && !this.isFatal && this.raised !== undefined;
  }

  /** It says what to do, and says so again; what was begun is no hindrance to the next process. */
  private async checkStartRefused(): Promise<void> {
    const { workload, disk } = this;
    const refusal = {
      code: 'KAFKA_STORAGE_ERROR',
      message: /cannot be created: .*Make room there/,
    };
    assert.equal(this.options.start.models, undefined, 'later starts need no room for the journal');
    assert.throws(() => {
      throw this.raised;
    }, refusal);
    for (const model of workload.models) await assert.rejects(workload.log(model), refusal);
    assert.equal(workload.manager.error, undefined, 'the disk has not failed');
    await workload.manager.close();
    await this.checkReopened(disk.copy(1).crash(), { isCrashed: true });
    await this.checkReopened(disk, { isCrashed: false });
  }

  /** Or if the one segment of a log could not be renamed that was emptied: it is neither old nor new. */
  private get isFatal(): boolean {
    const isRenamed = this.failed?.startsWith('rename') === true && this.failed.endsWith('.log');
    const isEmptied =
      isRenamed && this.workload.models.some(({ doubt }) => doubt.emptiedAt !== undefined);
    return FAULT_KINDS[this.options.kind].isFatal || isEmptied;
  }

  private async close(): Promise<void> {
    await this.workload.manager.close();
    await settled(this.disk);
    this.isClosed = true;
  }

  private next(): Promise<void> {
    return this.tolerating(() => this.workload.next());
  }

  /** Does something; it may fail only if the disk does meanwhile. */
  private async tolerating(task: () => Promise<unknown>): Promise<void> {
    const hadFailed = this.failed !== undefined;
    try {
      await task();
      await settled(this.disk);
    } catch (error) {
      await settled(this.disk);
      if (this.failed === undefined || hadFailed) throw error;
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const expected = FAULT_KINDS[this.options.kind].fault.code ?? 'EIO';
      if (code !== 'KAFKA_STORAGE_ERROR' && code !== expected) throw error;
      this.raised = error;
    }
  }

  /** Nothing has failed, and nothing is reported. */
  private checkQuiet(): void {
    const events = this.workload.events.filter(({ type }) => type !== 'deleted-log-removed');
    assert.deepEqual(events, []);
  }

  /** Nothing is taken any more, and the disk has everything that was acknowledged. */
  private async checkOffline(): Promise<void> {
    const { workload } = this;
    await this.expectOffline();
    await workload.manager.close();
    assert.equal(workload.failuresCount, 1);
    await this.checkReopened(this.disk.copy(1), { isCrashed: false, mayRebuild: true });
    await this.checkReopened(this.disk.crash(), { isCrashed: true });
  }

  private async expectOffline(): Promise<void> {
    const { workload } = this;
    assert.notEqual(workload.manager.error, undefined, 'the log directory is offline');
    assert.equal(workload.failuresCount, 1, 'onFailure is called once');
    for (const log of workload.manager.all()) {
      assert.notEqual(log.error, undefined, `${log.directory} is offline`);
      const append = (): unknown => log.append(batchOf(['a']), { leaderEpoch: 0, onDurable });
      const onDurable = (): void => assert.fail('acknowledged');
      assert.throws(append, { code: 'KAFKA_STORAGE_ERROR' });
      const deletion = log.deleteRecordsBefore(log.highWatermark);
      await assert.rejects(deletion, { code: 'KAFKA_STORAGE_ERROR' });
    }
  }

  /** It goes on, and the disk has everything at any time. */
  private async checkGoingOn(operations: number): Promise<void> {
    const { workload, disk } = this;
    assert.equal(workload.manager.error, undefined, 'the log directory is not offline');
    // A deletion that cannot be written down makes room first, and is done.
    const isTold =
      this.raised !== undefined || this.reportedCount > 0 || workload.last === 'recreate';
    assert.equal(isTold, true, 'somebody is told of it');
    await this.checkReopened(disk.copy(1).crash(), { isCrashed: true });
    await this.checkReopened(disk.copy(2), { isCrashed: false, mayRebuild: true });
    if (this.isClosed) return;
    await workload.goOn();
    for (const model of workload.models) await compareLog(await workload.log(model), model);
    const { reportedCount } = this;
    for (let left = operations; left > 0; left--) await this.next();
    await this.checkReopened(disk.copy(3).crash(), { isCrashed: true });
    await workload.manager.close();
    assert.equal(this.reportedCount, reportedCount, 'nothing fails later');
    await this.checkReopened(disk, { isCrashed: false });
  }

  /** How often it was reported that something could not be done. */
  private get reportedCount(): number {
    return this.workload.events.filter(({ type }) => FAILURES.has(type)).length;
  }

  /** Opens a disk as the next process does: without a complaint, and everything is there. */
  private async checkReopened(
    disk: MemoryFileSystem,
    { isCrashed, mayRebuild = isCrashed }: Reopening,
  ): Promise<void> {
    const events: StorageEvent[] = [];
    const models = this.workload.models.map((model) => model.copy());
    const manager = newLogManager(disk, new ManualClock(), events);
    await manager.listPartitions();
    const failedAppends = isCrashed || this.isFatal;
    for (const [index, model] of models.entries()) {
      if (await isOfOther(manager.topicIdOf(model.topic, 0), model)) continue;
      const log = await openLog(manager, model, index);
      await adoptLog(log, model, { failedAppends });
      await this.checkAppendable(log, model);
    }
    for (const event of events) checkExplained(event, { isCrashed, mayRebuild });
    await manager.close();
  }

  private async checkAppendable(
    log: Awaited<ReturnType<typeof openLog>>,
    model: PartitionModel,
  ): Promise<void> {
    for (const id of [101n, 102n]) {
      const last = model.lastBatchOf(id);
      if (last !== undefined) await resendBatch(log, last);
    }
    assert.equal(await appendDurably(log, batchOf(['after'])), model.endOffset);
  }
}

/** Whether a folder is still that of a topic that was being deleted: whoever starts deletes it. */
async function isOfOther(
  found: Promise<string | undefined>,
  model: PartitionModel,
): Promise<boolean> {
  const topicId = await found;
  return topicId !== undefined && topicId !== model.topicId;
}

/**
 * What a fault or a crash may have left. Of batches that were written at once and not synced a crash
 * may leave the later ones: they are kept beside, as nobody knows that they were not acknowledged.
 */
function checkExplained(event: StorageEvent, { isCrashed, mayRebuild }: Required<Reopening>): void {
  if (event.type === 'deleted-log-removed') return;
  if (event.type === 'tail-cut' && (isCrashed || event.keptAs === undefined)) return;
  if (event.type === 'index-rebuilt' && mayRebuild) return;
  assert.fail(`the next start reports ${JSON.stringify(event)}`);
}

/** Lets everything run that was begun and needs no time: until nothing comes to the disk any more. */
async function settled(disk: MemoryFileSystem): Promise<void> {
  for (let before = -1; before !== disk.operationsCount;) {
    before = disk.operationsCount;
    for (let turns = 0; turns < SETTLED_TURNS; turns++) await Promise.resolve();
  }
}
