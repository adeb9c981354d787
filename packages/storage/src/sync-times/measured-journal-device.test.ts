import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { BufferedJournalDevice } from '../journal/buffered-journal-device.ts';
import { testJournalDevice } from '../testing/journal-device-conformance.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { NotedSyncs } from '../testing/noted-syncs.ts';
import { MeasuredJournalDevice } from './measured-journal-device.ts';

testJournalDevice('MeasuredJournalDevice in memory', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  const device = new BufferedJournalDevice(fileSystem);
  const options = { directory: '/data', clock: new ManualClock(), observer: new NotedSyncs() };
  return { device: new MeasuredJournalDevice(device, options), directory: '/data' };
});

test('a write to a journal is told when it begins, and when it is durable or has failed', async () => {
  const clock = new ManualClock();
  const observer = new NotedSyncs();
  const disk = new MemoryFileSystem();
  const device = new BufferedJournalDevice(disk);
  const measured = new MeasuredJournalDevice(device, { directory: '/data', clock, observer });
  await measured.create('/journal', 3 * measured.blockBytes);
  const file = await measured.open('/journal');
  const bytes = measured.allocate(2 * measured.blockBytes);
  const written = file.writeDurably(0, bytes);
  assert.deepEqual(observer.noted, ['write to the journal of /data']);
  clock.advance(3);
  await written;
  assert.deepEqual(observer.noted.slice(1), [
    `write to the journal of /data: ${bytes.byteLength} bytes in 3 ms`,
  ]);
  disk.failLater({ operation: 'write' });
  await assert.rejects(file.writeDurably(0, bytes), { code: 'EIO' });
  assert.equal(observer.noted.at(-1), 'write to the journal of /data: failed');
});
