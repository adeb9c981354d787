import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AssertionFailure } from '@odradek/base';
import fc from 'fast-check';

import { CorruptIndex } from './corrupt-index.ts';
import { OffsetIndex, type OffsetPosition } from './offset-index.ts';
import { DIRECTORY, indexContext } from './test-context.ts';

const BASE_OFFSET = 1000;
const PATH = `${DIRECTORY}/00000000000000001000.index`;
const NO_ENTRY: OffsetPosition = { offset: BASE_OFFSET, position: 0 };

async function offsetIndexContext(bytesMax = 10 * 1024 * 1024) {
  const context = await indexContext();
  const create = () =>
    new OffsetIndex({
      fileSystem: context.fileSystem,
      path: PATH,
      baseOffset: BASE_OFFSET,
      bytesMax,
    });
  return { ...context, create, index: create() };
}

/** Entries 10 offsets and 4200 bytes apart; the first has offset 1009. */
function appendEntries(index: OffsetIndex, first: number, end: number): void {
  for (let entry = first; entry < end; entry++) index.append(1009 + entry * 10, 4200 * (entry + 1));
}

test('the file has relative offset and position of each entry as int32', async () => {
  const { disk, index } = await offsetIndexContext();
  index.append(1005, 4200);
  index.append(1000 + 0x7fffffff, 0x7fffffff);
  assert.equal(await index.flush(), true);
  const bytes = await disk.readWhole(PATH);
  assert.equal(bytes.toString('hex'), '0000000500001068' + '7fffffff7fffffff');
});

test('a lookup answers the greatest entry up to the offset, from memory and from the file', async () => {
  const { index } = await offsetIndexContext();
  appendEntries(index, 0, 3);
  for (const flush of [false, true]) {
    if (flush) await index.flush();
    assert.deepEqual(await index.lookup(0), NO_ENTRY);
    assert.deepEqual(await index.lookup(1008), NO_ENTRY);
    assert.deepEqual(await index.lookup(1009), { offset: 1009, position: 4200 });
    assert.deepEqual(await index.lookup(1028), { offset: 1019, position: 8400 });
    assert.deepEqual(await index.lookup(1_000_000), { offset: 1029, position: 12_600 });
  }
});

test('what memory or the last entry of the file decides needs no read', async () => {
  const { create, index, use } = await offsetIndexContext();
  assert.deepEqual(index.tryLookup(1500), NO_ENTRY);
  appendEntries(index, 0, 3);
  assert.deepEqual(index.tryLookup(1008), NO_ENTRY);
  await index.flush();
  appendEntries(index, 3, 5);
  assert.deepEqual(index.tryLookup(1049), { offset: 1049, position: 21_000 });
  assert.deepEqual(index.tryLookup(1038), { offset: 1029, position: 12_600 });
  assert.equal(index.tryLookup(1028), undefined);
  assert.equal(use.reads, 0);
  const opened = create();
  await opened.open();
  assert.equal(use.reads, 1);
  assert.deepEqual(opened.tryLookup(5000), { offset: 1029, position: 12_600 });
});

test('lookups in a file of 2 MiB take few reads of a block, and leave no file open', async () => {
  const { create, index, use } = await offsetIndexContext();
  const count = (2 * 1024 * 1024) / 8;
  appendEntries(index, 0, count);
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(use.reads, 1);
  assert.equal(opened.length, count);
  for (let target = BASE_OFFSET; target < BASE_OFFSET + count * 10; target += 9973) {
    use.reads = 0;
    const entry = Math.floor((target - 1009) / 10);
    const expected =
      entry < 0 ? NO_ENTRY : { offset: 1009 + entry * 10, position: 4200 * (entry + 1) };
    assert.deepEqual(await opened.lookup(target), expected);
    assert.equal(use.reads <= 10, true, `${use.reads} reads`);
  }
  assert.equal(use.bytesReadMax, 4096);
  assert.equal(use.filesOpen, 0);
});

test('an index is full with the whole entries that segment.index.bytes has room for', async () => {
  const { create, index } = await offsetIndexContext(31);
  appendEntries(index, 0, 2);
  assert.equal(index.isFull, false);
  await index.flush();
  appendEntries(index, 2, 3);
  assert.equal(index.isFull, true);
  assert.throws(() => appendEntries(index, 3, 4), AssertionFailure);
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(opened.isFull, true);
});

test('offsets ascend and lie within 2^31 of the base offset, positions within 2 GiB', async () => {
  const { index } = await offsetIndexContext();
  for (const [offset, position] of [
    [999, 0],
    [1000 + 2 ** 31, 0],
    [1000, 2 ** 31],
    [1000, -1],
  ] as const) {
    assert.throws(() => index.append(offset, position), AssertionFailure);
  }
  index.append(1005, 100);
  assert.throws(() => index.append(1005, 200), AssertionFailure);
  assert.deepEqual(index.lastEntry, { offset: 1005, position: 100 });
});

