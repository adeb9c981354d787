import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { crc32c } from '@odradek/base';

import { marker } from './marker.ts';
import { type Acknowledged, SyncOrderJudge, type SyncOrder } from './sync-order.ts';
import { TraceReader } from './system-call.ts';

const ANSWER = 7;
const MARKER = marker(1);
const BYTES = `x${MARKER}x`;
const FOLDER = 'orders-0';

function hex(bytes: string | Buffer): string {
  return [...Buffer.from(bytes)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

const SEGMENT = `20<${hex(`/data/${FOLDER}/00000000000000000000.log`)}>`;
const OTHER_SEGMENT = `22<${hex('/data/orders-1/00000000000000000000.log')}>`;
const JOURNAL = `21<${hex('/data/odradek-journal-00000001')}>`;
const SOCKET = '30<TCP:[127.0.0.1:9092->127.0.0.1:40000]>';
const ANSWER_BYTES = Buffer.from([0, 0, 0, 6, 0, 0, 0, ANSWER, 1, 2]);

/** An entry about what `write(SEGMENT)` wrote: by reference without the bytes. */
function entryOf(bytes: string | undefined): Buffer {
  const head = Buffer.alloc(36);
  head[0] = bytes === undefined ? 1 : 0;
  head[1] = FOLDER.length;
  head.writeUInt32LE(BYTES.length, 4);
  return Buffer.concat([head, Buffer.from(FOLDER), Buffer.from(bytes ?? '')]);
}

function frameOf(lsn: number, entry: Buffer, checkpointLsn = 0): Buffer {
  const frame = Buffer.concat([Buffer.alloc(80), entry]);
  frame.write('ODJF');
  frame.writeBigUInt64LE(BigInt(lsn), 32);
  frame.writeBigUInt64LE(BigInt(lsn - 1), 40);
  frame.writeBigUInt64LE(BigInt(checkpointLsn), 48);
  frame.writeUInt32LE(frame.byteLength, 68);
  frame.writeUInt32LE(entry.byteLength > 0 ? 1 : 0, 72);
  frame.writeUInt32LE(crc32c(frame.subarray(8)), 4);
  return frame;
}

const NOTHING = Buffer.alloc(0);
const WITH_BYTES = frameOf(1, entryOf(BYTES));
const BY_REFERENCE = frameOf(1, entryOf(undefined));

const writeOf = (file: string, bytes: string | Buffer) =>
  `1 1.0 pwrite64(${file}, "${hex(bytes)}", ${bytes.length}, 0) = ${bytes.length}`;
const write = (file: string) => writeOf(file, BYTES);
const sync = (file: string) => `2 1.0 fdatasync(${file}) = 0`;
const journal = (frame: Buffer) => [writeOf(JOURNAL, frame), sync(JOURNAL)];
const open = (flags: string) =>
  `1 1.0 openat(AT_FDCWD<${hex('/')}>, "${hex('/j')}", ${flags}) = ${JOURNAL}`;
const answer = (bytes: Buffer = ANSWER_BYTES) =>
  `1 1.0 write(${SOCKET}, "${hex(bytes)}", ${bytes.length}) = ${bytes.length}`;

function orderBy(acknowledged: Acknowledged, lines: readonly string[]): SyncOrder {
  const expected = new Map([[ANSWER, [MARKER]]]);
  const judge = new SyncOrderJudge('127.0.0.1:9092', expected, acknowledged);
  const reader = new TraceReader();
  for (const line of lines) {
    const call = reader.read(line);
    if (call !== undefined) judge.take(call);
  }
  return judge.order;
}

const inSegment = (...lines: readonly string[]) => orderBy('in the segment', lines);
const inJournal = (...lines: readonly string[]) => orderBy('in the journal', lines);

function assertEarly({ answers, early }: SyncOrder): void {
  assert.equal(answers, 1);
  assert.equal(early.length, 1);
}

describe('the order of syncs of segments and answers', () => {
  test('is right if the sync returned before the answer', () => {
    const durableBy = { 'sync of the segment': 1 };
    const expected = { answers: 1, durableBy, early: [], unsynced: [] };
    assert.deepEqual(inSegment(write(SEGMENT), sync(SEGMENT), answer()), expected);
  });

  test('is wrong without a sync', () => {
    assertEarly(inSegment(write(SEGMENT), answer()));
  });

  test('is wrong if nothing was written', () => {
    assertEarly(inSegment(sync(SEGMENT), answer()));
  });

  test('is wrong if the sync is that of another file', () => {
    assertEarly(inSegment(write(SEGMENT), sync(OTHER_SEGMENT), answer()));
  });

  test('is wrong if the sync began before the write ended', () => {
    const [args, result] = write(SEGMENT).split(') = ');
    const order = inSegment(
      `${args} <unfinished ...>`,
      sync(SEGMENT),
      `1 1.0 <... pwrite64 resumed>) = ${result}`,
      answer(),
    );
    assertEarly(order);
  });

  test('is wrong if the answer began before the sync returned', () => {
    const order = inSegment(
      write(SEGMENT),
      `2 1.0 fdatasync(${SEGMENT} <unfinished ...>`,
      answer(),
      '2 1.0 <... fdatasync resumed>) = 0',
    );
    assertEarly(order);
  });

  test('is wrong if the first bytes of the answer came before the sync', () => {
    const [first, rest] = [ANSWER_BYTES.subarray(0, 5), ANSWER_BYTES.subarray(5)];
    assertEarly(inSegment(write(SEGMENT), answer(first), sync(SEGMENT), answer(rest)));
  });

  test('is wrong if the sync failed', () => {
    const failed = `2 1.0 fdatasync(${SEGMENT}) = -1 EIO (Input/output error)`;
    assertEarly(inSegment(write(SEGMENT), failed, answer()));
  });

  test('counts only what a write took', () => {
    const cut = write(SEGMENT).replace('= 26', '= 10');
    assertEarly(inSegment(cut, sync(SEGMENT), answer()));
  });

  test('cannot be told if the broker writes in other ways', () => {
    assert.throws(() => inSegment('1 1.0 io_uring_enter(9, 1) = 1'), /calls io_uring_enter/);
  });
});

describe('the order of frames of the journal and answers', () => {
  test('is right if the sync of the journal returned before the answer', () => {
    const order = inJournal(write(SEGMENT), ...journal(WITH_BYTES), answer(), sync(SEGMENT));
    assert.deepEqual(order.early, []);
    assert.deepEqual(order.durableBy, { 'sync of the journal': 1 });
  });

  test('is right if the write was synchronous', () => {
    const order = inJournal(
      open('O_RDWR|O_DSYNC|O_DIRECT'),
      writeOf(JOURNAL, WITH_BYTES),
      answer(),
    );
    assert.deepEqual(order.early, []);
    assert.deepEqual(order.durableBy, { 'synchronous write of the journal': 1 });
  });

  test('is wrong if the file was opened for synchronous writes before, and not again', () => {
    const opened = [open('O_RDWR|O_DSYNC'), open('O_RDWR')];
    assertEarly(inJournal(...opened, writeOf(JOURNAL, WITH_BYTES), answer()));
  });

  test('is wrong if only the segment is synced', () => {
    assertEarly(inJournal(write(SEGMENT), sync(SEGMENT), answer()));
  });

  test('is wrong if the frame is damaged', () => {
    const damaged = Buffer.from(WITH_BYTES);
    damaged[40] = 1;
    assertEarly(inJournal(...journal(damaged), answer()));
  });

  test('is wrong if a frame before it is not durable', () => {
    const second = frameOf(2, entryOf(BYTES));
    assertEarly(inJournal(...journal(second), answer()));
    assertEarly(inJournal(...journal(second), answer(), ...journal(frameOf(1, NOTHING))));
    const inOrder = inJournal(...journal(second), ...journal(frameOf(1, NOTHING)), answer());
    assert.deepEqual(inOrder.early, []);
  });

  test('is right for an entry by reference whose segment was synced before the frame', () => {
    const order = inJournal(write(SEGMENT), sync(SEGMENT), ...journal(BY_REFERENCE), answer());
    assert.deepEqual(order.early, []);
    assert.deepEqual(order.durableBy, { 'sync of the segment, then the journal': 1 });
  });

  test('is wrong for an entry by reference whose segment was synced after the frame', () => {
    assertEarly(inJournal(write(SEGMENT), ...journal(BY_REFERENCE), sync(SEGMENT), answer()));
  });

  test('is wrong for an entry by reference to what was written to another segment', () => {
    const other = [write(OTHER_SEGMENT), sync(OTHER_SEGMENT)];
    assertEarly(inJournal(...other, ...journal(BY_REFERENCE), answer()));
  });
});

describe('the order of syncs of segments and checkpoints of the journal', () => {
  const checkpoint = journal(frameOf(2, NOTHING, 1));
  const before = [write(SEGMENT), ...journal(WITH_BYTES)];

  test('is right if the segments were synced before', () => {
    assert.deepEqual(inJournal(...before, sync(SEGMENT), ...checkpoint).unsynced, []);
  });

  test('is wrong if a segment was synced later', () => {
    assert.equal(inJournal(...before, ...checkpoint, sync(SEGMENT)).unsynced.length, 1);
  });
});
