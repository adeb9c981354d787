import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testFileSystem } from '../testing/file-system-conformance.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { WatchedFileSystem } from './watched-file-system.ts';

const DIRECTORY = '/data';

async function watched() {
  const disk = new MemoryFileSystem();
  await disk.createDirectory(DIRECTORY);
  const heard: unknown[] = [];
  const watch: { error: Error | undefined; onError: (error: unknown) => void } = {
    error: undefined,
    onError: (error) => heard.push(error),
  };
  return { disk, heard, watch, fileSystem: new WatchedFileSystem(disk, watch) };
}

testFileSystem('WatchedFileSystem', async () => {
  const { fileSystem } = await watched();
  return { fileSystem, directory: DIRECTORY };
});

test('what writeNow throws is heard', async () => {
  const { disk, heard, fileSystem } = await watched();
  const file = await fileSystem.open(`${DIRECTORY}/a.log`, { create: true });
  disk.failLater({ operation: 'write' });
  assert.throws(() => file.writeNow(0, [Buffer.from('a')]), { code: 'EIO' });
  assert.deepEqual(
    heard.map((error) => (error as NodeJS.ErrnoException).code),
    ['EIO'],
  );
});

test('once the disk has failed nothing is written, and what is there can be read', async () => {
  const { heard, watch, fileSystem } = await watched();
  const file = await fileSystem.open(`${DIRECTORY}/a.log`, { create: true });
  file.writeNow(0, [Buffer.from('kept')]);
  watch.error = new Error('the disk has failed');
  assert.throws(() => file.writeNow(0, [Buffer.from('lost')]), /the disk has failed/);
  await assert.rejects(file.write(0, [Buffer.from('lost')]), /the disk has failed/);
  assert.equal(String(await file.read(0, 10)), 'kept');
  assert.deepEqual(heard, []);
});
