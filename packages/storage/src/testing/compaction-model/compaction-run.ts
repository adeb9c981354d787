import assert from 'node:assert/strict';

import type { Offset } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import {
  attributesAt,
  baseOffsetAt,
  batchesIn,
  CompressionType,
  isControl,
  isTransactional,
  lastOffsetAt,
  loadCompression,
  producerIdAt,
  RecordBatchBuilder,
  recordsOf,
} from '@odradek/protocol';

import type { CleanerSettings } from '../../cleaner/log-cleaner.ts';
import type { LogConfig } from '../../log/log-config.ts';
import type { PartitionLog } from '../../log/partition-log.ts';
import { LogManager } from '../../log-manager/log-manager.ts';
import type { StorageEvent } from '../../ports/report.ts';
import { parseLogFileName } from '../../segment/log-file-name.ts';
import { accepted } from '../../test-context.ts';
import { testEndOfTurn } from '../end-of-turn.ts';
import { MemoryFileSystem } from '../memory-file-system.ts';
import { SMALL_JOURNAL } from '../small-journal.ts';
import { CompactedLogModel, type ModelBatch, type ModelRecord } from './compacted-log-model.ts';

const LOG_DIRECTORY = '/data';
const PARTITION = { topic: 'orders', topicId: 'AAAAAAAAAAAAAAAAAAAAAQ', partition: 0 };
const FOLDER = `${LOG_DIRECTORY}/orders-0`;
const DELETE_RETENTION_MS = 500;
const CONFIG: Partial<LogConfig> = {
  segmentBytes: 1500,
  indexIntervalBytes: 300,
  fileDeleteDelayMs: 0,
  isCompacted: true,
  isDeleted: false,
  minCleanableDirtyRatio: 0,
  deleteRetentionMs: DELETE_RETENTION_MS,
};
const SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 1,
  dedupeBufferBytes: 1_000_000,
  loadFactor: 0.9,
  ioBufferBytes: 4096,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};
const PRODUCERS = [1n, 2n, 3n, 4n];
const TRANSACTIONAL = [11n, 12n, 13n];
const KEYS = 12;
/** What a crash may leave. */
const EXPECTED: ReadonlySet<StorageEvent['type']> = new Set<StorageEvent['type']>([
  'tail-cut',
  'index-rebuilt',
]);
/** As many keys of each map as runs are cleaned with that have a small one, and their bytes. */
const MAP_ENTRIES_MAX = 12;
const ENTRY_BYTES = 24;
/** Operations of a disk in which a whole compaction comes to its end, and more. */
const POWER_OFF_MAX = 160;
/** After so many steps of promises without an operation of the disk, nothing comes any more. */
const QUIET_TURNS = 500;

/** What a run did, to see that it did something. */
export interface CompactionCounts {
  cleanings: number;
  recordsRemoved: number;
  crashes: number;
  rebuilds: number;
}

