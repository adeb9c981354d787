import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '../uuid/uuid.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter, unsignedVarintBytes } from './byte-writer.ts';

function hexOf(write: (writer: ByteWriter) => void): string {
  const writer = new ByteWriter(1);
  write(writer);
  const bytes = writer.toBuffer();
  assert.equal(writer.length, bytes.byteLength);
  return bytes.toString('hex');
}

test('integers are written big-endian at the edges of their ranges', () => {
  assert.equal(
    hexOf((writer) => writer.writeInt8(-128)),
    '80',
  );
  assert.equal(
    hexOf((writer) => writer.writeInt16(-2)),
    'fffe',
  );
  assert.equal(
    hexOf((writer) => writer.writeUint16(65_535)),
    'ffff',
  );
  assert.equal(
    hexOf((writer) => writer.writeInt32(-0x80000000)),
    '80000000',
  );
  assert.equal(
    hexOf((writer) => writer.writeUint32(0xffffffff)),
    'ffffffff',
  );
  assert.equal(
    hexOf((writer) => writer.writeInt64(-(2n ** 63n))),
    '8000000000000000',
  );
  assert.equal(
    hexOf((writer) => writer.writeFloat64(1)),
    '3ff0000000000000',
  );
  assert.equal(
    hexOf((writer) => writer.writeBoolean(true)),
    '01',
  );
});

test('an int64 from a number is written in two halves, also below zero', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0000000000000000'],
    [-1, 'ffffffffffffffff'],
    [0xffffffff, '00000000ffffffff'],
    [0x100000000, '0000000100000000'],
    [-0x100000000, 'ffffffff00000000'],
    [-0x100000001, 'fffffffeffffffff'],
    [Number.MAX_SAFE_INTEGER, '001fffffffffffff'],
    [Number.MIN_SAFE_INTEGER, 'ffe0000000000001'],
    [2 ** 53, '0020000000000000'],
    [-(2 ** 53), 'ffe0000000000000'],
  ];
  for (const [value, hex] of cases) {
    assert.equal(
      hexOf((writer) => writer.writeInt64FromNumber(value)),
      hex,
      `${value}`,
    );
  }
});

test('an unsigned varint has seven bits in each byte', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '00'],
    [0x7f, '7f'],
    [0x80, '8001'],
    [0x3fff, 'ff7f'],
    [0x4000, '808001'],
    [0x1fffff, 'ffff7f'],
    [0x200000, '80808001'],
    [0xfffffff, 'ffffff7f'],
    [0x10000000, '8080808001'],
    [0xffffffff, 'ffffffff0f'],
  ];
  for (const [value, hex] of cases) {
    assert.equal(
      hexOf((writer) => writer.writeUnsignedVarint(value)),
      hex,
    );
    assert.equal(unsignedVarintBytes(value), hex.length / 2);
  }
});

test('varints and varlongs are zigzag', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '00'],
    [-1, '01'],
    [1, '02'],
    [-64, '7f'],
    [64, '8001'],
    [0x7fffffff, 'feffffff0f'],
    [-0x80000000, 'ffffffff0f'],
  ];
  for (const [value, hex] of cases) {
    assert.equal(
      hexOf((writer) => writer.writeVarint(value)),
      hex,
    );
    assert.equal(
      hexOf((writer) => writer.writeVarlong(value)),
      hex,
    );
  }
  assert.equal(
    hexOf((writer) => writer.writeVarlong(0x80000000)),
    '8080808010',
  );
  assert.equal(
    hexOf((writer) => writer.writeVarlong(Number.MAX_SAFE_INTEGER)),
    'feffffffffffff1f',
  );
  assert.equal(
    hexOf((writer) => writer.writeVarlong(Number.MIN_SAFE_INTEGER)),
    'fdffffffffffff1f',
  );
});

test('strings have the length of their bytes, and null is -1 or 0', () => {
  assert.equal(
    hexOf((writer) => writer.writeString('aé')),
    '000361c3a9',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactString('aé')),
    '0461c3a9',
  );
  assert.equal(
    hexOf((writer) => writer.writeNullableString(null)),
    'ffff',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactNullableString(null)),
    '00',
  );
  assert.equal(
    hexOf((writer) => writer.writeNullableString('')),
    '0000',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactNullableString('')),
    '01',
  );
});

test('a string of 32,767 bytes is written and one byte more raises an error', () => {
  assert.equal(hexOf((writer) => writer.writeString('é'.repeat(16_383))).slice(0, 4), '7ffe');
  assert.equal(
    hexOf((writer) => writer.writeCompactString('a'.repeat(32_767))).slice(0, 6),
    '808002',
  );
  for (const value of ['a'.repeat(32_768), 'é'.repeat(16_384)]) {
    assert.throws(() => hexOf((writer) => writer.writeString(value)), {
      code: 'ODRADEK_STRING_TOO_LONG',
    });
    assert.throws(() => hexOf((writer) => writer.writeCompactString(value)), {
      code: 'ODRADEK_STRING_TOO_LONG',
    });
  }
});

