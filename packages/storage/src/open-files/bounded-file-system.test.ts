import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { NodeFileSystem } from '../node/node-file-system.ts';
import type { File } from '../ports/file-system.ts';
import { testFileSystem } from '../testing/file-system-conformance.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { BoundedFileSystem } from './bounded-file-system.ts';

for (const filesMax of [1, 100]) {
  testFileSystem(`BoundedFileSystem of ${filesMax} in memory`, async () => {
    const fileSystem = new BoundedFileSystem(new MemoryFileSystem(), { filesMax });
    await fileSystem.createDirectory('/data');
    return { fileSystem, directory: '/data' };
  });
}

testFileSystem('BoundedFileSystem of 1 on disk', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-files-'));
  context.after(() => rm(directory, { recursive: true }));
  return { fileSystem: new BoundedFileSystem(new NodeFileSystem(), { filesMax: 1 }), directory };
});

async function withFiles(count: number, filesMax: number) {
  const disk = new MemoryFileSystem();
  const fileSystem = new BoundedFileSystem(disk, { filesMax });
  await fileSystem.createDirectory('/data/orders-0');
  const files: File[] = [];
  for (let index = 0; index < count; index++) {
    const file = await fileSystem.open(pathOf(index), { create: true });
    await file.write(0, [Buffer.from(`file ${index}`)]);
    await file.datasync();
    files.push(file);
  }
  return { disk, fileSystem, files };
}

function pathOf(index: number): string {
  return `/data/orders-0/${index}.log`;
}

async function text(file: File | undefined): Promise<string> {
  return String(await file?.read(0, 100));
}

