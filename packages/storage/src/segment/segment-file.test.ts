import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { File, OpenOptions } from '../ports/file-system.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SegmentFile } from './segment-file.ts';

const PATH = '/00000000000000000000.log';
/** A loss of power takes everything that was not synced. */
const STRICT = { lostWrite: 1, tornWrite: 0 };

/** A disk that says when a write begins, which waits meanwhile. */
class WatchedWrites extends MemoryFileSystem {
  onWrite: () => Promise<void> = async () => {};

  override async open(path: string, options?: OpenOptions): Promise<File> {
    const file = await super.open(path, options);
    return {
      ...file,
      write: async (position, buffers) => {
        await this.onWrite();
        await file.write(position, buffers);
      },
    };
  }
}

async function appendTo(file: SegmentFile, text: string): Promise<void> {
  await file.write([Buffer.from(text)], text.length);
}

test('a sync covers a write that was under way when another sync began', async () => {
  const disk = new WatchedWrites({ faults: STRICT });
  const file = new SegmentFile(disk, PATH);
  await file.open(true);
  await disk.syncDirectory('/');
  await appendTo(file, 'first,');
  disk.onWrite = () => file.sync();
  await appendTo(file, 'second');
  assert.ok(file.isUnsynced);
  await file.sync();
  assert.equal(String(await disk.crash().readWhole(PATH)), 'first,second');
});

test('a file that is synced is not synced again', async () => {
  const disk = new MemoryFileSystem({ faults: STRICT });
  const file = new SegmentFile(disk, PATH);
  await file.open(true);
  await appendTo(file, 'first');
  await file.sync();
  const { operationsCount } = disk;
  await file.sync();
  assert.equal(disk.operationsCount, operationsCount);
  assert.ok(!file.isUnsynced);
});

/** What was asked of a file and has not ended. */
interface HeldOperation {
  readonly name: string;
  readonly end: () => void;
  readonly fail: () => void;
}

/** A disk that ends what changes files when it is told to. */
class HeldFileSystem extends MemoryFileSystem {
  readonly held: HeldOperation[] = [];

  override async open(path: string, options?: OpenOptions): Promise<File> {
    const file = await super.open(path, options);
    return {
      read: (position, length) => file.read(position, length),
      write: (position, buffers) => this.hold('write', () => file.write(position, buffers)),
      writeNow: (position, buffers) => file.writeNow(position, buffers),
      datasync: () => this.hold('datasync', () => file.datasync()),
      truncate: (size) => this.hold('truncate', () => file.truncate(size)),
      size: () => file.size(),
      close: () => file.close(),
    };
  }

  get underWay(): readonly string[] {
    return this.held.map(({ name }) => name);
  }

  private hold(name: string, operation: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const error = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'fdatasync' });
      this.held.push({
        name,
        end: () => void operation().then(resolve, reject),
        fail: () => reject(error),
      });
    });
  }

  async end(): Promise<void> {
    this.held.shift()?.end();
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

async function segmentFile() {
  const disk = new HeldFileSystem();
  const file = new SegmentFile(disk, PATH);
  await file.open(true);
  const write = (text: string): boolean => file.writeNow([Buffer.from(text)], text.length);
  return { disk, file, write };
}

test('two syncs of one file follow each other, and those that wait share one', async () => {
  const { disk, file, write } = await segmentFile();
  write('a');
  const first = file.sync();
  write('b');
  let endedCount = 0;
  const others = [file.sync(), file.sync()].map(async (sync) => {
    await sync;
    endedCount++;
  });
  await settle();
  assert.deepEqual(disk.underWay, ['datasync']);
  await disk.end();
  await first;
  assert.deepEqual([endedCount, disk.underWay, file.isUnsynced], [0, ['datasync'], true]);
  await disk.end();
  await Promise.all(others);
  assert.deepEqual([disk.underWay, file.isUnsynced], [[], false]);
});

test('a sync that waits behind one that fails fails too, and is not tried', async () => {
  const { disk, file, write } = await segmentFile();
  write('a');
  const first = assert.rejects(file.sync(), { code: 'EIO' });
  write('b');
  const second = assert.rejects(file.sync(), { code: 'EIO' });
  await settle();
  disk.held.shift()?.fail();
  await Promise.all([first, second]);
  assert.deepEqual([disk.underWay, file.isUnsynced], [[], true]);
});

test('whoever asks again when a sync has ended does not begin one beside that of others', async () => {
  const { disk, file, write } = await segmentFile();
  write('a');
  const again = file.sync().then(() => file.sync());
  write('b');
  const other = file.sync();
  await settle();
  await disk.end();
  assert.deepEqual(disk.underWay, ['datasync']);
  await disk.end();
  await Promise.all([again, other]);
  assert.deepEqual(disk.underWay, []);
});

test('a cut is durable although a sync began before it was done', async () => {
  const { disk, file, write } = await segmentFile();
  write('abc');
  const cut = file.cutAt(1);
  await settle();
  const sync = file.sync();
  await settle();
  assert.deepEqual(disk.underWay, ['truncate', 'datasync']);
  await disk.end();
  assert.deepEqual(disk.underWay, ['datasync']);
  await disk.end();
  await sync;
  assert.deepEqual(disk.underWay, ['datasync']);
  await disk.end();
  await cut;
  assert.deepEqual([file.written, file.isUnsynced], [1, false]);
});