test('half a surrogate pair is written as the replacement character', () => {
  assert.equal(
    hexOf((writer) => writer.writeString('\ud83e')),
    '0003efbfbd',
  );
});

test('bytes have their length in front, and null is -1 or 0', () => {
  assert.equal(
    hexOf((writer) => writer.writeBytes(Buffer.from('ab'))),
    '000000026162',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactBytes(Buffer.from('ab'))),
    '036162',
  );
  assert.equal(
    hexOf((writer) => writer.writeNullableBytes(null)),
    'ffffffff',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactNullableBytes(null)),
    '00',
  );
});

test('the count of a null array is -1 or 0', () => {
  assert.equal(
    hexOf((writer) => writer.writeArrayLength(-1)),
    'ffffffff',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactArrayLength(-1)),
    '00',
  );
  assert.equal(
    hexOf((writer) => writer.writeCompactArrayLength(0)),
    '01',
  );
});

test('a uuid is written as 16 bytes and anything else raises an error', () => {
  assert.equal(
    hexOf((writer) => writer.writeUuid(ZERO_UUID)),
    '00'.repeat(16),
  );
  assert.throws(() => hexOf((writer) => writer.writeUuid('short')), {
    code: 'ODRADEK_INVALID_UUID',
  });
});

/** Writes nested tagged fields whose sizes need one, two and three bytes. */
function writeTaggedFields(writer: ByteWriter, bytes: number): void {
  const outer = writer.beginTaggedField(3);
  writer.writeString('before');
  const inner = writer.beginTaggedField(300);
  writer.writeRaw(Buffer.alloc(bytes, 7));
  writer.endTaggedField(inner);
  writer.writeInt8(1);
  writer.endTaggedField(outer);
  writer.writeInt8(2);
}

test('a tagged field is the same bytes wherever the buffer of the writer ends', () => {
  for (const bytes of [0, 1, 110, 127, 128, 200, 17_000]) {
    const roomy = new ByteWriter(100_000);
    writeTaggedFields(roomy, bytes);
    for (let initialBytes = 1; initialBytes < 300; initialBytes++) {
      const writer = new ByteWriter(initialBytes);
      writeTaggedFields(writer, bytes);
      assert.equal(writer.toBuffer().equals(roomy.toBuffer()), true, `${bytes} in ${initialBytes}`);
    }
    const reader = new ByteReader(roomy.toBuffer());
    assert.equal(reader.readUnsignedVarint(), 3);
    reader.skip(reader.readTaggedFieldBytes());
    assert.equal(reader.readInt8(), 2);
  }
});

test('large bytes are passed on by reference and small ones copied', () => {
  const large = Buffer.alloc(4096, 1);
  const small = Buffer.alloc(4095, 2);
  const writer = new ByteWriter();
  writer.writeInt32(1);
  writer.writeRaw(large);
  writer.writeRaw(small);
  writer.writeRaw(large);
  const buffers = writer.toBuffers();
  assert.deepEqual(
    buffers.map((buffer) => buffer === large),
    [false, true, false, true],
  );
  assert.equal(writer.length, 4 + 2 * 4096 + 4095);
  assert.equal(writer.toBuffer().equals(Buffer.concat(buffers)), true);
});

test('large bytes in a tagged field are copied, since the size before them is not known', () => {
  const writer = new ByteWriter();
  const start = writer.beginTaggedField(0);
  writer.writeRaw(Buffer.alloc(5000, 9));
  writer.endTaggedField(start);
  assert.equal(writer.toBuffers().length, 1);
  assert.equal(writer.toBuffer().subarray(0, 3).toString('hex'), '008827');
});

test('a writer without contents gives no bytes', () => {
  assert.equal(new ByteWriter().toBuffer().byteLength, 0);
  assert.equal(new ByteWriter().length, 0);
});

test('an int32 is patched wherever it was reserved: before, between and behind large bytes', () => {
  const large = Buffer.alloc(5000, 1);
  const writer = new ByteWriter(1);
  const positions: number[] = [];
  for (let count = 0; count < 4; count++) {
    positions.push(writer.reserveInt32());
    writer.writeInt16(7);
    if (count % 2 === 0) writer.writeRaw(large);
    positions.push(writer.reserveInt32());
  }
  for (const [index, position] of positions.entries()) writer.patchInt32(position, index + 1);
  const bytes = writer.toBuffer();
  assert.deepEqual(
    positions.map((position) => bytes.readInt32BE(position)),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  assert.equal(
    large.every((byte) => byte === 1),
    true,
  );
});
