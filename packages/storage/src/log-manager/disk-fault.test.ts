import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';

import type { PartitionLog } from '../log/partition-log.ts';
import type { LogConfig } from '../log/log-config.ts';
import type { StorageEvent } from '../ports/report.ts';
import {
  appendDurably,
  batchOf,
  leaderAppendDurably,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { LogManager } from './log-manager.ts';

const ORDERS = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };
const BATCH_BYTES = batchOf(['a']).byteLength;
const TWO_BATCHES: Partial<LogConfig> = {
  segmentBytes: 2 * BATCH_BYTES + 20,
  fileDeleteDelayMs: 0,
};
const KEEPS_EVERYTHING = { tornWrite: 0, lostWrite: 0, lostNames: 0 };
const REFUSED = { code: 'KAFKA_STORAGE_ERROR' };

async function opened(
  config: Partial<LogConfig> = {},
  fileSystem: MemoryFileSystem = new MemoryFileSystem({ faults: KEEPS_EVERYTHING }),
) {
  await fileSystem.createDirectory('/data');
  const events: StorageEvent[] = [];
  const manager = new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report: (event) => events.push(event),
    directories: ['/data'],
    config,
  });
  await manager.listPartitions();
  const log = await manager.getOrCreate(ORDERS);
  const again = (disk: MemoryFileSystem) => opened(config, disk);
  return { fileSystem, events, manager, log, again };
}

async function appendAll(log: PartitionLog, values: string, epoch = 0): Promise<void> {
  for (const value of values) {
    await new Promise<void>((resolve, reject) => {
      const onDurable = (error?: Error): void => (error === undefined ? resolve() : reject(error));
      log.append(batchOf([value]), { leaderEpoch: epoch, onDurable });
    });
  }
}

async function names(fileSystem: MemoryFileSystem): Promise<readonly string[]> {
  return (await fileSystem.list('/data/orders-0')).map(({ name }) => name);
}

test('whatever of the disk fails with EIO, the directory is offline, for whoever met it', async () => {
  for (const operation of ['list', 'open', 'size', 'read', 'close'] as const) {
    const { manager, log, fileSystem } = await opened();
    await appendAll(log, 'a');
    await manager.close();
    let failures = 0;
    const next = new LogManager({
      journal: SMALL_JOURNAL,
      random: new SeededRandom(1),
      fileSystem,
      endOfTurn: testEndOfTurn,
      clock: new ManualClock(),
      report: () => {},
      directories: ['/data'],
      config: {},
    });
    next.onFailure(() => failures++);
    fileSystem.failLater({ operation, after: operation === 'list' ? 0 : 1 });
    const [opening] = await Promise.allSettled([
      next.listPartitions().then(() => next.getOrCreate(ORDERS)),
    ]);
    if (operation !== 'close') assert.equal(opening.status, 'rejected', operation);
    await next.close();
    assert.equal(next.error?.code, 'KAFKA_STORAGE_ERROR', operation);
    assert.equal(failures, 1, operation);
    assert.equal(fileSystem.faultsToCome, 0, operation);
  }
});

test('a directory that is offline is changed no more, and not said to be closed in order', async () => {
  const { fileSystem, manager, log } = await opened();
  await appendAll(log, 'ab');
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(appendDurably(log, batchOf(['c'])), REFUSED);
  const before = await names(fileSystem);
  await manager.close();
  assert.deepEqual(await names(fileSystem), before);
  assert.equal(await fileSystem.exists('/data/.kafka_cleanshutdown'), false);
});

test('a file that cannot be closed keeps no manager from being closed', async () => {
  for (const after of [0, 1, 2]) {
    const { fileSystem, manager, log } = await opened();
    await appendAll(log, 'a');
    fileSystem.failLater({ operation: 'close', after });
    await manager.close();
    assert.equal(fileSystem.faultsToCome, 0);
    assert.equal(manager.error?.code, 'KAFKA_STORAGE_ERROR');
    assert.equal(await fileSystem.exists('/data/.kafka_cleanshutdown'), false);
  }
});

