import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { batchesIn, lastOffsetAt, RecordBatchBuilder, recordsOf } from '@odradek/protocol';

import type { PartitionLog } from '../log/partition-log.ts';
import { LogManager } from '../log-manager/log-manager.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { finishInterruptedSwaps } from './interrupted-swaps.ts';
import type { CleanerSettings } from './log-cleaner.ts';

const PARTITION = { topic: 'orders', topicId: 'AAAAAAAAAAAAAAAAAAAAAQ', partition: 0 };
const FOLDER = '/data/orders-0';
const SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 1,
  dedupeBufferBytes: 100_000,
  loadFactor: 0.9,
  ioBufferBytes: 65_536,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};
/** Each crash may keep or lose what was not synced: so often it is tried. */
const CRASHES_AT_EACH = 2;
/** Every how many operations. */
const OPERATIONS_STEP = 3;
/** After so many steps of promises without an operation of the disk, nothing comes any more. */
const QUIET_TURNS = 500;

function managerOn(fileSystem: MemoryFileSystem, events: unknown[]): LogManager {
  return new LogManager({
    fileSystem,
    clock: new ManualClock({ now: 1000 }),
    endOfTurn: testEndOfTurn,
    random: new SeededRandom(1),
    report: (event) => events.push(event),
    directories: ['/data'],
    journal: SMALL_JOURNAL,
    config: {
      segmentBytes: 1000,
      indexIntervalBytes: 100,
      fileDeleteDelayMs: 0,
      isCompacted: true,
      isDeleted: false,
      minCleanableDirtyRatio: 0,
    },
  });
}

async function append(log: PartitionLog, batch: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    log.append(batch, {
      leaderEpoch: 0,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
  });
}

/** A log of several segments of 20 keys that come again and again, and of an aborted transaction. */
async function logDisk(): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem({ seed: 1 });
  const manager = managerOn(disk, []);
  await manager.listPartitions();
  const log = await manager.getOrCreate(PARTITION);
  for (let number = 0; number < 60; number++) {
    const isAborted = number === 20;
    const builder = new RecordBatchBuilder(
      isAborted ? { producerId: 7n, producerEpoch: 0, baseSequence: 0, isTransactional: true } : {},
    );
    builder.append({
      timestamp: 1000,
      key: `key ${number % 20}`,
      value: number % 7 === 3 ? null : `${number}`.padEnd(40, '.'),
    });
    await append(log, builder.build());
    if (number !== 25) continue;
    await new Promise<void>((resolve, reject) => {
      log.endTransaction(
        {
          type: 'ABORT',
          producerId: 7n,
          producerEpoch: 0,
          coordinatorEpoch: 0,
          transactionVersion: 1,
        },
        {
          leaderEpoch: 0,
          onDurable: (error) => (error === undefined ? resolve() : reject(error)),
        },
      );
    });
  }
  await manager.close();
  return disk;
}

async function readAll(log: PartitionLog): Promise<readonly string[]> {
  const found: string[] = [];
  let offset = log.logStartOffset;
  while (offset < log.highWatermark) {
    const bytes = await log.read({ offset, bytesMax: 500, atLeastOneBatch: true });
    const { batches } = batchesIn(bytes);
    assert(batches.length > 0, `something is at ${offset}`);
    for (const batch of batches) {
      for (const { offset: at, key, value } of recordsOf(batch)) {
        found.push(`${at}:${String(key)}=${value === null ? 'null' : String(value)}`);
      }
      offset = lastOffsetAt(batch, 0) + 1;
    }
  }
  return found;
}

test('whenever the power goes in a compaction, the log is the old or the new one, and is cleaned again', async () => {
  const disk = await logDisk();
  const before = new Set(await contentOf(disk.copy(1)));
  const cleaned = await contentOf(disk.copy(1), { isCleaned: true });
  assert(cleaned.length < before.size / 2, 'most is removed');
  let states = 0;
  let operations = 0;
  let isWhole = false;
  for (; !isWhole; operations += OPERATIONS_STEP) {
    for (let seed = 1; seed <= CRASHES_AT_EACH; seed++) {
      const copy = disk.copy(operations * CRASHES_AT_EACH + seed);
      isWhole = await cleanUntil(copy, operations);
      states++;
      const rebooted = copy.crash();
      const left = await contentOf(rebooted);
      for (const record of cleaned) assert(left.includes(record), `${record} is there`);
      for (const record of left) assert(before.has(record), `${record} was there`);
      assert.deepEqual(await contentOf(rebooted, { isCleaned: true }), cleaned);
    }
  }
  assert(operations > 60, `${operations} operations`);
  assert(states > 100, `${states} states`);
});

