import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { batchesIn, lastOffsetAt, RecordBatchBuilder, recordsOf } from '@odradek/protocol';

import type { LogConfig } from '../log/log-config.ts';
import type { PartitionLog } from '../log/partition-log.ts';
import { LogManager } from '../log-manager/log-manager.ts';
import type { StorageEvent } from '../ports/report.ts';
import type { CleaningObserver, SegmentCleaner } from '../ports/segment-cleaner.ts';
import { appendDurably } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import type { CleaningJob, CleaningResult } from './cleaning-job.ts';
import { InlineSegmentCleaner } from './inline-segment-cleaner.ts';
import type { CleanerSettings } from './log-cleaner.ts';

const START = 1_000_000;
const ENTRY_BYTES = 24;
const CHECKPOINT = '/data/cleaner-offset-checkpoint';
const SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 1,
  dedupeBufferBytes: 100_000,
  loadFactor: 0.9,
  ioBufferBytes: 65_536,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};
const CONFIG: Partial<LogConfig> = {
  segmentBytes: 1000,
  indexIntervalBytes: 100,
  fileDeleteDelayMs: 0,
  retentionMs: -1,
  isCompacted: true,
  isDeleted: false,
};

/** Cleans as it is done without threads, and lets a test look, and do something meanwhile. */
class WatchedCleaner implements SegmentCleaner {
  /** The folders of the logs in the order in which they were begun. */
  readonly begun: string[] = [];
  atOnce = 0;
  atOnceMax = 0;
  onBegin: (job: CleaningJob) => Promise<void> = async () => {};
  private readonly cleaner: SegmentCleaner;

  constructor(cleaner: SegmentCleaner) {
    this.cleaner = cleaner;
  }

  async clean(job: CleaningJob, observer: CleaningObserver): Promise<CleaningResult> {
    this.begun.push(job.directory);
    this.atOnce++;
    this.atOnceMax = Math.max(this.atOnceMax, this.atOnce);
    try {
      await this.onBegin(job);
      return await this.cleaner.clean(job, observer);
    } finally {
      this.atOnce--;
    }
  }

  close(): Promise<void> {
    return this.cleaner.close();
  }
}

class Context {
  readonly clock: ManualClock = new ManualClock({ now: START });
  readonly fileSystem: MemoryFileSystem = new MemoryFileSystem();
  readonly events: StorageEvent[] = [];
  readonly cleaner: WatchedCleaner;
  readonly manager: LogManager;
  settings: CleanerSettings = SETTINGS;

  constructor(config: Partial<LogConfig> = {}) {
    const { clock, fileSystem, events } = this;
    this.cleaner = new WatchedCleaner(
      new InlineSegmentCleaner({ fileSystem, clock, endOfTurn: testEndOfTurn }),
    );
    this.manager = new LogManager({
      fileSystem,
      clock,
      endOfTurn: testEndOfTurn,
      random: new SeededRandom(1),
      report: (event) => events.push(event),
      directories: ['/data'],
      journal: SMALL_JOURNAL,
      segmentCleaner: this.cleaner,
      config: { ...CONFIG, ...config },
    });
  }

  static async start(config: Partial<LogConfig> = {}): Promise<Context> {
    const context = new Context(config);
    await context.manager.listPartitions();
    return context;
  }

  log(topic: string = 'orders'): Promise<PartitionLog> {
    return this.manager.getOrCreate({ ...partitionOf(topic) });
  }

  /** Appends so many records, of so many keys in turn, each in a batch of its own. */
  async fill(topic: string, records: number, keys: number): Promise<PartitionLog> {
    const log = await this.log(topic);
    for (let number = 0; number < records; number++) {
      await this.append(log, [[`key ${number % keys}`, `${number}`.padEnd(60, '.')]]);
    }
    return log;
  }

