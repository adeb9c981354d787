import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '../numbers.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

const MALFORMED = { code: 'ODRADEK_MALFORMED_MESSAGE' };

function readerOf(hex: string, allocationBytesMax?: number): ByteReader {
  const bytes = Buffer.from(hex, 'hex');
  return allocationBytesMax === undefined
    ? new ByteReader(bytes)
    : new ByteReader(bytes, { allocationBytesMax });
}

function refuses(hex: string, read: (reader: ByteReader) => unknown): void {
  assert.throws(() => read(readerOf(hex)), MALFORMED, hex);
}

test('numbers of every width are read big-endian at the edges of their ranges', () => {
  assert.equal(readerOf('80').readInt8(), -128);
  assert.equal(readerOf('8000').readInt16(), -32_768);
  assert.equal(readerOf('ffff').readUint16(), 65_535);
  assert.equal(readerOf('80000000').readInt32(), -0x80000000);
  assert.equal(readerOf('ffffffff').readUint32(), 0xffffffff);
  assert.equal(readerOf('8000000000000000').readInt64(), -(2n ** 63n));
  assert.equal(readerOf('3ff0000000000000').readFloat64(), 1);
  assert.equal(readerOf('02').readBoolean(), true);
  assert.equal(readerOf('00').readBoolean(), false);
});

test('every read that needs more bytes than there are is malformed and says how many', () => {
  const reads: readonly ((reader: ByteReader) => unknown)[] = [
    (reader) => reader.readInt8(),
    (reader) => reader.readInt16(),
    (reader) => reader.readUint16(),
    (reader) => reader.readInt32(),
    (reader) => reader.readUint32(),
    (reader) => reader.readInt64(),
    (reader) => reader.readInt64AsNumber(),
    (reader) => reader.readFloat64(),
    (reader) => reader.readUuid(),
    (reader) => reader.readUnsignedVarint(),
    (reader) => reader.readVarlong(),
    (reader) => reader.readString(),
    (reader) => reader.readBytes(),
    (reader) => reader.skip(1),
  ];
  for (const read of reads) refuses('', read);
  assert.throws(() => readerOf('000000').readInt32(), {
    message: 'Malformed message at byte 0 of 3: 4 bytes are needed and 3 are left.',
  });
});

test('arrays of int32 of every small length are read, in both forms', () => {
  for (let length = 0; length <= 9; length++) {
    const elements = Array.from({ length }, (_, index) => (index % 2 === 0 ? index : -index));
    const writer = new ByteWriter();
    writer.writeArrayLength(length);
    for (const element of elements) writer.writeInt32(element);
    writer.writeCompactArrayLength(length);
    for (const element of elements) writer.writeInt32(element);
    const reader = new ByteReader(writer.toBuffer());
    assert.deepEqual(reader.readInt32Array(), elements);
    assert.deepEqual(reader.readCompactInt32Array(), elements);
    assert.equal(reader.remaining, 0);
  }
});

test('an array of int32 may not be null nor longer than the message, and is charged for', () => {
  refuses('ffffffff', (reader) => reader.readInt32Array());
  refuses('00', (reader) => reader.readCompactInt32Array());
  refuses('00000002' + '00'.repeat(7), (reader) => reader.readInt32Array());
  refuses('7fffffff' + '00'.repeat(8), (reader) => reader.readInt32Array());
  refuses('03' + '00'.repeat(7), (reader) => reader.readCompactInt32Array());
  const reader = readerOf('00000001' + '00000007');
  reader.readInt32Array();
  assert.equal(reader.allocatedBytes, 40);
  assert.throws(() => readerOf('00000001' + '00000007', 39).readInt32Array(), MALFORMED);
});

test('an int64 as a number is exact up to 2^53-1 and marked as out of range beyond', () => {
  const cases: readonly (readonly [bigint, number])[] = [
    [0n, 0],
    [-1n, -1],
    [2n ** 53n - 1n, Number.MAX_SAFE_INTEGER],
    [-(2n ** 53n) + 1n, Number.MIN_SAFE_INTEGER],
    [2n ** 53n, OUT_OF_RANGE_INT64],
    [-(2n ** 53n), -OUT_OF_RANGE_INT64],
    [2n ** 53n + 1n, OUT_OF_RANGE_INT64],
    [-(2n ** 53n) - 1n, -OUT_OF_RANGE_INT64],
    [2n ** 63n - 1n, OUT_OF_RANGE_INT64],
    [-(2n ** 63n), -OUT_OF_RANGE_INT64],
  ];
  for (const [wire, value] of cases) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(wire);
    assert.equal(new ByteReader(bytes).readInt64AsNumber(), value, `${wire}`);
  }
});