test('a flush without entries makes the file, which Kafka wants to find, and says so once', async () => {
  const { disk, index } = await offsetIndexContext();
  disk.failLater({ operation: 'datasync' });
  await assert.rejects(index.flush(), { code: 'EIO' });
  assert.equal(await index.flush(), true);
  assert.equal(await index.flush(), false);
  assert.equal((await disk.readWhole(PATH)).byteLength, 0);
});

test('a flush that fails leaves nothing behind its entries for fewer that are flushed later', async () => {
  const { create, disk, index, use } = await offsetIndexContext();
  appendEntries(index, 0, 2);
  await index.flush();
  appendEntries(index, 2, 50);
  disk.failLater({ operation: 'datasync' });
  await assert.rejects(index.flush(), { code: 'EIO' });
  assert.equal(index.length, 50);
  assert.deepEqual(await index.lookup(1030), { offset: 1029, position: 12_600 });
  await index.truncateTo(1030);
  assert.equal(await index.flush(), false);
  const opened = create();
  await opened.open();
  assert.equal(opened.length, 3);
  assert.deepEqual(opened.lastEntry, { offset: 1029, position: 12_600 });
  assert.equal(use.filesOpen, 0);
});

test('a truncation that fails is made up for by the next flush', async () => {
  const { create, fileSystem, index } = await offsetIndexContext();
  appendEntries(index, 0, 100);
  await index.flush();
  const open = fileSystem.open.bind(fileSystem);
  let isBroken = true;
  Object.assign(fileSystem, {
    open: async (path: string) => {
      const file = await open(path);
      const truncate = () => Promise.reject(new Error('broken'));
      return isBroken ? { ...file, truncate } : file;
    },
  });
  await assert.rejects(index.truncateTo(1050), /broken/);
  isBroken = false;
  assert.equal(index.length, 5);
  assert.deepEqual(await index.lookup(1500), { offset: 1049, position: 21_000 });
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(opened.length, 5);
});

test('an index of a new segment does not take what a file of its name holds', async () => {
  const { create, disk, index } = await offsetIndexContext();
  await disk.writeWhole(PATH, Buffer.alloc(800, 1));
  appendEntries(index, 0, 1);
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(opened.length, 1);
});

test('entries that were flushed survive a loss of power, once the directory is synced', async () => {
  const { disk, index } = await offsetIndexContext();
  appendEntries(index, 0, 600);
  await index.flush();
  await disk.syncDirectory(DIRECTORY);
  appendEntries(index, 600, 601);
  const rebooted = disk.crash();
  assert.equal((await rebooted.readWhole(PATH)).byteLength, 4800);
});

test('lookups that wait for the file meanwhile see flushes, appends and truncations whole', async () => {
  const { index } = await offsetIndexContext();
  appendEntries(index, 0, 5000);
  await index.flush();
  appendEntries(index, 5000, 6000);
  const early = [1008, 1009, 30_000, 50_999].map((target) => index.lookup(target));
  const flushed = index.flush();
  appendEntries(index, 6000, 6001);
  const late = [1008, 1009, 30_000, 50_999, 60_990, 61_009].map((target) => index.lookup(target));
  const expected = [
    NO_ENTRY,
    { offset: 1009, position: 4200 },
    { offset: 29_999, position: 4200 * 2900 },
    { offset: 50_999, position: 4200 * 5000 },
    { offset: 60_989, position: 4200 * 5999 },
    { offset: 61_009, position: 4200 * 6001 },
  ];
  assert.deepEqual(await Promise.all(early), expected.slice(0, 4));
  assert.deepEqual(await Promise.all(late), expected);
  await flushed;
  const truncated = index.truncateTo(2000);
  const during = await Promise.all([1500, 1999, 30_000].map((target) => index.lookup(target)));
  await truncated;
  assert.deepEqual(during.slice(0, 2), [
    { offset: 1499, position: 4200 * 50 },
    { offset: 1999, position: 4200 * 100 },
  ]);
  assert.equal([29_999, 1999].includes(during[2]?.offset ?? -1), true);
  assert.equal(index.length, 100);
});

for (const count of [100, 5000]) {
  test(`a lookup whose block of ${count} entries is cut off and written anew meanwhile starts again`, async () => {
    const { fileSystem, index } = await offsetIndexContext();
    appendEntries(index, 0, count);
    await index.flush();
    const open = fileSystem.open.bind(fileSystem);
    let isFirstRead = true;
    Object.assign(fileSystem, {
      open: async (path: string, options: object) => {
        const file = await open(path, options);
        const read = async (position: number, length: number) => {
          const bytes = await file.read(position, length);
          if (isFirstRead) {
            isFirstRead = false;
            await index.truncateTo(1050);
            index.append(1500, 999_999);
            await index.flush();
          }
          return bytes;
        };
        return { ...file, read };
      },
    });
    assert.deepEqual(await index.lookup(1700), { offset: 1500, position: 999_999 });
    assert.equal(isFirstRead, false);
  });
}