  async append(
    log: PartitionLog,
    records: readonly (readonly [key: string, value: string | null])[],
  ): Promise<number> {
    const builder = new RecordBatchBuilder();
    for (const [key, value] of records) builder.append({ timestamp: this.clock.now(), key, value });
    return appendDurably(log, builder.build());
  }

  clean(): Promise<number> {
    return this.manager.cleanLogs(() => this.settings);
  }

  async checkpoint(): Promise<string> {
    return (await this.fileSystem.readWhole(CHECKPOINT)).toString();
  }

  async names(topic: string = 'orders'): Promise<readonly string[]> {
    return (await this.fileSystem.list(`/data/${topic}-0`)).map(({ name }) => name);
  }
}

function partitionOf(topic: string) {
  const topicId = Buffer.from(topic.padEnd(16, '.')).toString('base64url');
  return { topic, topicId, partition: 0 };
}

/** Everything that is read from the start on: `3:key=value`, of the value what it begins with. */
async function read(log: PartitionLog): Promise<readonly string[]> {
  const found: string[] = [];
  let offset = log.logStartOffset;
  while (offset < log.highWatermark) {
    const bytes = await log.read({ offset, bytesMax: 500, atLeastOneBatch: true });
    for (const batch of batchesIn(bytes).batches) {
      for (const { offset: at, key, value } of recordsOf(batch)) {
        const text = value === null ? 'null' : String(value).replace(/\.+$/, '');
        if (at >= log.logStartOffset) found.push(`${at}:${String(key)}=${text}`);
      }
      offset = lastOffsetAt(batch, 0) + 1;
    }
  }
  return found;
}

function keysOf(records: readonly string[]): number {
  return new Set(records.map((record) => /:(.*)=/.exec(record)?.[1])).size;
}

/** Each key is there once in all complete segments. */
async function assertCompacted(log: PartitionLog): Promise<void> {
  const complete = (await log.toClean()).firstUncleanableOffset;
  const records = (await read(log)).filter((record) => Number.parseInt(record, 10) < complete);
  assert.equal(records.length > 0, true);
  assert.equal(keysOf(records), records.length, 'each key once in what was cleaned');
}

test('the dirtiest log is cleaned first', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  await context.fill('half', 40, 40);
  await context.clean();
  await context.fill('half', 40, 40);
  await context.fill('all', 40, 4);
  await context.fill('little', 200, 200);
  await context.clean();
  await context.fill('little', 20, 20);
  await context.fill('half', 40, 40);
  context.cleaner.begun.length = 0;
  await context.fill('new', 40, 4);
  await context.clean();
  const first = context.cleaner.begun.slice(0, 3);
  assert.deepEqual(first, ['/data/new-0', '/data/half-0', '/data/little-0']);
});

test('what has not become dirty enough is not cleaned again', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0.5 });
  const log = await context.fill('orders', 200, 200);
  assert.equal(await context.clean(), 1);
  await context.fill('orders', 60, 200);
  assert.equal(await context.clean(), 0);
  log.configure({ minCleanableDirtyRatio: 0.01 });
  assert.equal(await context.clean(), 1);
});

test('a map that is full cleans a part, up to within a batch, and the rest the next time', async () => {
  for (const keys of [1, 3]) {
    const context = await Context.start({ minCleanableDirtyRatio: 0 });
    context.settings = { ...SETTINGS, dedupeBufferBytes: (keys + 1) * ENTRY_BYTES, loadFactor: 1 };
    const log = await context.log();
    for (let batch = 0; batch < 12; batch++) {
      const records = [0, 1, 2, 3, 4].map(
        (record) => [`key ${(batch + record) % 8}`, `${batch}`.padEnd(60, '.')] as const,
      );
      await context.append(log, records);
    }
    await log.roll();
    await context.append(log, [['another', null]]);
    const ends: number[] = [];
    context.cleaner.onBegin = async ({ firstDirtyOffset }) => {
      ends.push(firstDirtyOffset);
    };
    assert.equal((await context.clean()) > 2, true);
    assert.equal(await context.checkpoint(), '0\n1\norders 0 60\n');
    assert.equal(
      ends.some((offset) => offset % 5 !== 0),
      true,
      'a batch was cleaned in part',
    );
    const found = await read(log);
    assert.equal(found.length, 9, `${keys} keys in the map`);
    assert.equal(keysOf(found), 9);
    assert.equal(
      found.every((record) => /^(4|5|60)/.test(record)),
      true,
      'the last ones of each key',
    );
  }
});