test('an unsigned varint of 32 bits is read, also with more bytes than it needs', () => {
  assert.equal(readerOf('7f').readUnsignedVarint(), 127);
  assert.equal(readerOf('8001').readUnsignedVarint(), 128);
  assert.equal(readerOf('ffffffff0f').readUnsignedVarint(), 0xffffffff);
  assert.equal(readerOf('8080808008').readUnsignedVarint(), 0x80000000);
  assert.equal(readerOf('8000').readUnsignedVarint(), 0);
});

test('a varint of more than 32 bits or 5 bytes is malformed', () => {
  refuses('ffffffff10', (reader) => reader.readUnsignedVarint());
  refuses('8080808080', (reader) => reader.readUnsignedVarint());
  refuses('808080808000', (reader) => reader.readUnsignedVarint());
  refuses('ffffffff', (reader) => reader.readUnsignedVarint());
});

test('zigzag varints and varlongs are read at the edges of their ranges', () => {
  for (const value of [0, -1, 1, -64, 64, 0x7fffffff, -0x80000000]) {
    const writer = new ByteWriter();
    writer.writeVarint(value);
    assert.equal(new ByteReader(writer.toBuffer()).readVarint(), value);
    assert.equal(new ByteReader(writer.toBuffer()).readVarlong(), value);
  }
  const safe = [2 ** 48, 2 ** 49 - 1, 2 ** 49, Number.MAX_SAFE_INTEGER];
  for (const value of safe.flatMap((each) => [each, -each, -each - 1 + 2])) {
    const writer = new ByteWriter();
    writer.writeVarlong(value);
    assert.equal(new ByteReader(writer.toBuffer()).readVarlong(), value);
  }
});

test('a varlong beyond 2^53-1 is marked as out of range', () => {
  assert.equal(readerOf('80808080808080' + '20').readVarlong(), OUT_OF_RANGE_INT64);
  assert.equal(readerOf('ffffffffffffff' + '1f').readVarlong(), -OUT_OF_RANGE_INT64);
  assert.equal(readerOf('feffffffffffffffff01').readVarlong(), OUT_OF_RANGE_INT64);
  assert.equal(readerOf('ffffffffffffffffff01').readVarlong(), -OUT_OF_RANGE_INT64);
});

test('a varlong of more than 64 bits or 10 bytes is malformed', () => {
  refuses('80808080808080808002', (reader) => reader.readVarlong());
  refuses('8080808080808080808000', (reader) => reader.readVarlong());
  refuses('80808080808080', (reader) => reader.readVarlong());
});

test('only -1 is the length of a null string, and only where null is allowed', () => {
  assert.equal(readerOf('ffff').readNullableString(), null);
  assert.equal(readerOf('00').readCompactNullableString(), null);
  refuses('ffff', (reader) => reader.readString());
  refuses('00', (reader) => reader.readCompactString());
  refuses('fffe', (reader) => reader.readNullableString());
  refuses('8000', (reader) => reader.readNullableString());
});

test('only -1 is the length of null bytes, and only where null is allowed', () => {
  assert.equal(readerOf('ffffffff').readNullableBytes(), null);
  assert.equal(readerOf('00').readCompactNullableBytes(), null);
  refuses('ffffffff', (reader) => reader.readBytes());
  refuses('00', (reader) => reader.readCompactBytes());
  refuses('fffffffe', (reader) => reader.readNullableBytes());
  refuses('80000000', (reader) => reader.readNullableBytes());
});

test('only -1 is the count of a null array, and only where null is allowed', () => {
  assert.equal(readerOf('ffffffff').readNullableArrayLength(1, 8), -1);
  assert.equal(readerOf('00').readCompactNullableArrayLength(1, 8), -1);
  refuses('ffffffff', (reader) => reader.readArrayLength(1, 8));
  refuses('00', (reader) => reader.readCompactArrayLength(1, 8));
  refuses('fffffffe', (reader) => reader.readNullableArrayLength(1, 8));
});

test('strings of every length around the fast path read as they were written', () => {
  for (const unit of ['a', 'é', 'ā', '€', '🧵']) {
    for (let length = 0; length <= 60; length++) {
      const value = unit.repeat(length);
      const writer = new ByteWriter();
      writer.writeString(value);
      writer.writeCompactString(value);
      const reader = new ByteReader(writer.toBuffer());
      assert.equal(reader.readString(), value);
      assert.equal(reader.readCompactString(), value);
    }
  }
});

test('bytes that are no UTF-8 become replacement characters and are no error', () => {
  assert.equal(readerOf('0002ff61').readString(), '\ufffda');
});

test('a compact string longer than 32,767 bytes is malformed although its bytes are there', () => {
  const writer = new ByteWriter();
  writer.writeUnsignedVarint(32_769);
  writer.writeRaw(Buffer.alloc(32_768, 97));
  assert.throws(() => new ByteReader(writer.toBuffer()).readCompactString(), {
    message: /a string has 32768 bytes, more than 32767/,
  });
});

