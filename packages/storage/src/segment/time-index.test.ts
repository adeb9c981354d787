import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AssertionFailure, OUT_OF_RANGE_INT64 } from '@odradek/base';
import fc from 'fast-check';

import { CorruptIndex } from './corrupt-index.ts';
import { DIRECTORY, indexContext } from './test-context.ts';
import { TimeIndex, type TimestampOffset } from './time-index.ts';

const BASE_OFFSET = 1000;
const PATH = `${DIRECTORY}/00000000000000001000.timeindex`;
const NO_ENTRY: TimestampOffset = { timestamp: -1, offset: BASE_OFFSET };

async function timeIndexContext(bytesMax = 10 * 1024 * 1024) {
  const context = await indexContext();
  const create = () =>
    new TimeIndex({
      fileSystem: context.fileSystem,
      path: PATH,
      baseOffset: BASE_OFFSET,
      bytesMax,
    });
  return { ...context, create, index: create() };
}

/** Entries 100 ms and 10 offsets apart; the first is of 2000 ms and offset 1009. */
function appendEntries(index: TimeIndex, first: number, end: number): void {
  for (let entry = first; entry < end; entry++) {
    index.maybeAppend(2000 + entry * 100, 1009 + entry * 10);
  }
}

test('the file has the timestamp of each entry as int64 and the relative offset as int32', async () => {
  const { disk, index } = await timeIndexContext();
  index.maybeAppend(0x1_9abc_def0, 1005);
  index.maybeAppend(Number.MAX_SAFE_INTEGER, 1000 + 0x7fffffff);
  assert.equal(await index.flush(), true);
  const bytes = await disk.readWhole(PATH);
  assert.equal(
    bytes.toString('hex'),
    '000000019abcdef0' + '00000005' + '001fffffffffffff' + '7fffffff',
  );
});

test('a lookup answers the greatest entry up to the timestamp, from memory and from the file', async () => {
  const { index } = await timeIndexContext();
  appendEntries(index, 0, 3);
  for (const flush of [false, true]) {
    if (flush) await index.flush();
    assert.deepEqual(await index.lookup(-1), NO_ENTRY);
    assert.deepEqual(await index.lookup(1999), NO_ENTRY);
    assert.deepEqual(await index.lookup(2000), { timestamp: 2000, offset: 1009 });
    assert.deepEqual(await index.lookup(2199), { timestamp: 2100, offset: 1019 });
    assert.deepEqual(await index.lookup(9999), { timestamp: 2200, offset: 1029 });
  }
});

test('a timestamp that is not greater than the last one, or -1, gets no entry', async () => {
  const { index } = await timeIndexContext();
  index.maybeAppend(-1, 1001);
  assert.equal(index.length, 0);
  index.maybeAppend(0, 1002);
  index.maybeAppend(0, 1003);
  assert.equal(index.length, 1);
  assert.deepEqual(index.lastEntry, { timestamp: 0, offset: 1002 });
  index.maybeAppend(1, 1002);
  assert.equal(index.length, 2);
});

test('a timestamp or an offset that descends, or an offset outside of the segment, is a bug', async () => {
  const { index } = await timeIndexContext();
  assert.throws(() => index.maybeAppend(5, 999), AssertionFailure);
  assert.throws(() => index.maybeAppend(5, 1000 + 2 ** 31), AssertionFailure);
  index.maybeAppend(5, 1005);
  assert.throws(() => index.maybeAppend(4, 1006), AssertionFailure);
  assert.throws(() => index.maybeAppend(6, 1004), AssertionFailure);
});

test('the last entry that there is room for is kept for the end of the segment', async () => {
  const { index } = await timeIndexContext(47);
  appendEntries(index, 0, 1);
  assert.equal(index.isFull, false);
  appendEntries(index, 1, 2);
  assert.equal(index.isFull, true);
  assert.throws(() => appendEntries(index, 2, 3), AssertionFailure);
  index.maybeAppend(9000, 1500, { skipFullCheck: true });
  assert.equal(index.length, 3);
});

