import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { marker, SyncOrderJudge, type SyncOrder } from './sync-order.ts';
import { TraceReader } from './system-call.ts';

const ANSWER = 7;
const MARKER = marker(1);

function hex(bytes: string | Buffer): string {
  return [...Buffer.from(bytes)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

const SEGMENT = `20<${hex('/data/orders-0/00000000000000000000.log')}>`;
const JOURNAL = `21<${hex('/data/odradek-journal-00000001')}>`;
const SOCKET = '30<TCP:[127.0.0.1:9092->127.0.0.1:40000]>';
const FRAME = Buffer.from([0, 0, 0, 6, 0, 0, 0, ANSWER, 1, 2]);

const write = (file: string) => `1 1.0 pwrite64(${file}, "${hex(`x${MARKER}x`)}", 26, 0) = 26`;
const sync = (file: string) => `2 1.0 fdatasync(${file}) = 0`;
const answer = (bytes: Buffer = FRAME) =>
  `1 1.0 write(${SOCKET}, "${hex(bytes)}", ${bytes.length}) = ${bytes.length}`;

function orderOf(...lines: readonly string[]): SyncOrder {
  const judge = new SyncOrderJudge('127.0.0.1:9092', new Map([[ANSWER, [MARKER]]]));
  const reader = new TraceReader();
  for (const line of lines) {
    const call = reader.read(line);
    if (call !== undefined) judge.take(call);
  }
  return judge.order;
}

function assertEarly(order: SyncOrder): void {
  assert.equal(order.answers, 1);
  assert.equal(order.violations.length, 1);
}

describe('the order of syncs and answers', () => {
  test('is right if the sync of the segment returned before the answer', () => {
    const expected = { answers: 1, durableBy: { 'sync of a segment': 1 }, violations: [] };
    assert.deepEqual(orderOf(write(SEGMENT), sync(SEGMENT), answer()), expected);
  });

  test('is right if the sync of the journal returned before the answer', () => {
    const order = orderOf(write(SEGMENT), write(JOURNAL), sync(JOURNAL), answer(), sync(SEGMENT));
    assert.deepEqual(order.violations, []);
    assert.deepEqual(order.durableBy, { 'sync of a journal file': 1 });
  });

  test('is right if the write was synchronous', () => {
    const flags = 'O_RDWR|O_DSYNC|O_DIRECT';
    const open = `1 1.0 openat(AT_FDCWD<${hex('/')}>, "${hex('/j')}", ${flags}) = ${JOURNAL}`;
    const order = orderOf(open, write(JOURNAL), answer());
    assert.deepEqual(order.violations, []);
    assert.deepEqual(order.durableBy, { 'synchronous write of a journal file': 1 });
  });

  test('is wrong without a sync', () => {
    assertEarly(orderOf(write(SEGMENT), answer()));
  });

  test('is wrong if nothing was written', () => {
    assertEarly(orderOf(sync(SEGMENT), answer()));
  });

  test('is wrong if the sync is that of another file', () => {
    assertEarly(orderOf(write(SEGMENT), sync(JOURNAL), answer()));
  });

  test('is wrong if the sync began before the write ended', () => {
    const [args, result] = write(SEGMENT).split(') = ');
    const order = orderOf(
      `${args} <unfinished ...>`,
      sync(SEGMENT),
      `1 1.0 <... pwrite64 resumed>) = ${result}`,
      answer(),
    );
    assertEarly(order);
  });

  test('is wrong if the answer began before the sync returned', () => {
    const order = orderOf(
      write(SEGMENT),
      `2 1.0 fdatasync(${SEGMENT} <unfinished ...>`,
      answer(),
      '2 1.0 <... fdatasync resumed>) = 0',
    );
    assertEarly(order);
  });

  test('is wrong if the first bytes of the answer came before the sync', () => {
    const lines = [answer(FRAME.subarray(0, 5)), sync(SEGMENT), answer(FRAME.subarray(5))];
    assertEarly(orderOf(write(SEGMENT), ...lines));
  });

  test('is wrong if the sync failed', () => {
    const failed = `2 1.0 fdatasync(${SEGMENT}) = -1 EIO (Input/output error)`;
    assertEarly(orderOf(write(SEGMENT), failed, answer()));
  });

  test('is wrong if the file was opened for synchronous writes before, and not again', () => {
    const open = (flags: string) =>
      `1 1.0 openat(AT_FDCWD<${hex('/')}>, "${hex('/j')}", ${flags}) = ${JOURNAL}`;
    assertEarly(orderOf(open('O_RDWR|O_DSYNC'), open('O_RDWR'), write(JOURNAL), answer()));
  });

  test('counts only what a write took', () => {
    const cut = write(SEGMENT).replace('= 26', '= 10');
    assertEarly(orderOf(cut, sync(SEGMENT), answer()));
  });

  test('cannot be told if the broker writes in other ways', () => {
    assert.throws(() => orderOf('1 1.0 io_uring_enter(9, 1) = 1'), /calls io_uring_enter/);
  });
});
