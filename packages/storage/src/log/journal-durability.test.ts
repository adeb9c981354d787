import { KafkaError } from '@odradek/base';
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
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { HeldJournal, settle } from '../testing/held-journal.ts';
import { LogDirFailureChannel } from './log-dir-failure-channel.ts';
import type { PartitionLog } from './partition-log.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH_BYTES = batchOf(['a']).byteLength;
const LARGE = 'x'.repeat(2000);

async function journaled(options: Partial<PartitionLogOptions> = {}) {
  const context = logContext();
  const journal = new HeldJournal();
  const log = await context.open({ journal: journal.of(), ...options });
  return { ...context, journal, log };
}

/** Appends the first record, for which the file is made. */
async function begin(log: PartitionLog, journal: HeldJournal): Promise<void> {
  const first = appendSoon(log, batchOf(['first']));
  await settle();
  journal.complete();
  assert.equal(first.result, true);
}

test('an append is acknowledged when the journal has it, and not seen before', async () => {
  const { log, journal } = await journaled();
  const append = appendSoon(log, batchOf(['a']));
  await settle();
  assert.equal(journal.held.length, 1);
  assert.equal(append.result, undefined);
  assert.equal(log.highWatermark, 0);
  journal.complete();
  assert.equal(append.result, true);
  assert.deepEqual(await readAll(log, 0), ['0:a']);
});

test('an entry says where its batches stand in the segment, and has their bytes', async () => {
  const { log, journal, fileSystem } = await journaled();
  await begin(log, journal);
  const { byteLength: position } = batchOf(['first']);
  for (const value of ['a', 'b']) appendSoon(log, batchOf([value]));
  await settle();
  const entry = journal.entries[1];
  assert.equal(journal.entries.length, 2);
  assert.equal(entry?.target.baseOffset, 0);
  assert.equal(entry?.position, position);
  assert.equal(entry?.byteLength, 2 * BATCH_BYTES);
  const file = await fileSystem.open(`${DIRECTORY}/00000000000000000000.log`);
  const written = await file.read(position, 2 * BATCH_BYTES);
  assert.deepEqual(written, Buffer.concat(entry?.buffers ?? []));
});

test('what comes while the journal writes goes to it at once, without a sync of the segment', async () => {
  const { log, journal, fileSystem } = await journaled();
  await begin(log, journal);
  fileSystem.failLater({ operation: 'datasync' });
  const appends: { readonly result: unknown }[] = [];
  for (const value of ['a', 'b', 'c']) {
    appends.push(appendSoon(log, batchOf([value])));
    await settle();
  }
  assert.equal(journal.held.length, 3);
  journal.complete(2);
  assert.deepEqual(
    appends.map(({ result }) => result),
    [true, true, undefined],
  );
  assert.equal(log.highWatermark, 3);
  journal.complete();
  assert.equal(fileSystem.faultsToCome, 1);
  assert.deepEqual(await readAll(log, 0), ['0:first', '1:a', '2:b', '3:c']);
});

test('a large write is synced in its segment before the journal says where it is', async () => {
  const { log, journal, fileSystem } = await journaled();
  await begin(log, journal);
  fileSystem.setFaults({ tornWrite: 0, lostWrite: 1 });
  const append = appendSoon(log, batchOf([LARGE]));
  await settle();
  const entry = journal.held[0];
  assert.deepEqual(entry?.buffers, []);
  assert.equal(entry?.byteLength, batchOf([LARGE]).byteLength);
  assert.equal(append.result, undefined);
  journal.complete();
  assert.equal(append.result, true);
  const reopened = await logContext(fileSystem.crash()).open();
  assert.deepEqual(await readAll(reopened, 0, 10_000), ['0:first', `1:${LARGE}`]);
});

test('what comes behind a large write comes behind it in the journal', async () => {
  const { log, journal } = await journaled();
  await begin(log, journal);
  for (const value of [LARGE, 'small']) appendSoon(log, batchOf([value]));
  await settle();
  appendSoon(log, batchOf(['later']));
  await settle();
  const positions = journal.held.map(({ position }) => position);
  assert.deepEqual(
    positions,
    positions.toSorted((one, other) => one - other),
  );
  journal.complete();
  const values = await readAll(log, 0, 10_000);
  assert.deepEqual(values, ['0:first', `1:${LARGE}`, '2:small', '3:later']);
});

test('without room an append is refused, when those before it are durable, which stay', async () => {
  const { log, journal, fileSystem } = await journaled();
  await begin(log, journal);
  const kept = appendSoon(log, batchOf(['kept']));
  await settle();
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  const refused = appendSoon(log, batchOf(['refused']));
  await settle();
  const waiting = appendSoon(log, batchOf(['waiting']));
  await settle();
  assert.equal(refused.result, undefined);
  journal.complete();
  await settle();
  assert.equal(kept.result, true);
  for (const { result } of [refused, waiting]) assert.equal(result instanceof KafkaError, true);
  assert.equal(log.logEndOffset, 2);
  assert.equal(journal.entries.length, 2);
  const later = appendSoon(log, batchOf(['later']));
  await settle();
  journal.complete();
  assert.equal(later.result, true);
  assert.deepEqual(await readAll(log, 0), ['0:first', '1:kept', '2:later']);
  await log.close();
  const reopened = await logContext(fileSystem.crash()).open();
  assert.deepEqual(await readAll(reopened, 0), ['0:first', '1:kept', '2:later']);
});

