import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError, randomUuid } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import { reasonOf } from '../log/storage-error.ts';
import type { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { DIRECTORY, newDisk, newLog, openJournal, settled, type TestLog } from './test-context.ts';

const KEPT = `${DIRECTORY}/odradek-journal-kept-00000001`;
const SEGMENT = `${DIRECTORY}/orders-0/00000000000000000000.log`;

/** A journal that has records of two logs which are nowhere else, and the disk after a crash. */
async function crashed(): Promise<{ disk: MemoryFileSystem; orders: TestLog; others: TestLog }> {
  const before = await newDisk();
  const orders = await newLog(before, 'orders-0');
  const others = await newLog(before, 'others-0');
  const { journal } = await openJournal(before);
  await orders.append(journal, 'apple ');
  await others.append(journal, 'pear ');
  await orders.append(journal, 'plum ');
  const disk = before.crash();
  return { disk, orders: orders.on(disk), others: others.on(disk) };
}

/** Opens the journal, lets it make a checkpoint, and closes it. */
async function start(disk: MemoryFileSystem): Promise<ReturnType<typeof openJournal>> {
  const opened = await openJournal(disk);
  await opened.journal.close();
  return opened;
}

async function keptFiles(disk: MemoryFileSystem): Promise<readonly string[]> {
  const files = await disk.list(DIRECTORY);
  return files.map(({ name }) => name).filter((name) => name.includes('kept'));
}

async function errorOf(disk: MemoryFileSystem, folder: string): Promise<string | undefined> {
  const { replay } = await start(disk);
  return replay.partitions.find((partition) => partition.folder === folder)?.error?.message;
}

test('entries of a folder that is gone are kept, also behind a checkpoint, and written when it is back', async () => {
  const { disk, orders, others } = await crashed();
  await disk.rename(`${DIRECTORY}/orders-0`, `${DIRECTORY}/away`);
  const { events } = await start(disk);
  assert.equal(events.length, 1);
  const [event] = events;
  assert.ok(event?.type === 'journal-entries-kept');
  assert.equal(event.directory, `${DIRECTORY}/orders-0`);
  assert.equal(event.path, KEPT);
  assert.match(event.error.message, /orders-0\/partition\.metadata is missing/);
  assert.equal(await others.read(disk), 'pear ');
  const later = disk.crash();
  assert.match((await errorOf(later, 'orders-0')) ?? '', /is missing.* They are kept in .*kept-0/);
  await later.rename(`${DIRECTORY}/away`, `${DIRECTORY}/orders-0`);
  await later.syncDirectory(DIRECTORY);
  const { replayed, events: none } = await openJournal(later);
  assert.deepEqual(replayed, ['orders-0/0@0', 'orders-0/0@6']);
  assert.deepEqual(none, []);
  // Nothing of it waits for a checkpoint: the file is gone, and the records are durable.
  const last = later.crash();
  assert.deepEqual(await keptFiles(last), []);
  assert.equal(await orders.read(last), 'apple plum ');
});

test('entries behind what a segment lacks, or of another topic, are kept and nothing is written', async () => {
  const { disk, orders } = await crashed();
  await start(disk);
  const { journal } = await openJournal(disk);
  await orders.append(journal, 'fig ');
  const next = disk.crash();
  const file = await next.open(SEGMENT);
  await file.truncate(5);
  await file.datasync();
  assert.match(
    (await errorOf(next, 'orders-0')) ?? '',
    /has 5 bytes, and the journal has records that belong behind byte 11/,
  );
  assert.equal(await orders.read(next), 'apple');
  await next.remove(SEGMENT);
  assert.match((await errorOf(next, 'orders-0')) ?? '', /log is missing/);
  await next.remove(`${DIRECTORY}/orders-0`);
  await newLog(next, 'orders-0', randomUuid(new SeededRandom(8)));
  assert.match((await errorOf(next, 'orders-0')) ?? '', /belongs to topic/);
  assert.deepEqual(await keptFiles(next), ['odradek-journal-kept-00000001']);
  assert.equal(await next.exists(SEGMENT), false);
});

test('a crash before the journal could forget them leaves them once', async () => {
  const { disk } = await crashed();
  await disk.rename(`${DIRECTORY}/orders-0`, `${DIRECTORY}/away`);
  await openJournal(disk);
  const first = await disk.readWhole(KEPT);
  const again = disk.crash();
  await openJournal(again);
  assert.deepEqual(await again.readWhole(KEPT), first);
  assert.deepEqual(await keptFiles(again), ['odradek-journal-kept-00000001']);
});

test('no crash between a failed replay and its next one loses entries or leaves them in both places', async () => {
  const { disk: origin, orders } = await crashed();
  await origin.rename(`${DIRECTORY}/orders-0`, `${DIRECTORY}/away`);
  await origin.syncDirectory(DIRECTORY);
  for (let operations = 0; operations < 80; operations++) {
    const away = origin.copy(operations);
    away.powerOffAfter(operations);
    void openJournal(away).then(({ journal }) => journal.checkpoint());
    await settled();
    const back = away.crash();
    await back.rename(`${DIRECTORY}/away`, `${DIRECTORY}/orders-0`);
    await back.syncDirectory(DIRECTORY);
    back.powerOffAfter(operations);
    void openJournal(back).then(({ journal }) => journal.checkpoint());
    await settled();
    const last = back.crash();
    const { replay } = await openJournal(last);
    assert.equal(
      replay.partitions.find(({ error }) => error !== undefined),
      undefined,
    );
    assert.equal(await orders.read(last), 'apple plum ');
    assert.deepEqual(await keptFiles(last), []);
  }
});

test('a log is released only when its entries are kept no more in the journal', async () => {
  const { disk, orders } = await crashed();
  await disk.remove(`${DIRECTORY}/others-0`);
  await disk.remove(`${DIRECTORY}/orders-0`);
  const { journal, replay } = await openJournal(disk);
  assert.equal(replay.targets.length, 0);
  const { folder, topicId } = orders.log;
  await journal.release({ folder, topicId });
  await replay.kept.drop(orders.log);
  const { replayed } = await openJournal(disk.crash());
  assert.deepEqual(replayed, ['others-0/0@0']);
});

test('without room to keep entries the log directory is refused, and nothing is lost or left behind', async () => {
  const { disk, orders } = await crashed();
  await disk.rename(`${DIRECTORY}/orders-0`, `${DIRECTORY}/away`);
  const refusals: string[] = [];
  for (let after = 0; ; after++) {
    const next = disk.copy(after);
    next.failLater({ operation: 'growth', code: 'ENOSPC', after });
    const refusal = await openJournal(next).then(() => undefined, reasonOf);
    if (refusal === undefined) break;
    refusals.push(refusal);
    assert.deepEqual(await keptFiles(next), []);
  }
  const unwritten = refusals.filter((refusal) =>
    refusal.includes('kept-00000001 cannot be written'),
  );
  // A temporary file, what is in it, and its name.
  assert.equal(unwritten.length, 3, refusals.join('\n'));
  await disk.rename(`${DIRECTORY}/away`, `${DIRECTORY}/orders-0`);
  await openJournal(disk);
  assert.equal(await orders.read(disk), 'apple plum ');
});

test('what was left of an interrupted write is removed', async () => {
  const disk = await newDisk();
  await disk.writeWhole(`${KEPT}.tmp`, Buffer.from('half'));
  await openJournal(disk);
  assert.deepEqual(await keptFiles(disk), []);
});

test('kept entries that are damaged or of a newer version are refused, by the name of their file', async () => {
  const { disk } = await crashed();
  await disk.rename(`${DIRECTORY}/orders-0`, `${DIRECTORY}/away`);
  await start(disk);
  const good = await disk.readWhole(KEPT);
  for (const at of [3, 21, 30, 4096, 4100, 4170, 4200]) {
    const bad = Buffer.from(good);
    bad.writeUInt8((bad[at] ?? 0) ^ 1, at);
    await disk.writeWhole(KEPT, bad);
    await assert.rejects(openJournal(disk), (error) => {
      return error instanceof KafkaError && error.message.startsWith(`${KEPT} `);
    });
  }
  const newer = Buffer.from(good);
  newer.writeUInt32LE(2, 16);
  await disk.writeWhole(KEPT, newer);
  await assert.rejects(openJournal(disk), { code: 'ODRADEK_JOURNAL_VERSION' });
});
