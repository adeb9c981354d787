import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MemoryFileSystem } from '../testing/memory-file-system.ts';
import type { JournalFile } from '../ports/journal-device.ts';
import { BufferedJournalDevice } from './buffered-journal-device.ts';
import { newDisk, newLog, openJournal, settled } from './test-context.ts';

/** Two files, each with two frames of a block and the block that is kept for a checkpoint. */
const SIZES = {
  firstFileBytes: 4 * 4096,
  fileBytes: 4 * 4096,
  totalBytes: 8 * 4096,
  checkpointBytes: 1024 * 4096,
};

/** A device whose writes wait, once `hold` was called, until they are let go one by one. */
class HeldDevice extends BufferedJournalDevice {
  /** Where writes begin that wait: the last digit of the file, and the block. */
  readonly held: string[] = [];
  private isHolding = false;
  private letGo: (() => void)[] = [];

  hold(): void {
    this.isHolding = true;
  }

  /** Lets the write go on that waits at a place. */
  release(place: string): void {
    const index = this.held.indexOf(place);
    this.held.splice(index, 1);
    for (const letGo of this.letGo.splice(index, 1)) letGo();
  }

  override async open(path: string): Promise<JournalFile> {
    const file = await super.open(path);
    const writeDurably = file.writeDurably.bind(file);
    file.writeDurably = async (position, bytes) => {
      if (this.isHolding) {
        this.held.push(`${path.at(-1)}/${position / 4096}`);
        await new Promise<void>((resolve) => this.letGo.push(resolve));
      }
      await writeDurably(position, bytes);
    };
    return file;
  }
}

async function heldJournal(disk: MemoryFileSystem) {
  const device = new HeldDevice(disk);
  const log = await newLog(disk, 'orders-0');
  const opened = await openJournal(disk, { device, sizes: SIZES });
  const acknowledged: string[] = [];
  const append = async (text: string): Promise<void> => {
    opened.journal.append(await log.write(Buffer.from(text), () => acknowledged.push(text)));
    await settled();
  };
  return { ...opened, device, append, acknowledged };
}

test('a file is used again only when the checkpoint is durable that needs nothing of it any more', async () => {
  const { device, journal, append } = await heldJournal(await newDisk());
  for (const text of ['a', 'b', 'c']) await append(text);
  device.hold();
  const checkpoint = journal.checkpoint();
  await settled();
  await append('d');
  assert.deepEqual(device.held, ['2/2']);
  device.release('2/2');
  await checkpoint;
  await settled();
  assert.deepEqual(device.held, ['1/1']);
});

test('two frames are under way at a time, and count in their order, not in that of the disk', async () => {
  const { device, append, acknowledged } = await heldJournal(await newDisk());
  device.hold();
  for (const text of ['a', 'b', 'c']) await append(text);
  assert.deepEqual(device.held, ['1/1', '1/2']);
  device.release('1/2');
  await settled();
  assert.deepEqual(acknowledged, []);
  device.release('1/1');
  await settled();
  assert.deepEqual(acknowledged, ['a', 'b']);
});

test('a full journal brings its checkpoint in the block that was kept for it', async () => {
  const { device, append, acknowledged, checkpoints } = await heldJournal(await newDisk());
  for (const text of ['a', 'b', 'c', 'd', 'e']) await append(text);
  assert.equal(checkpoints.length, 1);
  assert.deepEqual(acknowledged, ['a', 'b', 'c', 'd', 'e']);
  device.hold();
  await append('f');
  assert.deepEqual(device.held, ['1/2']);
});
