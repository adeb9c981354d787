import assert from 'node:assert/strict';

import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { type Offset, randomUuid } from '@odradek/base';
import { setBaseOffset, setPartitionLeaderEpoch } from '@odradek/protocol';

import type { LogConfig } from '../../log/log-config.ts';
import type { PartitionLog } from '../../log/partition-log.ts';
import { type LogSummary, summaryOf } from '../../log-manager/log-summary.ts';
import type { LogManager } from '../../log-manager/log-manager.ts';
import type { StorageEvent } from '../../ports/report.ts';
import { accepted, batchOf } from '../../test-context.ts';
import { adoptLog, compareLog } from '../fault-at-operation/compare-log.ts';
import type { ModelBatch, PartitionModel } from '../fault-at-operation/partition-model.ts';
import { CheckpointPromises, withoutOwnFiles } from './checkpoint-promises.ts';
import { type DirectoryImage, fileIn } from './disk-image.ts';
import { leastStateAt } from './disk-states.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import { RecordedDisk } from './recorded-disk.ts';
import { CLEANER_SETTINGS } from './modelled-cleaner.ts';
import { runToEnd } from './run-to-end.ts';
import { logDirectoryOf, newLogManager, startManager } from './scripted-broker.ts';

/** What a crash may have left, or what was to be done again; anything else should not be reported. */
const EXPLAINED: ReadonlySet<StorageEvent['type']> = new Set<StorageEvent['type']>([
  'tail-cut',
  'index-rebuilt',
  'deleted-log-removed',
]);
const NEXT_CLOCK = 2000;
const NEW_TOPICS_SEED = 77;

/** A recovery that was checked, of which one could be made that is cut short. */
export interface Recovery {
  readonly disk: RecordedDisk;
  /** Before each event of the disk, and at the end. */
  readonly expectations: readonly Expectation[];
}

/**
 * Starts a broker on what a crash left, and checks that everything is there that has to be, and
 * nothing else; that producers are known again; that it goes on; and that what it found is there for
 * the next one, if the power goes right then. Raises an error if anything is wrong.
 */
export async function checkRecovery(
  image: DirectoryImage,
  expected: Expectation,
  config: Partial<LogConfig>,
): Promise<Recovery> {
  const first = new Process(image, expected, config);
  await first.run(() => first.recover());
  await first.run(() => first.goOn());
  if (first.promises.wasClosed) {
    const other = new Process(withoutOwnFiles(image), expected, config);
    await other.run(() => other.recover());
  }
  const { recovery } = first;
  const { disk } = recovery;
  const left = leastStateAt(disk, disk.moment);
  first.checkKept(left);
  const second = new Process(left, first.expectation, config);
  await second.run(() => second.recover());
  await second.run(() => second.stop());
  return recovery;
}

/** A broker that starts on what another one left. */
class Process {
  private readonly disk: RecordedDisk;
  private readonly manager: LogManager;
  private readonly models: readonly PartitionModel[];
  private readonly deleted: Expectation['deleted'];
  private readonly events: StorageEvent[] = [];
  private readonly expectations: Expectation[] = [];
  readonly promises: CheckpointPromises;
  private readonly mayLose: boolean;
  private readonly isCompacted: boolean;
  private readonly durableEnds: Map<string, Offset>;
  private readonly lacksIndexes: boolean;
  /** Where the logs ended that were found, by topic. */
  private readonly foundEnds = new Map<string, Offset>();

  constructor(image: DirectoryImage, expected: Expectation, config: Partial<LogConfig>) {
    this.models = expected.models.map((model) => model.copy());
    this.lacksIndexes = expected.lacksIndexes;
    this.mayLose = config.flush === 'os';
    this.durableEnds = new Map(expected.durableEnds);
    for (const { topic, doubt } of this.models) if (doubt.isDeleted) this.durableEnds.delete(topic);
    this.deleted = [
      ...expected.deleted,
      ...this.models.filter(({ doubt }) => doubt.isDeleted).map(({ partition }) => partition),
    ];
    this.disk = new RecordedDisk({
      image,
      turnsOf: () => 0,
      onEvent: () => this.expectations.push(this.expectation),
    });
    this.promises = new CheckpointPromises(logDirectoryOf(image));
    this.isCompacted = config.isCompacted === true;
    this.manager = newLogManager({
      fileSystem: this.disk,
      clock: new ManualClock({ now: NEXT_CLOCK }),
      events: this.events,
      models: new Map(this.models.map((model) => [model.topic, model])),
      config,
    });
  }