test('a map that holds no key makes a log uncleanable, with what to do', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const log = await context.fill('orders', 40, 4);
  const before = await read(log);
  context.settings = { ...SETTINGS, dedupeBufferBytes: 0, loadFactor: 0.1 };
  assert.equal(await context.clean(), 0);
  const [event] = context.events;
  assert(event?.type === 'log-uncleanable');
  assert.match(event.reason, /log\.cleaner\.dedupe\.buffer\.size .* do not hold .*: set more/);
  assert.deepEqual(await read(log), before);
});

/** Damages a byte of a record in the first segment. */
async function damage({ fileSystem }: Context, topic: string): Promise<void> {
  const path = `/data/${topic}-0/00000000000000000000.log`;
  const file = await fileSystem.open(path, {});
  await file.write(150, [Buffer.from('?')]);
  await file.close();
}

test('a log with a damaged batch is reported, counted and set aside until it is deleted', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const { manager, events } = context;
  for (const topic of ['bad', 'good']) await context.fill(topic, 40, 4);
  await damage(context, 'bad');
  assert.equal(await context.clean(), 1);
  assert.equal([...manager.uncleanableLogs].length, 1);
  assert.equal(events.length, 1);
  const [event] = events;
  assert(event?.type === 'log-uncleanable');
  assert.equal(event.directory, '/data/bad-0');
  assert.match(event.reason, /00000000000000000000\.log holds no record batch at byte \d+/);
  await context.fill('bad', 40, 4);
  await context.fill('good', 40, 4);
  assert.equal(await context.clean(), 1);
  assert.equal(events.length, 1, 'it is told once');
  assert.deepEqual(
    (await context.names('bad')).filter((name) => name.includes('.cleaned')),
    [],
  );
  await manager.delete(partitionOf('bad'));
  await context.clean();
  assert.equal([...manager.uncleanableLogs].length, 0);
});

test('a log that finds no room is told of once, left as it was, and cleaned when there is room', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const { fileSystem, manager, events } = context;
  const log = await context.fill('orders', 40, 4);
  const before = await read(log);
  for (let round = 0; round < 2; round++) {
    context.cleaner.onBegin = async () => {
      fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
    };
    assert.equal(await context.clean(), 0);
    assert.deepEqual(await read(log), before);
  }
  assert.deepEqual(
    events.map(({ type }) => type),
    ['maintenance-failed'],
  );
  assert.equal([...manager.uncleanableLogs].length, 0);
  context.cleaner.onBegin = async () => {};
  assert.equal(await context.clean(), 1);
  assert.equal(keysOf(await read(log)), 4);
});

test('log.cleaner.threads logs are cleaned at once, and share the buffer', async () => {
  for (const threads of [1, 2, 3]) {
    const context = await Context.start({ minCleanableDirtyRatio: 0 });
    for (const topic of ['a', 'b', 'c']) await context.fill(topic, 40, 4);
    context.settings = { ...SETTINGS, threads };
    const buffers: number[] = [];
    context.cleaner.onBegin = async ({ limits }) => {
      buffers.push(limits.dedupeBufferBytes);
    };
    assert.equal(await context.clean(), 3);
    assert.equal(context.cleaner.atOnceMax, threads);
    assert.deepEqual(new Set(buffers), new Set([Math.floor(SETTINGS.dedupeBufferBytes / threads)]));
  }
});

