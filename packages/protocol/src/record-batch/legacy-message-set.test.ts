import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';

import { CompressionType } from '../compression/compression-type.ts';
import { compress } from '../compression/compression.ts';
import { classifyRecords, isLegacyCrcValid, legacyRecordsOf } from './legacy-message-set.ts';
import { RecordBatchBuilder } from './record-batch-builder.ts';

const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 2000);
const INVALID = { code: 'INVALID_RECORD' };

interface Message {
  readonly offset: number;
  readonly magic: 0 | 1;
  readonly attributes?: number;
  readonly timestamp?: number;
  readonly value: Buffer | null;
}

function bytesWithLength(bytes: Buffer | null): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes === null ? -1 : bytes.length);
  return Buffer.concat([length, bytes ?? Buffer.alloc(0)]);
}

function messageOf({ offset, magic, attributes = 0, timestamp = 0, value }: Message): Buffer {
  const head = Buffer.alloc(magic === 0 ? 18 : 26);
  head.writeBigInt64BE(BigInt(offset), 0);
  head.writeInt8(magic, 16);
  head.writeInt8(attributes, 17);
  if (magic === 1) head.writeBigInt64BE(BigInt(timestamp), 18);
  const message = Buffer.concat([
    head,
    bytesWithLength(Buffer.from('key')),
    bytesWithLength(value),
  ]);
  message.writeInt32BE(message.length - 12, 8);
  message.writeUInt32BE(crc32(message.subarray(16)), 12);
  return message;
}

function wrapperOf(magic: 0 | 1, offset: number, inner: Buffer, attributes = 1): Buffer {
  const value = compress((attributes & 7) as CompressionType, inner);
  return messageOf({ offset, magic, attributes, timestamp: 99, value });
}

const inner = (magic: 0 | 1, offset: number): Buffer =>
  messageOf({ offset, magic, timestamp: 10 + offset, value: Buffer.from('v') });

test('the bytes of a records field are told apart by their first batch', () => {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: 1, key: null, value: 'x' });
  const batch = builder.build();
  assert.equal(classifyRecords(batch), 'v2');
  assert.equal(classifyRecords(inner(0, 5)), 'legacy');
  assert.equal(classifyRecords(inner(1, 5)), 'legacy');
  assert.equal(classifyRecords(Buffer.alloc(0)), 'empty');
  for (const bytes of [batch.subarray(0, -1), Buffer.alloc(100), Buffer.alloc(5, 255)]) {
    assert.equal(classifyRecords(bytes), 'malformed');
  }
  assert.equal(
    classifyRecords(Buffer.from('a text that is no batch at all, of any magic')),
    'malformed',
  );
});

test('offsets inside a message of magic 1 count from the end, and from 0 if it says 0', () => {
  const set = Buffer.concat([inner(1, 0), inner(1, 1), inner(1, 4)]);
  const offsets = (offset: number): number[] =>
    legacyRecordsOf(wrapperOf(1, offset, set)).map((record) => record.offset);
  assert.deepEqual(offsets(104), [100, 101, 104]);
  assert.deepEqual(offsets(4), [0, 1, 4]);
  assert.deepEqual(offsets(0), [0, 1, 4]);
  assert.throws(() => offsets(3), INVALID);
});

test('the time of the append of a compressed message is that of all inside', () => {
  const set = Buffer.concat([inner(1, 0), inner(1, 1)]);
  const timestamps = (attributes: number): number[] =>
    legacyRecordsOf(wrapperOf(1, 1, set, attributes)).map((record) => record.timestamp);
  assert.deepEqual(timestamps(1), [10, 11]);
  assert.deepEqual(timestamps(1 | 8), [99, 99]);
});

test('what is not possible inside a compressed message is invalid', () => {
  const nested = wrapperOf(1, 3, inner(1, 0));
  const cut = inner(1, 0).subarray(0, -1);
  for (const set of [Buffer.alloc(0), nested, inner(0, 0), cut, Buffer.alloc(40)]) {
    assert.throws(() => legacyRecordsOf(wrapperOf(1, 5, set)), INVALID);
  }
  assert.throws(
    () => legacyRecordsOf(messageOf({ offset: 1, magic: 1, attributes: 1, value: null })),
    INVALID,
  );
  const zstd = messageOf({ offset: 1, magic: 1, attributes: 4, value: Buffer.alloc(9) });
  assert.throws(() => legacyRecordsOf(zstd), { code: 'UNSUPPORTED_COMPRESSION_TYPE' });
  const bomb = wrapperOf(1, 0, messageOf({ offset: 0, magic: 1, value: Buffer.alloc(5000) }));
  const read = (): unknown => legacyRecordsOf(bomb, { decompressedBytesMax: 4000 });
  assert.throws(read, { code: 'MESSAGE_TOO_LARGE' });
});

test('a changed bit is found by the checksum', () => {
  const message = inner(1, 7);
  assert.ok(isLegacyCrcValid(message));
  message[30]! ^= 4;
  assert.ok(!isLegacyCrcValid(message));
});

test('messages that were changed or cut are read or refused, nothing else', () => {
  const codes = [
    'INVALID_RECORD',
    'CORRUPT_MESSAGE',
    'MESSAGE_TOO_LARGE',
    'UNSUPPORTED_COMPRESSION_TYPE',
  ];
  const set = Buffer.concat([inner(1, 0), inner(1, 1)]);
  const seeds = [
    inner(0, 1),
    inner(1, 1),
    ...[1, 2, 3].map((codec) => wrapperOf(1, 9, set, codec)),
  ];
  const changes = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 5 });
  const check = (seed: number, list: [number, number][], cut: number): void => {
    const message = Buffer.from(seeds[seed]!);
    for (const [at, byte] of list) message[at % message.length] = byte;
    try {
      legacyRecordsOf(message.subarray(0, message.length - cut), { decompressedBytesMax: 10_000 });
    } catch (error) {
      assert.ok(codes.includes((error as { code: string }).code), String(error));
    }
  };
  const property = fc.property(fc.nat(seeds.length - 1), changes, fc.nat(2), check);
  fc.assert(property, { numRuns: RUNS });
});