test('the file of the next segment comes when everything before it is durable', async () => {
  const { log, journal, fileSystem } = await journaled({ segmentBytes: 2 * BATCH_BYTES + 10 });
  await begin(log, journal);
  for (const value of ['a', 'b']) appendSoon(log, batchOf([value]));
  await settle();
  const logFiles = async (): Promise<number> => {
    const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
    return names.filter((name) => name.endsWith('.log')).length;
  };
  assert.equal(await logFiles(), 1);
  journal.complete();
  await settle();
  assert.equal(await logFiles(), 2);
  journal.complete();
  assert.deepEqual(await readAll(log, 0), ['0:first', '1:a', '2:b']);
});

test('a directory that fails tells those that wait for its journal, and those that come', async () => {
  const failures = new LogDirFailureChannel();
  const { log, journal } = await journaled({ failures });
  await begin(log, journal);
  const appends = ['a', 'b'].map((value) => appendSoon(log, batchOf([value])));
  await settle();
  assert.equal(journal.held.length, 1);
  failures.fail(new KafkaError('KAFKA_STORAGE_ERROR', 'the journal cannot be synced'));
  for (const { result } of appends) assert.match(String(result), /the journal cannot be synced/);
  journal.complete();
  assert.equal(log.highWatermark, 1);
  assert.throws(() => appendSoon(log, batchOf(['c'])), /the journal cannot be synced/);
  await log.close();
});

test('a truncation waits until the journal would write nothing again of the log', async () => {
  const { log, journal } = await journaled();
  await begin(log, journal);
  appendSoon(log, batchOf(['a']));
  await settle();
  journal.complete();
  journal.holdReleases();
  let isTruncated = false;
  const truncation = log.truncateTo(1).then(() => {
    isTruncated = true;
  });
  await settle();
  assert.equal(isTruncated, false);
  assert.deepEqual(log.size, batchOf(['first']).byteLength + BATCH_BYTES);
  journal.endReleases();
  await truncation;
  assert.equal(log.logEndOffset, 1);
});

test('segments that are deleted go when the journal would write nothing again of the log', async () => {
  const { log, journal, fileSystem } = await journaled({ segmentBytes: 100 });
  await begin(log, journal);
  appendSoon(log, batchOf(['a']));
  await settle();
  journal.complete();
  await settle();
  journal.complete();
  journal.holdReleases();
  await log.deleteRecordsBefore(1);
  await settle();
  const first = `${DIRECTORY}/00000000000000000000.log`;
  assert.equal(await fileSystem.exists(first), true);
  journal.endReleases();
  await settle();
  assert.equal(await fileSystem.exists(first), false);
});

test('a log that is discarded is released from the journal first', async () => {
  const { log, journal } = await journaled();
  await begin(log, journal);
  journal.holdReleases();
  let isDiscarded = false;
  const discard = log.discard().then(() => {
    isDiscarded = true;
  });
  await settle();
  assert.equal(isDiscarded, false);
  journal.endReleases();
  await discard;
});

test('a checkpoint syncs the segment, as what lies before the recovery point is not looked at', async () => {
  const { log, journal, fileSystem } = await journaled();
  await begin(log, journal);
  fileSystem.setFaults({ tornWrite: 0, lostWrite: 1 });
  assert.equal(await log.checkpoint(), 1);
  const reopened = await logContext(fileSystem.crash()).open({ recoveryPoint: 1 });
  assert.deepEqual(await readAll(reopened, 0), ['0:first']);
});

test('a log that is closed is durable without the journal', async () => {
  const fileSystem = new MemoryFileSystem();
  const journal = new HeldJournal();
  const log = await logContext(fileSystem).open({ journal: journal.of() });
  await begin(log, journal);
  fileSystem.setFaults({ tornWrite: 0, lostWrite: 1 });
  await log.close();
  const target = journal.entries[0]?.target;
  fileSystem.failLater({ operation: 'any' });
  await target?.sync();
  assert.equal(fileSystem.faultsToCome, 1);
  const reopened = await logContext(fileSystem.crash()).open();
  assert.deepEqual(await readAll(reopened, 0), ['0:first']);
});

test('without a journal every write is synced in its segment', async () => {
  const { open, fileSystem } = logContext();
  const log = await open();
  await appendDurably(log, batchOf(['a']));
  fileSystem.setFaults({ tornWrite: 0, lostWrite: 1 });
  const reopened = await logContext(fileSystem.crash()).open();
  assert.deepEqual(await readAll(reopened, 0), ['0:a']);
});
