import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { NodeFileSystem } from '../node/node-file-system.ts';
import type { File, OpenOptions } from '../ports/file-system.ts';
import { testFileSystem } from '../testing/file-system-conformance.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { GatedFileSystem, type GatedFileSystemOptions } from './gated-file-system.ts';

testFileSystem('GatedFileSystem in memory', async () => {
  const fileSystem = new GatedFileSystem(new MemoryFileSystem(), {
    operationsMax: 2,
    readsMax: 1,
    syncsMax: 2,
  });
  await fileSystem.createDirectory('/data');
  return { fileSystem, directory: '/data' };
});

testFileSystem('GatedFileSystem on disk', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-gate-'));
  context.after(() => rm(directory, { recursive: true }));
  const gated = new GatedFileSystem(new NodeFileSystem(), {
    operationsMax: 1,
    readsMax: 1,
    syncsMax: 1,
  });
  return { fileSystem: gated, directory };
});

/** A disk that does what is asked of its files when it is told to. */
class HeldFileSystem extends MemoryFileSystem {
  readonly underWay: string[] = [];
  private readonly held: (() => void)[] = [];

  override async open(path: string, options?: OpenOptions): Promise<File> {
    return this.holdAll(await super.open(path, options));
  }

  private holdAll(file: File): File {
    return {
      read: (position, length) => this.hold(`read ${position}`, () => file.read(position, length)),
      write: (position, buffers) =>
        this.hold(`write ${position}`, () => file.write(position, buffers)),
      writeNow: (position, buffers) => file.writeNow(position, buffers),
      datasync: () => this.hold('datasync', () => file.datasync()),
      truncate: (size) => this.hold('truncate', () => file.truncate(size)),
      size: () => this.hold('size', () => file.size()),
      close: () => this.hold('close', () => file.close()),
    };
  }

  private async hold<Result>(name: string, operation: () => Promise<Result>): Promise<Result> {
    this.underWay.push(name);
    await new Promise<void>((resolve) => this.held.push(resolve));
    this.underWay.splice(this.underWay.indexOf(name), 1);
    return operation();
  }

  /** Ends what was begun first. */
  async endFirst(): Promise<void> {
    this.held.shift()?.();
    await settle();
  }

  /** Ends everything, also what begins meanwhile. */
  async endAll(): Promise<void> {
    await settle();
    while (this.held.length > 0) await this.endFirst();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

async function gatedFile(options: GatedFileSystemOptions) {
  const disk = new HeldFileSystem();
  const fileSystem = new GatedFileSystem(disk, options);
  await fileSystem.createDirectory('/data');
  const file = await fileSystem.open('/data/orders.log', { create: true });
  return { disk, fileSystem, file };
}

test('as many reads as are allowed are under way, and keep no write or sync waiting', async () => {
  const { disk, file } = await gatedFile({ operationsMax: 4, readsMax: 2, syncsMax: 4 });
  const reads = [0, 1, 2, 3, 4].map((position) => file.read(position, 1));
  const others = [file.write(0, [Buffer.from('abcdef')]), file.datasync()];
  assert.deepEqual(disk.underWay, ['read 0', 'read 1', 'write 0', 'datasync']);
  await disk.endFirst();
  assert.deepEqual(disk.underWay, ['read 1', 'write 0', 'datasync', 'read 2']);
  await disk.endAll();
  await Promise.all([...reads, ...others]);
});

test('as many operations as are allowed are under way, of all files together, in order', async () => {
  const { disk, fileSystem, file } = await gatedFile({
    operationsMax: 2,
    readsMax: 2,
    syncsMax: 2,
  });
  const second = await fileSystem.open('/data/payments.log', { create: true });
  const all = [file.datasync(), second.truncate(1), second.size(), file.write(7, [])];
  assert.deepEqual(disk.underWay, ['datasync', 'truncate']);
  await disk.endFirst();
  assert.deepEqual(disk.underWay, ['truncate', 'size']);
  await disk.endFirst();
  assert.deepEqual(disk.underWay, ['size', 'write 7']);
  await disk.endAll();
  await Promise.all(all);
});

test('as many syncs as are allowed are under way, and keep no write waiting', async () => {
  const { disk, file } = await gatedFile({ operationsMax: 3, readsMax: 1, syncsMax: 2 });
  for (let sync = 0; sync < 3; sync++) void file.datasync();
  void file.write(0, [Buffer.from('a')]);
  await settle();
  assert.deepEqual(disk.underWay, ['datasync', 'datasync', 'write 0']);
  await disk.endFirst();
  assert.deepEqual(disk.underWay, ['datasync', 'write 0', 'datasync']);
  await disk.endFirst();
  await disk.endFirst();
  await disk.endFirst();
  assert.deepEqual(disk.underWay, []);
});

test('what is written at once waits for nothing', async () => {
  const { disk, file } = await gatedFile({ operationsMax: 1, readsMax: 1, syncsMax: 1 });
  const syncs = [file.datasync(), file.datasync()];
  file.writeNow(0, [Buffer.from('now')]);
  const read = file.read(0, 10);
  await disk.endAll();
  assert.equal(String(await read), 'now');
  await Promise.all(syncs);
});

test('closing waits for what was begun, also for what has no slot yet, and holds none itself', async () => {
  const { disk, file } = await gatedFile({ operationsMax: 1, readsMax: 1, syncsMax: 1 });
  const written = [
    file.write(0, [Buffer.from('a')]),
    file.write(1, [Buffer.from('b')]),
    file.datasync(),
  ];
  const closed = file.close();
  assert.equal(file.isOpen, false);
  await assert.rejects(file.read(0, 1), /closed/);
  assert.throws(() => file.writeNow(0, []), /closed/);
  assert.deepEqual(disk.underWay, ['write 0']);
  for (const underWay of ['write 1', 'datasync', 'close']) {
    await disk.endFirst();
    assert.deepEqual(disk.underWay, [underWay]);
  }
  await disk.endAll();
  await Promise.all([...written, closed]);
  const bytes = disk.readWhole('/data/orders.log');
  await disk.endAll();
  assert.equal(String(await bytes), 'ab');
});

test('an operation that fails gives its slot back', async () => {
  const disk = new MemoryFileSystem();
  const fileSystem = new GatedFileSystem(disk, { operationsMax: 1, readsMax: 1, syncsMax: 1 });
  await fileSystem.createDirectory('/data');
  for (let count = 0; count < 3; count++) {
    await assert.rejects(fileSystem.open('/data/missing'), { code: 'ENOENT' });
    await assert.rejects(fileSystem.readWhole('/data/missing'), { code: 'ENOENT' });
    await assert.rejects(fileSystem.list('/missing'), { code: 'ENOENT' });
  }
  assert.equal(await fileSystem.exists('/data'), true);
});
