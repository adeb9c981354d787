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