test('a timestamp beyond 2^53 of a file of Kafka is the greatest there is', async () => {
  const { disk, index } = await timeIndexContext();
  const hex =
    '0000000000000005' +
    '00000001' +
    '7ffffffffffffffe' +
    '00000002' +
    '7fffffffffffffff' +
    '00000003';
  await disk.writeWhole(PATH, Buffer.from(hex, 'hex'));
  await index.open();
  assert.deepEqual(index.lastEntry, { timestamp: OUT_OF_RANGE_INT64, offset: 1003 });
  assert.deepEqual(await index.lookup(Number.MAX_SAFE_INTEGER), { timestamp: 5, offset: 1001 });
  index.maybeAppend(OUT_OF_RANGE_INT64, 1004);
  assert.equal(index.length, 3);
});

test('lookups in a file of 2 MiB take few reads of a block, and leave no file open', async () => {
  const { create, index, use } = await timeIndexContext();
  const count = Math.floor((2 * 1024 * 1024) / 12);
  appendEntries(index, 0, count);
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(use.reads, 1);
  for (let target = 1000; target < 2000 + count * 100; target += 99_991) {
    use.reads = 0;
    const entry = Math.floor((target - 2000) / 100);
    const expected =
      entry < 0 ? NO_ENTRY : { timestamp: 2000 + entry * 100, offset: 1009 + entry * 10 };
    assert.deepEqual(await opened.lookup(target), expected);
    assert.equal(use.reads <= 10, true, `${use.reads} reads`);
  }
  assert.equal(use.bytesReadMax <= 4096, true);
  assert.equal(use.filesOpen, 0);
});

test('truncateTo forgets the entries of the offset and of greater ones, also of equal offsets', async () => {
  for (const flushed of [0, 2, 4]) {
    const { create, index } = await timeIndexContext();
    const entries = [
      [1, 1001],
      [2, 1005],
      [3, 1005],
      [4, 1009],
    ] as const;
    for (const [place, [timestamp, offset]] of entries.entries()) {
      if (place === flushed) await index.flush();
      index.maybeAppend(timestamp, offset);
    }
    if (flushed === 4) await index.flush();
    await index.truncateTo(1005);
    assert.equal(index.length, 1);
    assert.deepEqual(await index.lookup(9), { timestamp: 1, offset: 1001 });
    await index.flush();
    const opened = create();
    await opened.open();
    assert.deepEqual(opened.lastEntry, { timestamp: 1, offset: 1001 });
    await index.truncateTo(0);
    assert.deepEqual(index.lastEntry, NO_ENTRY);
  }
});

for (const [name, hex, position] of [
  ['with a part of an entry', '00'.repeat(13), 12],
  [
    'padded with zeros, as Kafka leaves it after a crash',
    '000000000000000900000001' + '00'.repeat(1200),
    12,
  ],
  ['with a negative timestamp', 'ffffffffffffffff00000001', 0],
  ['with an offset below the base offset', '000000000000000180000000', 0],
  [
    'with timestamps that do not ascend',
    '0000000000000009000000010000000000000009' + '00000002',
    12,
  ],
  ['with offsets that descend', '0000000000000009000000030000000000000010' + '00000002', 12],
] as const) {
  test(`a file ${name} is refused with its path and byte`, async () => {
    const { disk, index } = await timeIndexContext();
    await disk.writeWhole(PATH, Buffer.from(hex, 'hex'));
    await assert.rejects(index.open(), { code: 'KAFKA_STORAGE_ERROR', path: PATH, position });
    assert.deepEqual(index.lastEntry, NO_ENTRY);
  });
}

test('every length that a file is cut to, and bytes that changed, are refused or answered', async () => {
  const { create, disk, index, use } = await timeIndexContext();
  appendEntries(index, 0, 800);
  await index.flush();
  const whole = await disk.readWhole(PATH);
  for (let length = 0; length <= whole.byteLength; length += length < 100 ? 1 : 37) {
    await disk.writeWhole(PATH, whole.subarray(0, length));
    if (length % 12 === 0) await create().open();
    else await assert.rejects(create().open(), { position: length - (length % 12) });
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.byteLength - 1),
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 5 }),
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

async function answersOrRefuses(index: TimeIndex, targets: readonly number[]): Promise<void> {
  try {
    await index.open();
    for (const target of targets) {
      const { timestamp, offset } = await index.lookup(target);
      assert.equal(timestamp <= target && offset >= BASE_OFFSET, true);
    }
  } catch (error) {
    if (!(error instanceof CorruptIndex)) throw error;
  }
}
