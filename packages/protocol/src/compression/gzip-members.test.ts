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