/** What a broker that starts on the disk finds, and finds when it has compacted it. */
async function contentOf(
  disk: MemoryFileSystem,
  { isCleaned = false } = {},
): Promise<readonly string[]> {
  const events: { readonly type?: string }[] = [];
  const manager = managerOn(disk, events);
  await manager.listPartitions();
  const log = await manager.getOrCreate(PARTITION);
  const aborted = await log.abortedTransactions(0, log.lastStableOffset);
  assert(aborted.length <= 1);
  if (isCleaned) await manager.cleanLogs(() => SETTINGS);
  const content = await readAll(log);
  await manager.close();
  const unexpected = events.filter(({ type }) => type !== 'index-rebuilt');
  assert.deepEqual(unexpected, []);
  return content;
}

/** Compacts a log until the power goes; answers whether it came to its end before. */
async function cleanUntil(disk: MemoryFileSystem, operations: number): Promise<boolean> {
  const manager = managerOn(disk, []);
  await manager.listPartitions();
  await manager.getOrCreate(PARTITION);
  disk.powerOffAfter(operations);
  let isDone = false;
  void manager
    .cleanLogs(() => SETTINGS)
    .then(() => {
      isDone = true;
    });
  for (let quiet = 0; quiet < QUIET_TURNS && !isDone; quiet++) {
    const { operationsCount } = disk;
    await Promise.resolve();
    if (disk.operationsCount !== operationsCount) quiet = 0;
  }
  return isDone;
}

const BATCH = (() => {
  const builder = new RecordBatchBuilder({ baseOffset: 0, lastOffset: 99 });
  builder.append({ timestamp: 1, key: 'k', value: 'v' });
  return builder.build();
})();
const [A, B, C] = ['00000000000000000000', '00000000000000000050', '00000000000000000100'];

/** What Kafka leaves when it is killed, and what has to come of it: by name, the content or `new`. */
const LEFT: readonly {
  readonly says: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}[] = [
  {
    says: 'files that are being written go',
    before: [`${A}.log`, `${A}.log.cleaned`, `${A}.index.cleaned`],
    after: [`${A}.log`],
  },
  {
    says: 'files that are in part said to be whole go, as the old ones are all there',
    before: [`${A}.log`, `${B}.log`, `${A}.log.swap`, `${A}.index.cleaned`],
    after: [`${A}.log`, `${B}.log`],
  },
  {
    says: 'files that are whole replace what has their offsets',
    before: [
      `${A}.log`,
      `${A}.index`,
      `${A}.txnindex`,
      `${B}.log`,
      `${B}.index`,
      `${C}.log`,
      `${A}.log.swap`,
      `${A}.index.swap`,
      `${A}.timeindex.swap`,
    ],
    after: [`${A}.log new`, `${A}.index new`, `${A}.timeindex new`, `${C}.log`],
  },
  {
    says: 'indexes follow batches that are in place already',
    before: [`${A}.log`, `${A}.index.swap`, `${A}.timeindex.swap`, `${C}.log`],
    after: [`${A}.log`, `${A}.index new`, `${A}.timeindex new`, `${C}.log`],
  },
  {
    says: 'indexes that are there already are kept',
    before: [`${A}.log`, `${A}.index`, `${A}.index.swap`, `${C}.log`],
    after: [`${A}.log`, `${A}.index`, `${C}.log`],
  },
];

for (const { says, before, after } of LEFT) {
  test(`what an interrupted swap has left: ${says}`, async () => {
    const fileSystem = new MemoryFileSystem();
    await fileSystem.createDirectory(FOLDER);
    for (const name of before) {
      const isNew = name.endsWith('.swap');
      const content = name.endsWith('.log.swap') ? BATCH : Buffer.from(isNew ? 'new' : 'old');
      await fileSystem.writeWhole(`${FOLDER}/${name}`, content);
    }
    const names = (await fileSystem.list(FOLDER)).map(({ name }) => name);
    const folder = { fileSystem, directory: FOLDER, names };
    assert.equal(await finishInterruptedSwaps(folder), true);
    const found: string[] = [];
    for (const { name } of await fileSystem.list(FOLDER)) {
      const bytes = await fileSystem.readWhole(`${FOLDER}/${name}`);
      found.push(bytes.toString() === 'old' ? name : `${name} new`);
    }
    assert.deepEqual(found, [...after].sort());
    const namesAfter = (await fileSystem.list(FOLDER)).map(({ name }) => name);
    assert.equal(await finishInterruptedSwaps({ ...folder, names: namesAfter }), false);
  });
}

test('a file that is said to be whole and is not refuses the log, with what to do', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory(FOLDER);
  await fileSystem.writeWhole(`${FOLDER}/${A}.log.swap`, BATCH.subarray(0, 65));
  const names = [`${A}.log.swap`];
  await assert.rejects(finishInterruptedSwaps({ fileSystem, directory: FOLDER, names }), {
    message: /\.log\.swap holds no record batch at byte 0: .*: restore the folder/,
  });
});