/** What is under way in the background ends. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

test('the file that was not used for longest is closed, and opened again when it is used', async () => {
  const { fileSystem, files, disk } = await withFiles(5, 3);
  assert.equal(fileSystem.openCount, 3);
  const before = disk.operationsCount;
  assert.equal(await text(files[4]), 'file 4');
  assert.equal(disk.operationsCount - before, 1);
  // Opens the one, closes the other, and reads.
  assert.equal(await text(files[0]), 'file 0');
  assert.equal(disk.operationsCount - before, 4);
  assert.equal(await text(files[4]), 'file 4');
  assert.equal(disk.operationsCount - before, 5);
  assert.equal(fileSystem.openCount, 3);
  await Promise.all(files.map((file) => file.close()));
  assert.equal(fileSystem.openCount, 0);
});

test('a file that was written to stays open until it was synced', async () => {
  const { fileSystem, files } = await withFiles(4, 2);
  await files[0]?.write(0, [Buffer.from('FILE')]);
  await files[1]?.truncate(4);
  assert.equal(fileSystem.openCount, 2);
  await files[2]?.size();
  // One of the two was synced to make room; nothing was lost by it.
  await settle();
  assert.equal(fileSystem.openCount, 2);
  assert.deepEqual(await Promise.all(files.map(text)), ['FILE 0', 'file', 'file 2', 'file 3']);
});

test('a file that is open can be written at once, and stays open until that is synced', async () => {
  const { fileSystem, files } = await withFiles(3, 1);
  assert.deepEqual(
    files.map(({ isOpen }) => isOpen),
    [false, false, true],
  );
  files[2]?.writeNow(0, [Buffer.from('FI'), Buffer.from('LE')]);
  const size = files[0]?.size();
  assert.equal(files[2]?.isOpen, true);
  await size;
  await settle();
  assert.equal(fileSystem.openCount, 1);
  assert.throws(() => files[1]?.writeNow(0, [Buffer.from('x')]), /a file that is open/);
  assert.deepEqual(await Promise.all(files.map(text)), ['file 0', 'file 1', 'FILE 2']);
});

test('whoever uses a file next is told that a sync in the background has failed', async () => {
  const { disk, files } = await withFiles(3, 1);
  await files[0]?.write(0, [Buffer.from('FILE')]);
  disk.failLater({ operation: 'datasync' });
  await files[1]?.size();
  await settle();
  await assert.rejects(async () => files[0]?.datasync(), { code: 'EIO' });
  await assert.rejects(async () => files[0]?.read(0, 1), { code: 'EIO' });
  await assert.rejects(async () => files[0]?.close(), { code: 'EIO' });
  assert.equal(await text(files[2]), 'file 2');
});

test('a sync follows the one in the background, and fails if that one does', async () => {
  const { disk, files } = await withFiles(3, 1);
  await files[0]?.write(0, [Buffer.from('FILE')]);
  disk.failLater({ operation: 'datasync' });
  // To open another file, this one is synced first.
  const size = files[1]?.size();
  assert.equal(disk.faultsToCome, 0);
  await assert.rejects(async () => files[0]?.datasync(), { code: 'EIO' });
  await size;
});

test('a file is found again under its new name, and the old name is free for another', async () => {
  const { fileSystem, files } = await withFiles(4, 1);
  await fileSystem.rename(pathOf(0), `${pathOf(0)}.deleted`);
  await fileSystem.writeWhole(pathOf(0), Buffer.from('another'));
  assert.equal(await text(files[0]), 'file 0');
  await fileSystem.rename('/data/orders-0', '/data/orders-0.deleted');
  await fileSystem.createDirectory('/data/orders-0');
  await fileSystem.writeWhole(pathOf(1), Buffer.from('another'));
  assert.deepEqual(await Promise.all(files.slice(0, 3).map(text)), ['file 0', 'file 1', 'file 2']);
  await fileSystem.rename('/data/orders-0.deleted', '/data/orders-0.gone');
  assert.deepEqual(await Promise.all(files.slice(0, 3).map(text)), ['file 0', 'file 1', 'file 2']);
});

test('a file whose name is removed is read as long as it is open, and is no other afterwards', async () => {
  const { fileSystem, files } = await withFiles(3, 2);
  await fileSystem.remove('/data/orders-0');
  await fileSystem.createDirectory('/data/orders-0');
  await fileSystem.writeWhole(pathOf(0), Buffer.from('another'));
  await assert.rejects(text(files[0]), { code: 'ENOENT', message: /removed or replaced/ });
  assert.deepEqual([await text(files[1]), await text(files[2])], ['file 1', 'file 2']);
});

test('without a free handle of the system others are closed, and it is tried again', async () => {
  const { disk, fileSystem, files } = await withFiles(40, 100);
  disk.failLater({ operation: 'open', code: 'EMFILE' });
  await fileSystem.open('/data/new', { create: true });
  assert.equal(fileSystem.openCount, 41 - 16);
  disk.failLater({ operation: 'list', code: 'ENFILE' });
  assert.equal((await fileSystem.list('/data/orders-0')).length, 40);
  assert.equal(fileSystem.openCount, 41 - 32);
  assert.equal(await text(files[0]), 'file 0');
  for (let count = 0; count < 3; count++) disk.failLater({ operation: 'open', code: 'EMFILE' });
  await assert.rejects(fileSystem.open('/data/other', { create: true }), { code: 'EMFILE' });
});

test('as many users as there may be at once read what was written', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = new SeededRandom(seed);
    const { fileSystem, files } = await withFiles(8, 1 + random.below(4));
    const written = files.map(() => 0);
    const users = Array.from({ length: 40 }, async (_, user) => {
      const index = random.below(files.length);
      const file = files[index];
      const choice = random.below(4);
      if (choice === 0) assert.match(await text(file), /^file/);
      else if (choice === 1) await file?.datasync();
      else if (choice === 2) await file?.write(10 + user, [Buffer.of(1)]);
      else await fileSystem.rename(pathOf(index), pathOf(index));
      if (choice === 2) written[index] = Math.max(written[index] ?? 0, 11 + user);
    });
    await Promise.all(users);
    await settle();
    for (const [index, file] of files.entries()) {
      const size = Math.max(6, written[index] ?? 0);
      assert.equal(await file.size(), size, `seed ${seed}`);
      await file.close();
    }
    assert.equal(fileSystem.openCount, 0);
  }
});
