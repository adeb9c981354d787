import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crc32c, crc32cNative } from './crc32c.ts';
import { crc32cByTable } from './crc32c-table.ts';

/** From RFC 3720, appendix B.4, and the check value of the CRC catalogue. */
const KNOWN: readonly (readonly [Buffer, number])[] = [
  [Buffer.alloc(0), 0],
  [Buffer.from('123456789'), 0xe3069283],
  [Buffer.alloc(32, 0x00), 0x8a9136aa],
  [Buffer.alloc(32, 0xff), 0x62a8ab43],
  [Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
  [Buffer.from(Array.from({ length: 32 }, (_, index) => 31 - index)), 0x113fdb5c],
];

test('the checksum of record batches has the published values', () => {
  for (const [bytes, checksum] of KNOWN) {
    assert.equal(crc32cByTable(bytes), checksum);
    assert.equal(crc32c(bytes), checksum);
  }
});

test('the native checksum and the one in JavaScript agree on every length, and when continued', () => {
  const bytes = Buffer.from(Array.from({ length: 1100 }, (_, index) => (index * 7919) & 0xff));
  const native = crc32cNative() ?? crc32cByTable;
  for (let length = 0; length <= bytes.byteLength; length += length < 300 ? 1 : 97) {
    const part = bytes.subarray(0, length);
    assert.equal(native(part), crc32cByTable(part));
    assert.equal(crc32c(bytes.subarray(length), crc32c(part)), crc32cByTable(bytes));
  }
});
