import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { isMissingFile } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';

/** Makes a device and an empty directory that it can use, which it removes after the test. */
export type CreateJournalDevice = (
  context: TestContext,
) => Promise<{ readonly device: JournalDevice; readonly directory: string }>;

/** What every `JournalDevice` must do. */
export function testJournalDevice(name: string, create: CreateJournalDevice): void {
  testCreation(name, create);
  testWrites(name, create);
  testReads(name, create);
  testClose(name, create);
}

function testCreation(name: string, create: CreateJournalDevice): void {
  test(`${name}: a created file is all zeros and has its size`, async (context) => {
    const { device, directory } = await create(context);
    const sizes = [device.blockBytes, 3 * device.blockBytes, 1024 * 1024 + device.blockBytes];
    for (const size of sizes) {
      await device.create(`${directory}/journal`, size);
      const file = await device.open(`${directory}/journal`);
      assert.equal(file.size, size);
      assert.deepEqual(await file.read(0, size + 1), Buffer.alloc(size));
      await file.close();
    }
  });

  test(`${name}: create leaves nothing of a larger file of that name`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    await device.create(`${directory}/journal`, 4 * blockBytes);
    const before = await device.open(`${directory}/journal`);
    await before.writeDurably(0, filled(device, 4 * blockBytes, 7));
    await before.close();
    await device.create(`${directory}/journal`, 2 * blockBytes);
    const after = await device.open(`${directory}/journal`);
    assert.equal(after.size, 2 * blockBytes);
    assert.deepEqual(await after.read(0, 4 * blockBytes), Buffer.alloc(2 * blockBytes));
    await after.close();
  });

  test(`${name}: what is missing is said to be`, async (context) => {
    const { device, directory } = await create(context);
    await assert.rejects(device.open(`${directory}/journal`), isMissingFile);
    await assert.rejects(
      device.create(`${directory}/no/journal`, device.blockBytes),
      isMissingFile,
    );
  });

  test(`${name}: allocated memory is zeros that nothing else has`, async (context) => {
    const { device } = await create(context);
    const sizes = [device.blockBytes, 100, 3 * device.blockBytes, 600 * 1024, 600 * 1024, 1];
    const pieces = sizes.map((bytes, index) => {
      const piece = device.allocate(bytes);
      assert.deepEqual(piece, Buffer.alloc(bytes));
      return piece.fill(index + 1);
    });
    for (const [index, piece] of pieces.entries()) {
      assert.deepEqual(piece, Buffer.alloc(sizes[index] ?? 0, index + 1));
    }
  });
}

function testWrites(name: string, create: CreateJournalDevice): void {
  test(`${name}: writes are there when they have ended, also for who opens the file again`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    await device.create(`${directory}/journal`, 8 * blockBytes);
    const file = await device.open(`${directory}/journal`);
    await file.writeDurably(blockBytes, filled(device, 2 * blockBytes, 1));
    await file.writeDurably(2 * blockBytes, filled(device, blockBytes, 2));
    const expected = Buffer.alloc(8 * blockBytes);
    expected.fill(1, blockBytes, 2 * blockBytes).fill(2, 2 * blockBytes, 3 * blockBytes);
    assert.deepEqual(await file.read(0, 8 * blockBytes), expected);
    const again = await device.open(`${directory}/journal`);
    assert.deepEqual(await again.read(0, 8 * blockBytes), expected);
    await file.writeDurably(7 * blockBytes, filled(device, blockBytes, 3));
    expected.fill(3, 7 * blockBytes);
    assert.deepEqual(await again.read(0, 8 * blockBytes), expected);
    await file.sync();
    await file.close();
    await again.close();
  });

  test(`${name}: several writes may be under way, and memory is used from its beginning on`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    const size = 24 * 64 * blockBytes;
    await device.create(`${directory}/journal`, size);
    const file = await device.open(`${directory}/journal`);
    const expected = Buffer.alloc(size);
    const writes = Array.from({ length: 24 }, (_, index) => {
      const bytes = filled(device, 64 * blockBytes, index + 1).subarray(
        0,
        (index + 1) * blockBytes,
      );
      expected.set(bytes, index * 64 * blockBytes);
      return file.writeDurably(index * 64 * blockBytes, bytes);
    });
    await Promise.all(writes);
    assert.equal(expected.equals(await file.read(0, size)), true);
    await file.close();
  });

  test(`${name}: memory may be used again for the next write`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    await device.create(`${directory}/journal`, 16 * blockBytes);
    const file = await device.open(`${directory}/journal`);
    const memory = device.allocate(blockBytes);
    for (let block = 0; block < 16; block++) {
      await file.writeDurably(block * blockBytes, memory.fill(block));
    }
    for (let block = 0; block < 16; block++) {
      const bytes = await file.read(block * blockBytes, blockBytes);
      assert.deepEqual(bytes, Buffer.alloc(blockBytes, block));
    }
    await file.close();
  });
}

function testClose(name: string, create: CreateJournalDevice): void {
  test(`${name}: close waits for the writes that were begun`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    await device.create(`${directory}/journal`, 4 * blockBytes);
    const file = await device.open(`${directory}/journal`);
    const ended: string[] = [];
    const writes = [0, 1, 2, 3].map(async (block) => {
      await file.writeDurably(block * blockBytes, filled(device, blockBytes, 5));
      ended.push('write');
    });
    const closing = file.close().then(() => ended.push('close'));
    await Promise.all([...writes, closing]);
    assert.deepEqual(ended, ['write', 'write', 'write', 'write', 'close']);
    const again = await device.open(`${directory}/journal`);
    assert.deepEqual(await again.read(0, 4 * blockBytes), Buffer.alloc(4 * blockBytes, 5));
    await again.close();
  });
}

function testReads(name: string, create: CreateJournalDevice): void {
  test(`${name}: read answers any range, and less at the end of the file`, async (context) => {
    const { device, directory } = await create(context);
    const size = 4 * device.blockBytes;
    await device.create(`${directory}/journal`, size);
    const file = await device.open(`${directory}/journal`);
    const bytes = device.allocate(size);
    for (let at = 0; at < size; at += 4) bytes.writeUInt32LE(at, at);
    await file.writeDurably(0, bytes);
    const { blockBytes } = device;
    for (const position of [0, 1, blockBytes - 1, blockBytes, size - 1, size, size + 5]) {
      for (const length of [0, 1, 3, blockBytes, blockBytes + 1, size, 2 * size]) {
        const expected = bytes.subarray(position, position + length);
        assert.equal(expected.equals(await file.read(position, length)), true);
        for (const memory of [device.allocate(blockBytes), device.allocate(size + blockBytes)]) {
          memory.fill(0xff);
          assert.equal(expected.equals(await file.read(position, length, memory)), true);
        }
      }
    }
    await file.close();
  });

  test(`${name}: what was read does not change with the next write`, async (context) => {
    const { device, directory } = await create(context);
    const { blockBytes } = device;
    await device.create(`${directory}/journal`, blockBytes);
    const file = await device.open(`${directory}/journal`);
    const zeros = await file.read(0, blockBytes);
    await file.writeDurably(0, filled(device, blockBytes, 1));
    const ones = await file.read(0, blockBytes);
    assert.deepEqual([zeros[0], ones[0]], [0, 1]);
    await file.close();
  });
}

function filled(device: JournalDevice, bytes: number, value: number): Buffer {
  return device.allocate(bytes).fill(value);
}
