import { KafkaError } from '@odradek/base';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  appendDurably,
  appendSoon,
  batchOf,
  leaderAppendSoon,
  logContext,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import { HeldJournal, settle } from '../testing/held-journal.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { UNSYNCED_BYTES_MAX } from './append-queue.ts';
import { LogDirFailureChannel } from './log-dir-failure-channel.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH_BYTES = batchOf(['a']).byteLength;

/** A log with a record, in a directory whose journal is held. */
async function begun(options: Partial<PartitionLogOptions> = {}) {
  const context = logContext();
  const journal = new HeldJournal();
  const log = await context.open({ journal: journal.of(64 * 1024 * 1024), ...options });
  appendSoon(log, batchOf(['first']));
  await settle();
  journal.complete();
  return { ...context, journal, log };
}

test('what is rolled to the next segment in the same turn is refused with what found no room', async () => {
  const { log, journal, fileSystem } = await begun({ segmentBytes: 2 * BATCH_BYTES + 10 });
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  const refused = ['a', 'b', 'c'].map((value) => appendSoon(log, batchOf([value])));
  await settle();
  journal.complete();
  await settle();
  for (const { result } of refused) assert.match(String(result), /Nothing was written/);
  assert.equal(log.logEndOffset, 1);
  assert.equal(log.highWatermark, 1);
  const later = appendSoon(log, batchOf(['later']));
  await settle();
  journal.complete();
  await settle();
  journal.complete();
  assert.equal(later.result, true);
  assert.deepEqual(await readAll(log, 0), ['0:first', '1:later']);
  await log.close();
  const reopened = await logContext(fileSystem).open();
  assert.deepEqual(await readAll(reopened, 0), ['0:first', '1:later']);
});

test('a producer whose batches found no room in two segments may send all of them again', async () => {
  const bytes = producerBatchOf(0).byteLength;
  const { log, journal, fileSystem } = await begun({ segmentBytes: 2 * bytes });
  for (let count = 0; count < 2; count++) {
    fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  }
  const refused = [0, 1, 2].map((sequence) => leaderAppendSoon(log, producerBatchOf(sequence)));
  await settle();
  journal.complete();
  await settle();
  for (const { result } of refused) assert.match(String(result), /Nothing was written/);
  const again = leaderAppendSoon(log, producerBatchOf(0));
  assert.equal(again.outcome.type, 'appended');
});

test('a directory that fails while appends wait for room tells them, and the log closes', async () => {
  const failures = new LogDirFailureChannel();
  const { log, journal } = await begun({ failures, segmentBytes: 4 * UNSYNCED_BYTES_MAX });
  const large = batchOf(['x'.repeat(UNSYNCED_BYTES_MAX)]);
  const written = appendSoon(log, large);
  await settle();
  assert.equal(journal.held.length, 1);
  const waiting = appendSoon(log, batchOf(['waiting']));
  await settle();
  assert.equal(journal.held.length, 1);
  failures.fail(new KafkaError('KAFKA_STORAGE_ERROR', 'the journal cannot be synced'));
  await settle();
  for (const { result } of [written, waiting]) {
    assert.match(String(result), /the journal cannot be synced/);
  }
  await log.close();
});

/** Leader epochs take long to be written down. */
class SlowEpochs extends MemoryFileSystem {
  override async writeWhole(path: string, bytes: Buffer): Promise<void> {
    if (path.endsWith('leader-epoch-checkpoint')) await settle();
    await super.writeWhole(path, bytes);
  }
}

test('what a callback appends to two segments is written in order (odradek.flush=os)', async () => {
  const { open } = logContext(new SlowEpochs());
  const log = await open({ flush: 'os', segmentBytes: 200_000 });
  await appendDurably(log, batchOf(['first']));
  const highWatermarks: number[] = [];
  log.onHighWatermark((highWatermark) => highWatermarks.push(highWatermark));
  log.append(batchOf(['a']), {
    leaderEpoch: 0,
    onDurable: () => {
      for (const value of ['b', 'c']) {
        // The new epoch is written down before the first of them.
        log.append(batchOf([value.repeat(150_000)]), { leaderEpoch: 1, onDurable: () => {} });
      }
    },
  });
  for (let count = 0; count < 5; count++) await settle();
  assert.deepEqual(highWatermarks, [2, 3, 4]);
});
