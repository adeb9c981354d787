import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newDisk, newLog, openJournal, settled } from './test-context.ts';

test('what was acknowledged is in the segment after a loss of power', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal } = await openJournal(disk);
  await log.append(journal, 'apple ');
  await log.append(journal, 'pear ');
  const after = disk.crash();
  const { replayed, replay } = await openJournal(after);
  assert.deepEqual(replayed, ['orders-0/0@0', 'orders-0/0@6']);
  assert.equal(await log.read(after), 'apple pear ');
  assert.equal(replay.partitions[0]?.error, undefined);
});

test('appends of a turn share one write and one sync', async () => {
  const disk = await newDisk();
  const logs = [await newLog(disk, 'orders-0'), await newLog(disk, 'orders-1')];
  const { journal } = await openJournal(disk);
  const order: string[] = [];
  const entries = [];
  for (const log of [...logs, ...logs]) {
    const { folder } = log.log;
    entries.push(await log.write(Buffer.from(folder), () => order.push(folder)));
  }
  const before = disk.operationsCount;
  for (const entry of entries) journal.append(entry);
  await settled();
  assert.equal(disk.operationsCount - before, 2);
  assert.deepEqual(order, ['orders-0', 'orders-1', 'orders-0', 'orders-1']);
});

test('a checkpoint leaves nothing to replay, also after a loss of power', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, checkpoints } = await openJournal(disk);
  await log.append(journal, 'apple');
  await journal.checkpoint();
  assert.deepEqual(checkpoints, [[log.target]]);
  const after = disk.crash();
  const { replayed } = await openJournal(after);
  assert.deepEqual(replayed, []);
  assert.equal(await log.read(after), 'apple');
});

test('an entry is made durable in its segment in the background, some time after it came', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, clock, checkpoints } = await openJournal(disk);
  await log.append(journal, 'apple');
  clock.advance(999);
  await settled();
  assert.equal(checkpoints.length, 0);
  clock.advance(1);
  await settled();
  assert.equal(checkpoints.length, 1);
  assert.deepEqual((await openJournal(disk.crash())).replayed, []);
});

test('a closed journal leaves nothing to replay', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal } = await openJournal(disk);
  await log.append(journal, 'apple');
  await journal.close();
  const after = disk.crash();
  assert.deepEqual((await openJournal(after)).replayed, []);
  assert.equal(await log.read(after), 'apple');
});

test('the files of a journal are used again, and it goes on through many of their lives', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal } = await openJournal(disk);
  for (let index = 0; index < 300; index++) await log.append(journal, `${index} `);
  const names = (await disk.list('/data')).filter(({ type }) => type === 'file');
  assert.equal(names.length <= 4, true);
  const after = disk.crash();
  const { replayed } = await openJournal(after);
  assert.equal(replayed.length < 64, true, `${replayed.length} to replay`);
  assert.equal(
    await log.read(after),
    Array.from({ length: 300 }, (_, index) => `${index} `).join(''),
  );
});