test('bytes are a view of the message', () => {
  const bytes = Buffer.from('000000026162', 'hex');
  const view = new ByteReader(bytes).readBytes();
  bytes[4] = 0x7a;
  assert.equal(view.toString(), 'zb');
});

test('a count is refused if its elements cannot be in the message', () => {
  assert.equal(readerOf('00000002' + '00'.repeat(8)).readArrayLength(4, 8), 2);
  refuses('00000003' + '00'.repeat(8), (reader) => reader.readArrayLength(4, 8));
  refuses('7fffffff' + '00'.repeat(8), (reader) => reader.readArrayLength(1, 8));
  refuses('ffffffff0f' + '00'.repeat(8), (reader) => reader.readCompactArrayLength(1, 8));
});

test('an array has at most 2^24 elements, however large its message and its budget are', () => {
  const budget = Number.MAX_SAFE_INTEGER;
  assert.equal(readerOf('01000000', budget).readArrayLength(0, 8), 2 ** 24);
  assert.throws(() => readerOf('01000001', budget).readArrayLength(0, 8), {
    message: /an array has 16777217 elements, more than 16777216/,
  });
});

test('a count is refused if its elements would cost more than the budget of the message', () => {
  const budget = 8 * 1024 * 1024 + 4 * 4;
  const reader = readerOf('00100000');
  assert.throws(() => reader.readArrayLength(0, 9), {
    ...MALFORMED,
    message: /more memory than a message of its size may/,
  });
  assert.equal(readerOf('00000001', budget).readArrayLength(0, 8), 1);
});

test('the budget of a message is 8 MiB and four times its length unless the caller says another', () => {
  const budget = 8 * 1024 * 1024 + 4 * 3;
  const reader = readerOf('000000');
  reader.allocate(budget);
  assert.equal(reader.allocatedBytes, budget);
  assert.throws(() => reader.allocate(1), MALFORMED);
  const small = readerOf('000000', 100);
  small.allocate(100);
  assert.throws(() => small.allocate(1), MALFORMED);
});

test('strings, bytes and arrays are charged to the budget of the message', () => {
  for (const read of [
    (reader: ByteReader): unknown => reader.readCompactString(),
    (reader: ByteReader): unknown => reader.readCompactBytes(),
    (reader: ByteReader): unknown => reader.readCompactArrayLength(1, 8),
  ]) {
    const reader = readerOf('0161');
    read(reader);
    assert(reader.allocatedBytes > 0);
    assert.throws(() => read(readerOf('0161', 10)), MALFORMED);
  }
});

test('a nullable struct is present for any byte that is not below zero', () => {
  assert.equal(readerOf('01').readStructPresence(), true);
  assert.equal(readerOf('ff').readStructPresence(), false);
});

test('a struct may have 64 tagged fields and no more', () => {
  assert.equal(readerOf('40').readTaggedFieldCount(), 64);
  refuses('41', (reader) => reader.readTaggedFieldCount());
  refuses('ffffffff0f', (reader) => reader.readTaggedFieldCount());
});

test('tagged fields that are not known are passed over, whatever they hold', () => {
  const reader = readerOf('02' + '0003aabbcc' + 'ffffffff0f00' + '07');
  reader.skipTaggedFields();
  assert.equal(reader.readInt8(), 7);
  refuses('010004aabbcc', (each) => each.skipTaggedFields());
});

test('a tagged field that takes more or fewer bytes than its size is malformed', () => {
  const reader = readerOf('00000000');
  reader.readInt16();
  reader.checkTaggedFieldEnd(1, 0, 2);
  assert.throws(() => reader.checkTaggedFieldEnd(1, 0, 3), {
    message: /tagged field 1 of 3 bytes took 2/,
  });
});

test('a view of a larger buffer is read within its own bounds', () => {
  const pool = Buffer.from('ffff0001ffff', 'hex');
  const reader = new ByteReader(pool.subarray(2, 4));
  assert.equal(reader.readInt16(), 1);
  assert.equal(reader.remaining, 0);
  assert.throws(() => reader.readInt8(), MALFORMED);
});

test('ids are read as they are, whatever was read before them', () => {
  const ids = Array.from({ length: 4 }, (_, id) => Buffer.alloc(16, id));
  // These differ from the first in one byte only.
  for (const at of [0, 3, 4, 8, 12, 15]) {
    const id = Buffer.alloc(16);
    id.writeUInt8(9, at);
    ids.push(id);
  }
  const order = [0, 0, 1, 0, 1, 2, 0, 2, 3, 3, 1, ...ids.flatMap((_, index) => [0, index, index])];
  const expected = order.map((index) => ids[index] ?? Buffer.alloc(0));
  const reader = new ByteReader(Buffer.concat(expected));
  for (const pass of ['first', 'second']) {
    reader.position = 0;
    for (const [index, id] of expected.entries()) {
      assert.equal(reader.readUuid(), id.toString('base64url'), `id ${index}, ${pass} pass`);
    }
  }
});