  get expectation(): Expectation {
    const { models, deleted, foundEnds: durableEnds, lacksIndexes } = this;
    return expectationOf({ models, deleted, durableEnds, lacksIndexes });
  }

  get recovery(): Recovery {
    return { disk: this.disk, expectations: [...this.expectations, this.expectation] };
  }

  run(task: () => Promise<void>): Promise<void> {
    return runToEnd(() => this.disk, task());
  }

  /** Opens what there is, and compares it. */
  async recover(): Promise<void> {
    this.promises.checkMarks(this.models);
    const random = new SeededRandom(NEW_TOPICS_SEED);
    // The metadata knows that these are deleted, and has new topics of the same names.
    for (const model of this.models) {
      if (model.doubt.isDeleted) model.recreate(randomUuid(random));
    }
    await startManager(this.manager, this.deleted);
    for (const model of this.models) {
      const lazyLog = this.manager.lazily(model.partition, () => ({}));
      const { summary } = lazyLog;
      const missing = this.manager.listMissing().map(({ topic }) => topic);
      assert(!missing.includes(model.topic), `${model.topic} is there`);
      const log = await lazyLog.open();
      if (summary !== undefined) checkSummary(summary, summaryOf(log));
      this.checkDurableEnd(log, model);
      if (this.mayLose) allowLosses(model);
      else checkEpochs(log, model);
      await adoptLog(log, model, { failedAppends: true });
      this.foundEnds.set(model.topic, model.endOffset);
    }
    this.checkEvents();
    if (!this.lacksIndexes) this.promises.checkIndexesKept(this.disk.descriptions);
    if (this.promises.wasClosed) this.checkNothingToDo();
  }

  /** What was synced although that is not asked for is there. */
  private checkDurableEnd({ logEndOffset }: PartitionLog, { topic, doubt }: PartitionModel): void {
    const durableEnd = Math.min(doubt.endMin, this.durableEnds.get(topic) ?? 0);
    const isThere = logEndOffset >= durableEnd || doubt.emptiedAt !== undefined;
    assert(isThere, `${topic} ends at ${logEndOffset}, and was durable up to ${durableEnd}`);
  }

  /** Everything was closed in order: only the folders of deleted partitions may be left. */
  private checkNothingToDo(): void {
    const others = this.events.filter(({ type }) => type !== 'deleted-log-removed');
    assert.deepEqual(others, [], 'nothing is left to do after a clean shutdown');
    const writes = this.disk.descriptions.filter((what) => /^write .*\.log /.test(what));
    assert.deepEqual(writes, [], 'nothing is written again after a clean shutdown');
  }

  /** What nobody answered is sent again, and more comes. */
  async goOn(): Promise<void> {
    for (const model of this.models) {
      const log = await this.manager.getOrCreate(model.partition);
      const ids = new Set(model.batches.flatMap(({ producer }) => producer?.id ?? []));
      for (const id of ids) {
        const last = model.lastBatchOf(id);
        // Of what was lost and deleted nobody knows anything.
        const isLost = this.mayLose && (last?.baseOffset ?? 0) < model.startOffset;
        if (last !== undefined && !isLost) await sendAgain(log, last);
      }
      await appendOne(log, model);
      await compareLog(log, model);
    }
    if (this.isCompacted) await this.compact();
    this.checkEvents();
  }