test('flushes, truncations and resets that are asked for at once are done one after the other', async () => {
  const { create, index } = await offsetIndexContext();
  appendEntries(index, 0, 10);
  const created = await Promise.all([index.flush(), index.flush()]);
  assert.deepEqual(created, [true, false]);
  assert.equal(index.length, 10);
  appendEntries(index, 10, 20);
  await Promise.all([index.flush(), index.truncateTo(1050), index.flush()]);
  assert.equal(index.length, 5);
  const opened = create();
  await opened.open();
  assert.deepEqual(opened.lastEntry, { offset: 1049, position: 21_000 });
  appendEntries(index, 5, 6);
  const closing = Promise.all([index.flush(), index.reset(), index.close()]);
  await closing;
  assert.equal(index.length, 0);
});

for (const [name, bytes, position] of [
  ['with a part of an entry', Buffer.alloc(12, 1), 8],
  [
    'padded with zeros, as Kafka leaves it after a crash',
    Buffer.concat([Buffer.alloc(8, 1), Buffer.alloc(4096)]),
    8,
  ],
  ['with an offset below the base offset', Buffer.from('ffffffff00000001', 'hex'), 0],
  ['with a negative position', Buffer.from('00000001ffffffff', 'hex'), 0],
  ['with offsets that do not ascend', Buffer.from('00000005000000010000000500000002', 'hex'), 8],
  ['with positions that descend', Buffer.from('00000005000000080000000600000007', 'hex'), 8],
] as const) {
  test(`a file ${name} is refused with its path and byte, and made anew after a reset`, async () => {
    const { create, disk, index, use } = await offsetIndexContext();
    await disk.writeWhole(PATH, bytes);
    await assert.rejects(index.open(), (error) => {
      assert.equal(error instanceof CorruptIndex, true);
      const { code, path, position: at } = error as CorruptIndex;
      assert.deepEqual(
        { code, path, at },
        { code: 'KAFKA_STORAGE_ERROR', path: PATH, at: position },
      );
      return true;
    });
    assert.equal(index.length, 0);
    await index.reset();
    assert.equal((await disk.readWhole(PATH)).byteLength, 0);
    appendEntries(index, 0, 3);
    await index.flush();
    const opened = create();
    await opened.open();
    assert.equal(opened.length, 3);
    assert.equal(use.filesOpen, 0);
  });
}

test('a last entry that is less than the first is refused by a search, however long the file is', async () => {
  const { create, disk, index } = await offsetIndexContext();
  appendEntries(index, 0, 600);
  await index.flush();
  const bytes = await disk.readWhole(PATH);
  bytes.writeInt32BE(0x7fff0000, 0);
  await disk.writeWhole(PATH, bytes);
  const opened = create();
  await opened.open();
  await assert.rejects(opened.lookup(BASE_OFFSET), CorruptIndex);
});

test('every length that a file is cut to, and bytes that changed, are refused or answered', async () => {
  const { create, disk, index, use } = await offsetIndexContext();
  appendEntries(index, 0, 1100);
  await index.flush();
  const whole = await disk.readWhole(PATH);
  for (let length = 0; length <= whole.byteLength; length += length < 100 ? 1 : 37) {
    await disk.writeWhole(PATH, whole.subarray(0, length));
    const opened = create();
    if (length % 8 === 0) {
      await opened.open();
      assert.equal(opened.length, length / 8);
    } else {
      await assert.rejects(opened.open(), { position: length - (length % 8) });
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.byteLength - 1),
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.array(fc.integer({ min: 900, max: 13_000 }), { maxLength: 5 }),
      async (position, changed, targets) => {
        const bytes = Buffer.from(whole);
        bytes.set(changed.slice(0, bytes.byteLength - position), position);
        await disk.writeWhole(PATH, bytes);
        await answersOrRefuses(create(), targets);
        assert.equal(use.filesOpen, 0);
      },
    ),
    { numRuns: 300 },
  );
});

async function answersOrRefuses(index: OffsetIndex, targets: readonly number[]): Promise<void> {
  try {
    await index.open();
    for (const target of targets) {
      const { offset, position } = await index.lookup(target);
      assert.equal(offset <= Math.max(target, BASE_OFFSET) && offset >= BASE_OFFSET, true);
      assert.equal(position >= 0, true);
    }
  } catch (error) {
    if (!(error instanceof CorruptIndex)) throw error;
  }
}
