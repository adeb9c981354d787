import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type TestContext, test } from 'node:test';

import { SystemClock } from '@odradek/base/node';
import { SeededRandom } from '@odradek/base/testing';
import {
  CompressionType,
  lastOffsetAt,
  loadCompression,
  RecordBatchBuilder,
  recordsOf,
  batchesIn,
} from '@odradek/protocol';

import type { CleanerSettings } from '../cleaner/log-cleaner.ts';
import type { PartitionLog } from '../log/partition-log.ts';
import { LogManager } from '../log-manager/log-manager.ts';
import type { StorageEvent } from '../ports/report.ts';
import { CleanerThreads } from './cleaner-threads.ts';
import { nodeEndOfTurn } from './end-of-turn.ts';
import { NodeFileSystem } from './node-file-system.ts';

const SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 2,
  dedupeBufferBytes: 8 * 1024 * 1024,
  loadFactor: 0.9,
  ioBufferBytes: 512 * 1024,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};
const KEYS = 500;
const VALUE = 'v'.repeat(200);

interface Context {
  readonly directory: string;
  readonly manager: LogManager;
  readonly cleaner: CleanerThreads;
  readonly events: StorageEvent[];
}

async function contextOf(test: TestContext): Promise<Context> {
  await loadCompression();
  const directory = await mkdtemp(join(tmpdir(), 'odradek-cleaner-'));
  const events: StorageEvent[] = [];
  const cleaner = new CleanerThreads();
  const manager = new LogManager({
    fileSystem: new NodeFileSystem(),
    clock: new SystemClock(),
    endOfTurn: nodeEndOfTurn,
    random: new SeededRandom(1),
    report: (event) => events.push(event),
    directories: [directory],
    config: { isCompacted: true, segmentBytes: 1024 * 1024, fileDeleteDelayMs: 0 },
    segmentCleaner: cleaner,
  });
  // A thread that still cleans would keep the process.
  test.after(async () => {
    await manager.close();
    await rm(directory, { recursive: true });
  });
  await manager.listPartitions();
  return { directory, manager, cleaner, events };
}

function logOf({ manager }: Context, topic: string): Promise<PartitionLog> {
  return manager.getOrCreate({ topic, topicId: 'AAAAAAAAAAAAAAAAAAAAAQ', partition: 0 });
}

/** Appends so many batches of 100 records, each of one of some keys. */
async function fill(log: PartitionLog, batches: number): Promise<ReadonlyMap<string, string>> {
  const last = new Map<string, string>();
  const codecs = Object.values(CompressionType);
  for (let batch = 0; batch < batches; batch++) {
    const compression = codecs[batch % codecs.length] ?? CompressionType.NONE;
    const builder = new RecordBatchBuilder({ compression });
    for (let record = 0; record < 100; record++) {
      const key = `key-${(batch * 100 + record * 7) % KEYS}`;
      const value = `${batch}/${record}/${VALUE}`;
      builder.append({ timestamp: Date.now(), key, value });
      last.set(key, value);
    }
    await new Promise<void>((resolve, reject) => {
      log.append(builder.build(), {
        leaderEpoch: 0,
        onDurable: (error) => (error === undefined ? resolve() : reject(error)),
      });
    });
  }
  return last;
}

async function readAll(log: PartitionLog): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let offset = log.logStartOffset;
  while (offset < log.highWatermark) {
    const bytes = await log.read({ offset, bytesMax: 1024 * 1024, atLeastOneBatch: true });
    for (const batch of batchesIn(bytes).batches) {
      for (const record of recordsOf(batch)) {
        found.set(String(record.key), String(record.value));
      }
      offset = lastOffsetAt(batch, 0) + 1;
    }
  }
  return found;
}

test('logs are cleaned in threads, while records come and are read', async (testContext) => {
  const context = await contextOf(testContext);
  const { manager, events } = context;
  const logs = [await logOf(context, 'orders'), await logOf(context, 'clicks')] as const;
  const [orders, clicks] = logs;
  const last = await fill(orders, 200);
  await fill(clicks, 200);
  const sizeBefore = orders.size;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cleaning = manager.cleanLogs(() => SETTINGS);
  let reads = 0;
  let isDone = false;
  void cleaning.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    assert.deepEqual(await readAll(orders), last, 'each key has its last value all the time');
    reads++;
  }
  delay.disable();
  assert.equal(await cleaning, 2);
  assert(reads > 0);
  assert.deepEqual(await readAll(orders), last);
  assert(orders.size < sizeBefore / 2, `${orders.size} of ${sizeBefore} bytes are left`);
  assert(manager.cleanerCounts.recordsWritten < manager.cleanerCounts.recordsRead);
  // No limit: where other programs want the cores, the loop waits for its turn.
  testContext.diagnostic(`the event loop was held ${delay.max / 1e6} ms at most`);
  assert.deepEqual(events, []);
  await manager.close();
});

test('a partition is deleted while its log is cleaned, and nothing of it is left', async (testContext) => {
  const context = await contextOf(testContext);
  const { directory, manager, events } = context;
  await fill(await logOf(context, 'orders'), 300);
  // So slowly that it does not come to its end.
  const cleaning = manager.cleanLogs(() => ({ ...SETTINGS, bytesPerSecond: 1_000_000 }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await manager.delete({ topic: 'orders', topicId: 'AAAAAAAAAAAAAAAAAAAAAQ', partition: 0 });
  assert.equal(await cleaning, 0);
  await manager.close();
  assert.deepEqual(
    (await readdir(directory)).filter((name) => name.startsWith('orders')),
    [],
  );
  assert.deepEqual(events, []);
});

test('a batch that is damaged makes its log uncleanable, and no other', async (testContext) => {
  const context = await contextOf(testContext);
  const { directory, manager, events } = context;
  const orders = await logOf(context, 'orders');
  const last = await fill(await logOf(context, 'clicks'), 200);
  await fill(orders, 200);
  const file = await new NodeFileSystem().open(`${directory}/orders-0/00000000000000000000.log`);
  await file.write(1000, [Buffer.from('damage')]);
  await file.close();
  assert.equal(await manager.cleanLogs(() => SETTINGS), 1);
  assert.deepEqual(await readAll(await logOf(context, 'clicks')), last);
  assert.equal([...manager.uncleanableLogs].length, 1);
  assert.equal(await manager.cleanLogs(() => SETTINGS), 0);
  const [event] = events;
  assert(events.length === 1 && event?.type === 'log-uncleanable');
  assert.match(event.reason, /holds no record batch at byte 0: its checksum is wrong/);
  const names = await readdir(`${directory}/orders-0`);
  assert.deepEqual(
    names.filter((name) => name.includes('.cleaned')),
    [],
  );
  await manager.close();
});