  /** What was dirty before the crash still is, and what was not is as it was. */
  private async compact(): Promise<void> {
    for (const model of this.models) {
      const log = await this.manager.getOrCreate(model.partition);
      await log.roll();
      await appendOne(log, model);
    }
    await this.manager.cleanLogs(() => CLEANER_SETTINGS);
    for (const model of this.models) {
      await compareLog(await this.manager.getOrCreate(model.partition), model);
    }
  }

  private checkEvents(): void {
    for (const event of this.events) {
      const isLoss = this.mayLose && event.type === 'segments-lost';
      assert(
        isLoss || EXPLAINED.has(event.type),
        `the next start reports ${JSON.stringify(event)}`,
      );
      this.promises.checkEvent(event);
    }
  }

  /** What was cut off a log and may be wanted is kept, durably. */
  checkKept(left: DirectoryImage): void {
    for (const event of this.events) {
      if (event.type !== 'tail-cut' || event.keptAs === undefined) continue;
      const bytes = fileIn(left, event.keptAs);
      assert.equal(bytes?.byteLength, event.bytesCut, `${event.keptAs} has what was cut off`);
    }
  }

  stop(): Promise<void> {
    return this.manager.close();
  }
}

/** What was acknowledged may be gone again, from some batch on, and then what was deleted before too. */
function allowLosses({ doubt, startOffset }: PartitionModel): void {
  doubt.endMin = 0;
  doubt.emptiedAt ??= startOffset;
}

/**
 * What was told of a log that was not open is what it is: what clients see, and what retention goes by.
 * A log without records has no epoch where it begins, and may have a segment more that is empty.
 */
function checkSummary(told: LogSummary, found: LogSummary): void {
  assert.deepEqual(seenOf(told), seenOf(found), 'what was known of it');
}

function seenOf(summary: LogSummary): unknown {
  const { startOffset, endOffset, lastStableOffset, size } = summary;
  const { oldestSegmentTimestamp, startEpoch } = summary;
  const epoch = startOffset < endOffset ? startEpoch : undefined;
  return { startOffset, endOffset, lastStableOffset, size, oldestSegmentTimestamp, epoch };
}

/** A log that was emptied knows no leader of before. */
function checkEpochs(
  log: PartitionLog,
  { topic, batches, endOffset, doubt }: PartitionModel,
): void {
  const isEmptied = batches.length === 0 && endOffset > 0;
  if (!isEmptied || doubt.appended.length > 0 || doubt.emptiedAt !== undefined) return;
  assert.equal(log.latestEpoch, undefined, `${topic}: the last leader epoch`);
}

/** A producer that was not answered sends its last batch again: it is there, and is told to be. */
async function sendAgain(log: PartitionLog, batch: ModelBatch): Promise<void> {
  const bytes = Buffer.from(batch.appendedBytes ?? batch.bytes);
  setBaseOffset(bytes, 0, 0);
  await new Promise<void>((resolve, reject) => {
    const { leaderEpoch } = batch;
    const outcome = log.appendAsLeader(accepted(bytes), {
      leaderEpoch,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
    const found = outcome.type === 'refused' ? outcome.errorMessage : outcome.baseOffset;
    assert.deepEqual(
      [outcome.type, found],
      ['duplicate', batch.baseOffset],
      `${log.directory}: a batch that is sent again`,
    );
  });
}

async function appendOne(log: PartitionLog, model: PartitionModel): Promise<void> {
  const timestamp = NEXT_CLOCK;
  const bytes = batchOf(['after the crash'], timestamp);
  const baseOffset = model.endOffset;
  const nextOffset = baseOffset + 1;
  const { leaderEpoch } = model;
  const producer = undefined;
  const stored = Buffer.from(bytes);
  setBaseOffset(stored, 0, baseOffset);
  setPartitionLeaderEpoch(stored, 0, leaderEpoch);
  const batch = { baseOffset, nextOffset, bytes: stored, timestamp, leaderEpoch, producer };
  model.begun(batch);
  await new Promise<void>((resolve, reject) => {
    const found = log.append(bytes, {
      leaderEpoch,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
    assert.equal(found, baseOffset, `${log.directory}: the offset of what is appended next`);
  });
  model.acknowledged(batch);
}
