import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { decompressGzip } from './gzip.ts';

const TEXT: Buffer = Buffer.from('what was written '.repeat(20));
const MEMBER: Buffer = gzipSync(TEXT);
const BYTES_MAX = 10_000;

test('noise behind the last member is passed over, as Java does', () => {
  const noise = Buffer.from('this is no gzip, and longer than what Java ignores');
  for (const bytes of [1, 7, 18, 19, noise.byteLength]) {
    const stored = Buffer.concat([MEMBER, noise.subarray(0, bytes)]);
    assert.deepEqual(decompressGzip(stored, BYTES_MAX), TEXT);
  }
  const twice = Buffer.concat([MEMBER, MEMBER, noise]);
  assert.deepEqual(decompressGzip(twice, BYTES_MAX), Buffer.concat([TEXT, TEXT]));
});

test('flags that mean nothing are passed over', () => {
  for (const flag of [0x20, 0x40, 0x80]) {
    const stored = Buffer.from(MEMBER);
    stored[3] = flag;
    assert.deepEqual(decompressGzip(stored, BYTES_MAX), TEXT);
  }
});

test('a wrong checksum is refused with noise behind it too', () => {
  const wrong = Buffer.from(MEMBER);
  wrong[wrong.byteLength - 6] = (wrong[wrong.byteLength - 6] ?? 0) ^ 1;
  for (const stored of [wrong, Buffer.concat([wrong, Buffer.from('noise')])]) {
    assert.throws(() => decompressGzip(stored, BYTES_MAX), { code: 'CORRUPT_MESSAGE' });
  }
});

test('a member that is cut off anywhere is refused', () => {
  for (let bytes = 0; bytes < MEMBER.byteLength; bytes++) {
    const stored = MEMBER.subarray(0, bytes);
    assert.throws(() => decompressGzip(stored, BYTES_MAX), { code: 'CORRUPT_MESSAGE' });
  }
});

test('a bomb with noise behind it is refused within the limit', () => {
  const stored = Buffer.concat([gzipSync(Buffer.alloc(5_000_000)), Buffer.from('noise')]);
  assert.throws(() => decompressGzip(stored, BYTES_MAX), { code: 'MESSAGE_TOO_LARGE' });
});

test('members that hold too much together are refused, whatever makes us look at each of them', () => {
  const flagged = Buffer.from(MEMBER);
  flagged[3] = 0x20;
  const count = Math.ceil(BYTES_MAX / TEXT.byteLength);
  const stored = Buffer.concat([flagged, ...Array<Buffer>(count).fill(MEMBER)]);
  assert.throws(() => decompressGzip(stored, BYTES_MAX), { code: 'MESSAGE_TOO_LARGE' });
  assert.equal(decompressGzip(stored, BYTES_MAX * 2).byteLength, (count + 1) * TEXT.byteLength);
});

test('members that have to be looked at one by one are 1024 at most', () => {
  const empty = gzipSync(Buffer.alloc(0));
  const flagged = Buffer.from(empty);
  flagged[3] = 0x80;
  const members = (count: number): Buffer =>
    Buffer.concat([flagged, ...Array<Buffer>(count - 1).fill(empty)]);
  assert.equal(decompressGzip(members(1024), BYTES_MAX).byteLength, 0);
  assert.throws(() => decompressGzip(members(1025), BYTES_MAX), {
    code: 'CORRUPT_MESSAGE',
    message: /more than 1024 members/,
  });
});