test('nothing is cleaned with log.cleaner.enable=false or without threads', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  await context.fill('orders', 40, 4);
  for (const off of [{ isEnabled: false }, { threads: 0 }]) {
    context.settings = { ...SETTINGS, ...off };
    assert.equal(await context.clean(), 0);
  }
  assert.deepEqual(context.cleaner.begun, []);
});

test('settings that change while logs are cleaned hold for the next log', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  for (const topic of ['a', 'b', 'c', 'd']) await context.fill(topic, 40, 4);
  context.settings = { ...SETTINGS, threads: 2 };
  const found: unknown[] = [];
  context.cleaner.onBegin = async ({ limits: { dedupeBufferBytes, bytesPerSecond } }) => {
    found.push([context.cleaner.atOnce, dedupeBufferBytes, bytesPerSecond]);
    const next = { threads: 1, dedupeBufferBytes: 5000, bytesPerSecond: 1e9 };
    if (context.cleaner.begun.length === 2) context.settings = { ...SETTINGS, ...next };
  };
  assert.equal(await context.clean(), 4);
  assert.deepEqual(found.slice(0, 2), [
    [1, 50_000, SETTINGS.bytesPerSecond / 2],
    [2, 50_000, SETTINGS.bytesPerSecond / 2],
  ]);
  assert.deepEqual(found.at(-1), [1, 5000, 1e9]);
});

test('a topic whose cleanup.policy loses compact while it is cleaned keeps everything', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const log = await context.fill('orders', 60, 4);
  const before = await read(log);
  context.cleaner.onBegin = async () => {
    log.configure({ isCompacted: false, isDeleted: true });
  };
  assert.equal(await context.clean(), 0);
  assert.deepEqual(await read(log), before);
  assert.deepEqual(context.events, []);
  assert.equal([...context.manager.uncleanableLogs].length, 0);
  const left = (await context.names()).filter((name) => /\.(cleaned|swap)$/.test(name));
  assert.deepEqual(left, []);
  assert.equal(await context.clean(), 0, 'it is not compacted any more');
  context.cleaner.onBegin = async () => {};
  log.configure({ isCompacted: true, isDeleted: false });
  assert.equal(await context.clean(), 1);
  assert.equal((await read(log)).length < before.length / 2, true);
});

test('a topic that gets cleanup.policy=compact is cleaned from its start, without keys nothing stays', async () => {
  const context = await Context.start({
    minCleanableDirtyRatio: 0,
    isCompacted: false,
    isDeleted: true,
  });
  const log = await context.log();
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: START, key: null, value: 'without a key' });
  await appendDurably(log, builder.build());
  await context.fill('orders', 40, 4);
  assert.equal(await context.clean(), 0);
  log.configure({ isCompacted: true, isDeleted: false });
  assert.equal(await context.clean(), 1);
  const found = await read(log);
  assert.equal(
    found.some((record) => record.includes('without a key')),
    false,
  );
  assert.equal(keysOf(found), 4);
});

test('with compact,delete old segments go by retention, and what is left is compacted', async () => {
  const context = await Context.start({
    minCleanableDirtyRatio: 0,
    isDeleted: true,
    retentionMs: 1000,
  });
  const log = await context.fill('orders', 40, 40);
  assert.equal(await context.clean(), 1);
  const { firstUncleanableOffset: cleaned } = await log.toClean();
  context.clock.advance(5000);
  await context.fill('orders', 40, 4);
  assert.equal((await context.manager.deleteOldSegments()) > 0, true);
  assert.equal(log.logStartOffset > 0, true);
  assert.equal(log.logStartOffset >= cleaned, true, 'before the start nothing counts as cleaned');
  assert.equal(await context.clean(), 1);
  await assertCompacted(log);
  assert.deepEqual(context.events, []);
});

