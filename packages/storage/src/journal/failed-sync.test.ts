import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newDisk, newLog, openJournal, settled, TestLog } from './test-context.ts';

test('a frame whose sync has failed is written again before anything comes behind it', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, failures } = await openJournal(disk);
  await log.append(journal, 'apple ');
  const entry = await log.write(Buffer.from('pear '));
  disk.failLater({ operation: 'datasync' });
  journal.append(entry);
  await settled();
  assert.ok(failures.error !== undefined);
  // Another process finds in the page cache what the disk does not have, and no sync brings there.
  const { journal: next, replayed } = await openJournal(disk);
  assert.deepEqual(replayed, ['orders-0/0@0', 'orders-0/0@6']);
  await log.append(next, 'plum');
  const after = disk.crash();
  const again = await openJournal(after);
  assert.deepEqual(again.replayed, ['orders-0/0@0', 'orders-0/0@6', 'orders-0/0@11']);
  assert.equal(await new TestLog(after, log.log).read(after), 'apple pear plum');
});

test('the first block of a file whose sync has failed is written again before any frame', async () => {
  const disk = await newDisk();
  // The zeros are durable, the block is not; and the process ends before it takes the file away.
  disk.failLater({ operation: 'datasync', after: 1 });
  disk.failLater({ operation: 'remove' });
  await assert.rejects(openJournal(disk), { code: 'KAFKA_STORAGE_ERROR' });
  const { journal } = await openJournal(disk);
  const log = await newLog(disk, 'orders-0');
  await log.append(journal, 'apple');
  const again = await openJournal(disk.crash());
  assert.deepEqual(again.replayed, ['orders-0/0@0']);
});