test('a short write is cut off durably: the next batch may go to a new segment, and the power', async () => {
  const { fileSystem, log, again } = await opened(TWO_BATCHES);
  await appendAll(log, 'a');
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC', writes: 'a part' });
  await assert.rejects(appendDurably(log, batchOf(['b'])), REFUSED);
  await appendDurably(log, batchOf(['a batch that has no room in the segment']));
  // What was not synced is lost, the cut as well as anything else.
  fileSystem.setFaults({ tornWrite: 0, lostWrite: 1, lostNames: 0 });
  for (let seed = 0; seed < 20; seed++) {
    const { log: found, events } = await again(fileSystem.copy(seed).crash());
    const values = await readAll(found, 0, 1000);
    assert.deepEqual(values, ['0:a', '1:a batch that has no room in the segment']);
    assert.deepEqual(events, []);
  }
});

test('an index that found no room is written with the next one, and no recovery point passes it', async () => {
  const { fileSystem, manager, log, events, again } = await opened(TWO_BATCHES);
  await appendAll(log, 'ab');
  fileSystem.failLater({ operation: 'open', after: 2, code: 'ENOSPC' });
  await appendAll(log, 'c');
  await manager.checkpoint();
  await appendAll(log, 'defg');
  assert.equal(events.filter(({ type }) => type === 'maintenance-failed').length <= 1, true);
  await manager.checkpoint();
  const there = await names(fileSystem);
  for (const base of [0, 2, 4]) {
    assert.equal(there.includes(`${String(base).padStart(20, '0')}.index`), true, String(base));
  }
  const reopened = await again(fileSystem.copy(1).crash());
  assert.deepEqual(reopened.events, []);
  assert.equal(reopened.log.logEndOffset, 7);
});

test('segments that could not be marked as deleted are so with the next ones', async () => {
  const { fileSystem, log } = await opened(TWO_BATCHES);
  await appendAll(log, 'abcdefg');
  await log.checkpoint();
  // The first rename is that of the checkpoint.
  fileSystem.failLater({ operation: 'rename', after: 1, code: 'ENOSPC' });
  await log.deleteRecordsBefore(2);
  await appendAll(log, 'h');
  await log.checkpoint();
  assert.equal(fileSystem.faultsToCome, 0);
  const segments = async () => (await names(fileSystem)).filter((name) => name.endsWith('.log'));
  assert.equal((await segments())[0], '00000000000000000000.log');
  await log.deleteRecordsBefore(4);
  await log.close();
  assert.deepEqual(await segments(), ['00000000000000000004.log', '00000000000000000006.log']);
});

test('a truncation into a batch takes the recovery point to where that begins', async () => {
  const { manager, log, fileSystem, again } = await opened();
  await appendDurably(log, batchOf(['a', 'b']));
  await appendDurably(log, batchOf(['c', 'd', 'e']));
  await manager.checkpoint();
  await log.truncateTo(3);
  assert.equal(log.logEndOffset, 2);
  for (const disk of [fileSystem.copy(1), fileSystem.copy(2).crash()]) {
    const { log: found, events } = await again(disk);
    assert.deepEqual(await readAll(found, 0), ['0:a', '1:b']);
    assert.deepEqual(events, []);
  }
});

test('a truncation that found no room is done again as a whole', async () => {
  const { manager, log, fileSystem, again } = await opened(TWO_BATCHES);
  await appendAll(log, 'abcdef');
  await manager.checkpoint();
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  await assert.rejects(log.truncateTo(3), REFUSED);
  assert.equal(log.error, undefined);
  assert.equal(log.logEndOffset, 6);
  await log.truncateTo(3);
  const { log: found, events } = await again(fileSystem.copy(1).crash());
  assert.deepEqual(await readAll(found, 0), ['0:a', '1:b', '2:c']);
  assert.deepEqual(events, []);
});

test('a log without files that is to begin at an offset does so after a restart', async () => {
  const { log, fileSystem, again } = await opened();
  await log.truncateFullyAndStartAt(39);
  const { log: found } = await again(fileSystem.copy(1).crash());
  assert.equal(found.logStartOffset, 39);
  assert.equal(found.logEndOffset, 39);
});