/** Appends, compactions, deletions and restarts in random order, compared with a model after each. */
export class CompactionRun {
  readonly counts: CompactionCounts = { cleanings: 0, recordsRemoved: 0, crashes: 0, rebuilds: 0 };
  private readonly random: SeededRandom;
  private readonly clock = new ManualClock({ now: 1000 });
  private readonly model = new CompactedLogModel(DELETE_RETENTION_MS);
  /** Of the broker that runs. */
  private events: StorageEvent[] = [];
  private fileSystem: MemoryFileSystem;
  private manager: LogManager;
  private leaderEpoch = 0;
  private readonly settings: () => CleanerSettings;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    // In some runs the map holds a few keys only, and a log is cleaned in many parts.
    const entries = this.random.fork('map').below(3 * MAP_ENTRIES_MAX);
    const isSmall = entries > 1 && entries <= MAP_ENTRIES_MAX;
    const settings = { ...SETTINGS, ...(isSmall && { dedupeBufferBytes: entries * ENTRY_BYTES }) };
    this.settings = () => settings;
    this.fileSystem = new MemoryFileSystem({ seed });
    this.manager = this.newManager();
  }

  private newManager(): LogManager {
    const { fileSystem, clock } = this;
    const events: StorageEvent[] = [];
    this.events = events;
    return new LogManager({
      fileSystem,
      clock,
      endOfTurn: testEndOfTurn,
      report: (event) => events.push(event),
      random: this.random,
      directories: [LOG_DIRECTORY],
      journal: SMALL_JOURNAL,
      config: CONFIG,
    });
  }

  private log(): Promise<PartitionLog> {
    return this.manager.getOrCreate(PARTITION);
  }

  async run(steps: number): Promise<void> {
    await loadCompression();
    await this.manager.listPartitions();
    for (let step = 0; step < steps; step++) await this.step();
    await this.clean();
    await this.reopen();
    await this.close();
  }

  private async close(): Promise<void> {
    await this.manager.close();
    const unexpected = this.events.filter(({ type }) => !EXPECTED.has(type));
    assert.deepEqual(unexpected, []);
  }

  private async step(): Promise<void> {
    const { random } = this;
    const roll = random.below(100);
    if (roll < 45) await this.append(undefined, false);
    else if (roll < 55) await this.append(this.pick(PRODUCERS), false);
    else if (roll < 68) await this.append(this.pick(TRANSACTIONAL), true);
    else if (roll < 76) await this.endTransaction();
    else if (roll < 79) await (await this.log()).roll();
    else if (roll < 84) this.clock.advance(random.between(1, 300));
    else if (roll < 93) await this.clean();
    else if (roll < 95) await this.deleteRecords();
    else if (roll < 97) await this.reopen();
    else if (roll < 98) await this.reopenWithoutSnapshots();
    else await this.crashWhileCleaning();
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.random.below(items.length)] as Item;
  }

  private async append(producerId: bigint | undefined, isOfTransaction: boolean): Promise<void> {
    const { random, model, clock } = this;
    const baseOffset = model.endOffset;
    const records: ModelRecord[] = Array.from({ length: random.between(1, 5) }, (_, index) => {
      const number = random.below(KEYS);
      return {
        offset: baseOffset + index,
        key: number % 3 === 0 ? `a key that is hashed ${number}` : `k${number}`,
        value: random.chance(0.25) ? null : `${baseOffset + index}`.padEnd(random.below(120), '.'),
        timestamp: clock.now() + random.below(5),
      };
    });
    const baseSequence = producerId === undefined ? -1 : model.nextSequenceOf(producerId);
    const batch: ModelBatch = {
      baseOffset,
      nextOffset: baseOffset + records.length,
      records,
      producerId,
      baseSequence,
      isTransactional: isOfTransaction,
      marker: undefined,
    };
    const found = await this.send(batch, this.pick(Object.values(CompressionType)));
    assert.deepEqual(found, ['appended', baseOffset]);
    model.append(batch);
  }

  /** Answers what became of it, and its offset. */
  private async send(
    { records, producerId, baseSequence, isTransactional: isOfTransaction }: ModelBatch,
    compression: CompressionType = CompressionType.NONE,
  ): Promise<readonly [string, Offset | string]> {
    const builder = new RecordBatchBuilder({
      compression,
      producerId: producerId ?? -1n,
      producerEpoch: producerId === undefined ? -1 : 0,
      baseSequence,
      isTransactional: isOfTransaction,
    });
    for (const { key, value, timestamp } of records) builder.append({ key, value, timestamp });
    const log = await this.log();
    return new Promise((resolve, reject) => {
      const outcome = log.appendAsLeader(accepted(builder.build()), {
        leaderEpoch: this.leaderEpoch,
        onDurable: (error) => {
          if (error !== undefined) reject(error);
          else if (outcome.type !== 'refused') resolve([outcome.type, outcome.baseOffset]);
        },
      });
      if (outcome.type === 'refused') resolve([outcome.type, outcome.errorMessage]);
    });
  }

  private async endTransaction(): Promise<void> {
    const { model, random } = this;
    const producerId = this.pick(TRANSACTIONAL);
    if (!model.hasOpenTransaction(producerId)) return;
    const type = random.chance(0.5) ? 'COMMIT' : 'ABORT';
    const log = await this.log();
    const baseOffset = model.endOffset;
    await new Promise<void>((resolve, reject) => {
      const outcome = log.endTransaction(
        { type, producerId, producerEpoch: 0, coordinatorEpoch: 0, transactionVersion: 1 },
        {
          leaderEpoch: this.leaderEpoch,
          onDurable: (error) => (error === undefined ? resolve() : reject(error)),
        },
      );
      assert.equal(outcome.type, 'appended');
    });
    model.append({
      baseOffset,
      nextOffset: baseOffset + 1,
      records: [],
      producerId,
      baseSequence: -1,
      isTransactional: true,
      marker: type,
    });
  }

  private async clean(): Promise<void> {
    const { manager, model, clock } = this;
    const log = await this.log();
    const { firstUncleanableOffset, isDue } = await log.toClean();
    const before = (await this.readRecords(log)).length;
    const count = await manager.cleanLogs(this.settings);
    assert.equal(count > 0, isDue);
    if (isDue) model.clean(firstUncleanableOffset, clock.now());
    await this.compare();
    this.counts.cleanings += count;
    this.counts.recordsRemoved += before - (await this.readRecords(log)).length;
  }

  private async deleteRecords(): Promise<void> {
    const { model, random } = this;
    const log = await this.log();
    if (model.endOffset === 0) return;
    const offset = Math.min(
      log.highWatermark,
      model.startOffset + random.below(1 + Math.ceil((model.endOffset - model.startOffset) / 8)),
    );
    model.startOffset = await log.deleteRecordsBefore(offset);
    await this.compare();
  }

  private async reopen(): Promise<void> {
    await this.close();
    await this.start();
  }

  private async start(): Promise<void> {
    this.manager = this.newManager();
    await this.manager.listPartitions();
    await this.compare();
  }

  /** What is known of producers is taken from what compaction has left of their batches. */
  private async reopenWithoutSnapshots(): Promise<void> {
    await this.close();
    this.counts.rebuilds++;
    // Behind the start of the log, batches say everything only if nothing before it was deleted.
    if (this.model.startOffset === 0 && this.model.endOffset > 0) {
      for (const { name } of await this.fileSystem.list(FOLDER)) {
        const isSnapshot = parseLogFileName(name, 'snapshot') !== undefined;
        if (isSnapshot) await this.fileSystem.remove(`${FOLDER}/${name}`);
      }
    }
    await this.start();
    for (const producerId of [...PRODUCERS, ...TRANSACTIONAL]) {
      const last = this.model.lastBatchOf(producerId);
      if (last === undefined || last.baseOffset < this.model.startOffset) continue;
      const found = await this.send(last);
      assert.deepEqual(found, ['duplicate', last.baseOffset], `producer ${producerId}`);
    }
  }

  /** The power goes at some moment of a compaction; everything that was acknowledged is there. */
  private async crashWhileCleaning(): Promise<void> {
    const { manager, model, fileSystem, clock } = this;
    const log = await this.log();
    const { firstUncleanableOffset, isDue } = await log.toClean();
    fileSystem.powerOffAfter(this.random.below(POWER_OFF_MAX));
    const cleaning = manager.cleanLogs(this.settings);
    let isDone = false;
    void cleaning.then(() => {
      isDone = true;
    });
    for (let quiet = 0; quiet < QUIET_TURNS && !isDone; quiet++) {
      const { operationsCount } = fileSystem;
      await Promise.resolve();
      if (fileSystem.operationsCount !== operationsCount) quiet = 0;
    }
    this.fileSystem = fileSystem.crash();
    this.counts.crashes++;
    this.manager = this.newManager();
    await this.manager.listPartitions();
    // Some groups may have been swapped, of which the next compaction makes the same.
    assert.equal((await this.log()).logEndOffset, model.endOffset);
    await this.compareCommitted({ mayHaveMore: true });
    await this.manager.cleanLogs(this.settings);
    if (isDue) model.clean(firstUncleanableOffset, clock.now());
    await this.compare();
  }

  private async readBatches(log: PartitionLog): Promise<readonly Buffer[]> {
    const batches: Buffer[] = [];
    let offset = log.logStartOffset;
    while (offset < log.highWatermark) {
      const bytes = await log.read({
        offset,
        bytesMax: this.random.between(1, 2000),
        atLeastOneBatch: true,
      });
      const found = batchesIn(bytes).batches;
      if (found.length === 0) break;
      batches.push(...found);
      const next = lastOffsetAt(found.at(-1) as Buffer, 0) + 1;
      assert(next > offset, `a read at ${offset} goes on`);
      offset = next;
    }
    return batches;
  }

  private async readRecords(log: PartitionLog): Promise<readonly ModelRecord[]> {
    return (await this.readBatches(log)).filter((batch) => !isControlBatch(batch)).flatMap(plain);
  }

  /** Compares everything that the log answers with what it has to. */
  private async compare(): Promise<void> {
    const { model } = this;
    const log = await this.log();
    assert.equal(log.logEndOffset, model.endOffset, 'log end offset');
    assert.equal(log.highWatermark, model.endOffset, 'high watermark');
    assert.equal(log.logStartOffset, model.startOffset, 'log start offset');
    assert.equal(log.lastStableOffset, model.lastStableOffset, 'last stable offset');
    const isThere = ({ offset }: ModelRecord): boolean => offset >= model.startOffset;
    const expected = model.expectedRecords().filter(isThere);
    const found = (await this.readRecords(log)).filter(isThere);
    assert.deepEqual(found, expected, 'records');
    await this.compareCommitted({ mayHaveMore: false });
    await this.compareTimestamps(log, found);
  }

  /** A consumer that reads only what was committed, by the aborted transactions that it is told. */
  private async compareCommitted({
    mayHaveMore,
  }: {
    readonly mayHaveMore: boolean;
  }): Promise<void> {
    const { model } = this;
    const log = await this.log();
    const { logStartOffset: start, lastStableOffset: end } = log;
    const told = [...(await log.abortedTransactions(start, end))].sort(
      (one, other) => one.firstOffset - other.firstOffset,
    );
    const aborting = new Set<bigint>();
    const found: ModelRecord[] = [];
    for (const batch of await this.readBatches(log)) {
      if (baseOffsetAt(batch, 0) >= end) break;
      const producerId = producerIdAt(batch, 0);
      while (told[0] !== undefined && told[0].firstOffset <= lastOffsetAt(batch, 0)) {
        aborting.add((told.shift() as { producerId: bigint }).producerId);
      }
      if (isControlBatch(batch)) aborting.delete(producerId);
      else if (!isTransactional(attributesAt(batch, 0)) || !aborting.has(producerId)) {
        found.push(...plain(batch));
      }
    }
    const isWanted = ({ offset }: ModelRecord): boolean =>
      offset >= model.startOffset && offset < end;
    const expected = model.expectedCommitted().filter(isWanted);
    const foundHere = found.filter(isWanted);
    if (!mayHaveMore) assert.deepEqual(foundHere, expected, 'committed records');
    const last = (records: readonly ModelRecord[]): ReadonlyMap<string, string> =>
      new Map(
        [...new Map(records.map((record) => [record.key, record]))]
          .filter(([, { value }]) => value !== null)
          .map(([key, { value }]) => [key, value ?? '']),
      );
    assert.deepEqual(last(foundHere), last(expected), 'the last value of each key');
  }

  private async compareTimestamps(
    log: PartitionLog,
    records: readonly ModelRecord[],
  ): Promise<void> {
    for (let count = 0; count < 3; count++) {
      const timestamp = this.clock.now() - this.random.below(400);
      const found = await log.offsetForTimestamp(timestamp);
      const expected = records.find((record) => record.timestamp >= timestamp);
      // Markers and emptied batches have timestamps too.
      if (expected === undefined || found === undefined) continue;
      assert(found.offset <= expected.offset, `nothing is passed over at ${timestamp}`);
    }
  }
}

function isControlBatch(batch: Buffer): boolean {
  return isControl(attributesAt(batch, 0));
}

function plain(batch: Buffer): readonly ModelRecord[] {
  return recordsOf(batch).map(({ offset, key, value, timestamp }) => ({
    offset,
    key: String(key),
    value: value === null ? null : String(value),
    timestamp,
  }));
}
