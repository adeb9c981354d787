import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  appendDurably,
  appendSoon,
  batchOf,
  DIRECTORY,
  logContext,
  readAll,
} from '../test-context.ts';
import { HeldJournal, settle } from '../testing/held-journal.ts';

const LOST = { tornWrite: 0, lostWrite: 1 } as const;
const BATCH_BYTES = batchOf(['a']).byteLength;

test('with odradek.flush=os an append is acknowledged without a sync', async () => {
  const { open, fileSystem } = logContext();
  const log = await open({ flush: 'os' });
  await appendDurably(log, batchOf(['a']));
  fileSystem.failLater({ operation: 'datasync' });
  for (const value of ['b', 'c']) await appendDurably(log, batchOf([value]));
  assert.equal(fileSystem.faultsToCome, 1);
  assert.equal(log.highWatermark, 3);
  fileSystem.setFaults(LOST);
  const reopened = await logContext(fileSystem.crash()).open({ mayMissRecords: true });
  assert.deepEqual(await readAll(reopened, 0), []);
});

test('before the first such append it is durable that records may be missing', async () => {
  const { open } = logContext();
  const marks: number[] = [];
  const log = await open({
    flush: 'os',
    markUnsynced: async () => {
      marks.push(log.highWatermark);
    },
  });
  for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  assert.deepEqual(marks, [0]);
});

test('flush.messages syncs before the append is acknowledged that brings as many records', async () => {
  const { open, fileSystem } = logContext();
  const log = await open({ flush: 'os', flushMessages: 3 });
  for (const value of ['a', 'b', 'c', 'd']) await appendDurably(log, batchOf([value]));
  fileSystem.setFaults(LOST);
  const reopened = await logContext(fileSystem.crash()).open({ mayMissRecords: true });
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c']);
});

test('flush.ms asks for a flush when records have waited as long', async () => {
  const { open, fileSystem, clock } = logContext();
  const log = await open({ flush: 'os', flushMs: 1000 });
  await appendDurably(log, batchOf(['a']));
  assert.equal(log.isFlushDue, false);
  clock.advance(1000);
  assert.equal(log.isFlushDue, true);
  await log.flush();
  assert.equal(log.isFlushDue, false);
  fileSystem.setFaults(LOST);
  const reopened = await logContext(fileSystem.crash()).open({ mayMissRecords: true });
  assert.deepEqual(await readAll(reopened, 0), ['0:a']);
});

test('a topic that changes to the journal first syncs what it has acknowledged without', async () => {
  const { open, fileSystem } = logContext();
  const journal = new HeldJournal();
  const log = await open({ flush: 'os', journal: journal.of() });
  await appendDurably(log, batchOf(['a']));
  log.configure({ flush: 'journal' });
  const append = appendSoon(log, batchOf(['b']));
  await settle();
  fileSystem.setFaults(LOST);
  assert.equal(append.result, undefined);
  journal.complete();
  assert.equal(append.result, true);
  const reopened = await logContext(fileSystem.crash()).open();
  assert.deepEqual(await readAll(reopened, 0), ['0:a']);
});

test('a topic that changes to os acknowledges nothing before what its journal writes', async () => {
  const { open } = logContext();
  const journal = new HeldJournal();
  const log = await open({ journal: journal.of() });
  const first = appendSoon(log, batchOf(['a']));
  await settle();
  log.configure({ flush: 'os' });
  const second = appendSoon(log, batchOf(['b']));
  await settle();
  assert.equal(first.result, undefined);
  assert.equal(second.result, undefined);
  journal.complete();
  await settle();
  assert.equal(second.result, true);
  assert.deepEqual(await readAll(log, 0), ['0:a', '1:b']);
});

test('what a crash took out of an older segment ends the log there, as in Kafka', async () => {
  const { open, fileSystem } = logContext();
  const log = await open({ flush: 'os', segmentBytes: 2 * BATCH_BYTES });
  for (const value of ['a', 'b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  await log.close();
  const file = await fileSystem.open(`${DIRECTORY}/00000000000000000002.log`);
  await file.truncate(BATCH_BYTES + 5);
  await assert.rejects(open({ recoveryPoint: 1 }), /No crash has done this/);
  const context = logContext(fileSystem);
  const reopened = await context.open({ recoveryPoint: 1, mayMissRecords: true });
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c']);
  assert.deepEqual(
    context.events.map(({ type }) => type),
    ['tail-cut', 'segments-lost'],
  );
  assert.equal(await appendDurably(reopened, batchOf(['d'])), 3);
  await reopened.close();
  assert.deepEqual(await readAll(await open(), 0), ['0:a', '1:b', '2:c', '3:d']);
});

test('what a crash took as whole batches between two segments ends the log there too', async () => {
  const { open, fileSystem } = logContext();
  const log = await open({ flush: 'os', segmentBytes: 2 * BATCH_BYTES });
  for (const value of ['a', 'b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  await log.close();
  const file = await fileSystem.open(`${DIRECTORY}/00000000000000000002.log`);
  await file.truncate(BATCH_BYTES);
  const reopened = await open({ recoveryPoint: 1, mayMissRecords: true });
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c']);
  assert.equal(reopened.logEndOffset, 3);
});

test('the segment that takes the place of a lost end is durable before records come to it', async () => {
  const { open, fileSystem } = logContext();
  const log = await open({ flush: 'os' });
  for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  await log.deleteRecordsBefore(2);
  fileSystem.setFaults(LOST);
  const after = logContext(fileSystem.crash());
  const flushed = { flush: 'os', flushMessages: 1, mayMissRecords: true } as const;
  const reopened = await after.open({ ...flushed, logStartOffset: 2 });
  assert.deepEqual([reopened.logStartOffset, reopened.logEndOffset], [2, 2]);
  await appendDurably(reopened, batchOf(['c']));
  const again = logContext(after.fileSystem.crash());
  const last = await again.open({ ...flushed, logStartOffset: 2 });
  assert.deepEqual(await readAll(last, 2), ['2:c']);
});