test('a start that could not be written down does not come back after a truncation', async () => {
  const { log, fileSystem, again } = await opened();
  await appendAll(log, 'abcdef');
  fileSystem.failLater({ operation: 'rename', code: 'ENOSPC' });
  await assert.rejects(log.deleteRecordsBefore(5), REFUSED);
  await log.truncateTo(2);
  await appendAll(log, 'gh');
  const { log: found } = await again(fileSystem.copy(1).crash());
  assert.deepEqual(await readAll(found, 0), ['0:a', '1:b', '2:g', '3:h']);
});

test('an epoch begins where it began, although later ones are written down', async () => {
  const { log, fileSystem, manager, again } = await opened();
  await appendAll(log, 'ab', 3);
  await manager.checkpoint();
  await appendAll(log, 'cd', 3);
  await appendAll(log, 'ef', 5);
  const { log: found } = await again(fileSystem.copy(1).crash());
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((offset) => found.epochForOffset(offset)),
    [3, 3, 3, 3, 5, 5],
  );
  assert.deepEqual(found.endOffsetForEpoch(3), { epoch: 3, endOffset: 4 });
});

test('an index that is made again has the transactions that began before its segment', async () => {
  const { log, fileSystem, manager, again } = await opened({ segmentBytes: 250 });
  const transactional = { producerId: 7n, producerEpoch: 0, isTransactional: true };
  await appendDurably(log, batchOf(['a'], 1000, { ...transactional, baseSequence: 0 }));
  await log.roll();
  await appendAll(log, 'b');
  await new Promise<void>((resolve) => {
    const end = { producerId: 7n, producerEpoch: 0, coordinatorEpoch: 0, type: 'ABORT' } as const;
    const marker = { ...end, transactionVersion: 1 };
    log.endTransaction(marker, { leaderEpoch: 0, onDurable: () => resolve() });
  });
  await leaderAppendDurably(log, producerBatchOf(0, { producerId: 8n }));
  await manager.close();
  const aborted = await (await again(fileSystem.copy(1))).log.abortedTransactions(0, 4);
  assert.equal(aborted.length, 1);
  const disk = fileSystem.copy(2);
  for (const { name } of await disk.list('/data/orders-0')) {
    if (name.endsWith('index')) await disk.remove(`/data/orders-0/${name}`);
  }
  assert.deepEqual(await (await again(disk)).log.abortedTransactions(0, 4), aborted);
});

test('batches in memory are read up to an offset as those on disk are', async () => {
  const { log } = await opened();
  await appendDurably(log, batchOf(['a', 'b']));
  await appendDurably(log, batchOf(['c', 'd']));
  const options = { offset: 0, bytesMax: 1000, atLeastOneBatch: true, maxOffset: 3 };
  const hot = await log.read(options);
  log.configure({ recentBytesMax: 0 });
  await appendDurably(log, batchOf(['e']));
  assert.deepEqual(hot, await log.read(options));
});

test('a partition is deleted on a disk that is full, which makes room', async () => {
  const { fileSystem, manager, log, again } = await opened();
  await appendAll(log, 'abcdefgh');
  fileSystem.setFaults({ capacityBytes: 1 });
  await assert.rejects(appendDurably(log, batchOf(['i'])), REFUSED);
  // As much as the partition and the two files of the journal have.
  fileSystem.setFaults({ capacityBytes: 2 * 64 * 1024 + 900 });
  await assert.rejects(appendDurably(log, batchOf(['i'.repeat(400)])), REFUSED);
  await manager.delete(ORDERS);
  const { log: found } = await again(fileSystem.copy(1).crash());
  assert.equal(found.logEndOffset, 0);
  assert.equal(await appendDurably(found, batchOf(['j'])), 0);
});

test('a leader keeps its epoch when its first append finds no room, and an older one takes nothing away', async () => {
  for (const assigned of [2, 7]) {
    const { log, fileSystem } = await opened();
    log.assignEpochStartOffset(assigned);
    await appendAll(log, 'a', 5);
    log.assignEpochStartOffset(7);
    fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
    await assert.rejects(appendAll(log, 'b', 7), REFUSED);
    assert.equal(log.latestEpoch, 7);
    assert.equal(log.epochForOffset(0), 5);
  }
});