test('segments that retention deletes while they are cleaned do not come back', async () => {
  const context = await Context.start({
    minCleanableDirtyRatio: 0,
    isDeleted: true,
    retentionMs: 1000,
  });
  const log = await context.fill('orders', 40, 4);
  context.clock.advance(5000);
  await context.fill('orders', 10, 4);
  context.cleaner.onBegin = async () => {
    context.cleaner.onBegin = async () => {};
    assert.equal((await context.manager.deleteOldSegments()) > 0, true);
  };
  await context.clean();
  const { logStartOffset } = log;
  assert.equal(logStartOffset > 0, true);
  await context.clean();
  assert.equal(log.logStartOffset, logStartOffset);
  const bases = (await context.names()).filter((name) => name.endsWith('.log'));
  assert.equal(
    bases.every((name) => Number.parseInt(name, 10) >= logStartOffset),
    true,
  );
  assert.deepEqual(context.events, []);
});

test('a truncation ends a cleaning, and sets back up to where the log was cleaned, durably', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const log = await context.fill('orders', 40, 4);
  await context.clean();
  const cleaned = (await log.toClean()).firstDirtyOffset;
  assert.equal(cleaned > 20, true);
  await log.truncateTo(cleaned - 5);
  const { firstDirtyOffset } = await log.toClean();
  assert.equal(firstDirtyOffset <= cleaned - 5, true);
  assert.equal(await context.checkpoint(), `0\n1\norders 0 ${firstDirtyOffset}\n`);
  await context.fill('orders', 40, 2);
  const { logEndOffset } = log;
  context.cleaner.onBegin = async () => {
    await log.truncateTo(logEndOffset - 1);
  };
  assert.equal(await context.clean(), 0);
  context.cleaner.onBegin = async () => {};
  assert.equal(await context.clean(), 1);
  assert.deepEqual(context.events, []);
  await assertCompacted(log);
});

test('a truncation of everything forgets what was cleaned; a truncation behind it does not', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  const log = await context.fill('orders', 40, 4);
  await context.clean();
  const { firstDirtyOffset: cleaned } = await log.toClean();
  await log.truncateTo(log.logEndOffset - 1);
  assert.equal((await log.toClean()).firstDirtyOffset, cleaned);
  await log.truncateFullyAndStartAt(7);
  assert.equal(await context.checkpoint(), '0\n1\norders 0 7\n');
  await context.fill('orders', 40, 4);
  assert.equal(await context.clean(), 1);
  assert.equal((await log.toClean()).firstDirtyOffset > 7, true);
});

test('the checkpoint forgets a partition that is deleted', async () => {
  const context = await Context.start({ minCleanableDirtyRatio: 0 });
  for (const topic of ['a', 'b']) await context.fill(topic, 40, 4);
  await context.clean();
  assert.match(await context.checkpoint(), /^0\n2\n/);
  await context.manager.delete(partitionOf('a'));
  assert.match(await context.checkpoint(), /^0\n1\nb 0 \d+\n$/);
  const log = await context.fill('a', 40, 4);
  assert.equal((await log.toClean()).firstDirtyOffset, 0);
});

test('with max.compaction.lag.ms the active segment ends, so that its records are compacted in time', async () => {
  const config = { segmentBytes: 100_000, minCleanableDirtyRatio: 1, maxCompactionLagMs: 1000 };
  for (const [isCompacted, count] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const context = await Context.start({ ...config, isCompacted: false });
    const log = await context.log();
    log.configure({ isCompacted });
    await context.fill('orders', 10, 2);
    context.clock.advance(1000);
    await context.append(log, [['key 0', 'exactly as old as the lag']]);
    assert.deepEqual((await log.toClean()).segments, []);
    context.clock.advance(1);
    await context.append(log, [['key 0', 'older']]);
    assert.equal((await log.toClean()).segments.length, count, 'complete segments');
    assert.equal(await context.clean(), count);
  }
});
