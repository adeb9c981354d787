import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';

import { CompressionType } from '../compression/compression-type.ts';
import { bufferView } from './buffer-view.ts';
import { RecordBatchBuilder, type RecordToAppend } from './record-batch-builder.ts';
import { RECORD_BATCH_OVERHEAD, RECORDS_COUNT_AT } from './record-batch-header.ts';
import { RecordCursor, recordsOf } from './records.ts';

const INVALID = { code: 'INVALID_RECORD' };

/** A batch around the bytes of its records, given as hex. */
function batchOf(count: number, records: string, lastOffsetDelta: number = count - 1): Buffer {
  const body = Buffer.from(records.replaceAll(' ', ''), 'hex');
  const batch = Buffer.concat([Buffer.alloc(RECORD_BATCH_OVERHEAD), body]);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt8(2, 16);
  batch.writeInt32BE(lastOffsetDelta, 23);
  batch.writeBigInt64BE(-1n, 43);
  batch.writeInt32BE(-1, 53);
  batch.writeInt32BE(count, RECORDS_COUNT_AT);
  return batch;
}

function build(records: readonly RecordToAppend[], compression: CompressionType = 0): Buffer {
  const builder = new RecordBatchBuilder({ compression });
  for (const record of records) builder.append(record);
  return builder.build();
}

// Length 6: attributes 0, timestamp delta 0, offset delta 0, key null, value null, no headers.
const SMALLEST = '0c 00 00 00 01 01 00';

test('the smallest record is read', () => {
  const [record] = recordsOf(batchOf(1, SMALLEST));
  const plain = { offset: 0, timestamp: 0, sequence: -1, key: null, value: null, headers: [] };
  assert.deepEqual(record, plain);
});

test('any negative length of a key, a value or the value of a header means null, as in Kafka', () => {
  for (const length of ['01', '03', 'c701', 'ffffffff0f']) {
    const size = length.length / 2 - 1;
    const bytes = (rest: number): string => Buffer.of(2 * (rest + size)).toString('hex');
    const key = `${bytes(7)} 00 00 00 ${length} 02 61 00`;
    const value = `${bytes(7)} 00 00 02 02 61 ${length} 00`;
    const header = `${bytes(8)} 00 00 04 01 01 02 00 ${length}`;
    const read = recordsOf(batchOf(3, `${key} ${value} ${header}`));
    const plain = read.map((record) => [
      record.key?.toString() ?? null,
      record.value?.toString() ?? null,
      record.headers,
    ]);
    assert.deepEqual(plain, [
      [null, 'a', []],
      ['a', null, []],
      [null, null, [{ key: '', value: null }]],
    ]);
  }
});

const INVALID_BATCHES: readonly [string, Buffer][] = [
  ['fewer records than it says', batchOf(2, `${SMALLEST} 0c0000000101`)],
  ['more records than it says', batchOf(1, `${SMALLEST} ${SMALLEST}`)],
  ['a byte after the last record', batchOf(1, `${SMALLEST} 00`)],
  ['a negative count of records', batchOf(-1, SMALLEST)],
  ['more records than its bytes can hold', batchOf(0x7fffffff, SMALLEST)],
  ['a record longer than the batch', batchOf(1, '0e 00 00 00 01 01 00')],
  ['a record shorter than the shortest', batchOf(1, '0a 00 00 00 01 01 00')],
  ['a record of negative length', batchOf(1, '0b 00 00 00 01 01 00')],
  ['a record that ends before its length', batchOf(1, '0e 00 00 00 01 01 00 00')],
  ['an offset delta above the last', batchOf(1, '0c 00 00 02 01 01 00')],
  ['a negative offset delta', batchOf(1, '0c 00 00 01 01 01 00')],
  ['a key longer than the record', batchOf(1, '0c 00 00 00 06 01 00')],
  ['a key longer than any', batchOf(1, '14 00 00 00 feffffff0f 01 00')],
  ['a value longer than the record', batchOf(1, '0c 00 00 00 01 06 00')],
  ['a value that reaches into the next record', batchOf(2, `0c0000000104 00 ${SMALLEST}`)],
  ['a negative count of headers', batchOf(1, '0c 00 00 00 01 01 01')],
  ['more headers than it has bytes', batchOf(1, '10 00 00 00 01 01 06 00 00')],
  ['2^31-1 headers', batchOf(1, '14 00 00 00 01 01 feffffff0f')],
  ['a header whose key is null', batchOf(1, '10 00 00 00 01 01 02 01 01')],
  ['a header with a key that is too long', batchOf(1, '10 00 00 00 01 01 02 06 01')],
  ['a header with a value that is too long', batchOf(1, '10 00 00 00 01 01 02 00 06')],
  ['a varint of more than 32 bits', batchOf(1, '14 00 00 ffffffff1f 01 01 00')],
  ['a varint of more than five bytes', batchOf(1, '16 00 00 808080808000 01 01 00')],
  ['a varlong of more than 64 bits', batchOf(1, '1e 00 ffffffffffffffffff02 00 01 01 00')],
  ['a varlong of more than ten bytes', batchOf(1, '20 00 8080808080808080808000 00 01 01 00')],
  ['a varint that is cut off by the end', batchOf(1, '0c 00 00 00 01 01 80')],
];

for (const [what, batch] of INVALID_BATCHES) {
  test(`a batch with ${what} is invalid`, () => {
    assert.throws(() => recordsOf(batch), INVALID);
  });
}

test('records before an invalid one are handed out', () => {
  const cursor = new RecordCursor(batchOf(2, `${SMALLEST} 0c 00 00 04 01 01 00`));
  assert.ok(cursor.next());
  assert.throws(() => cursor.next(), INVALID);
});

test('a batch of no records is not looked into', () => {
  assert.deepEqual(recordsOf(batchOf(0, 'ffff', 5)), []);
});

test('a batch that is cut off or of another magic is corrupt', () => {
  const batch = build([{ timestamp: 1, key: null, value: 'x' }]);
  const other = Buffer.from(batch);
  other[16] = 1;
  for (const bytes of [batch.subarray(0, -1), batch.subarray(0, 40), other]) {
    assert.throws(() => new RecordCursor(bytes), { code: 'CORRUPT_MESSAGE' });
  }
});

test('what follows the batch is ignored', () => {
  const batch = build([{ timestamp: 1, key: null, value: 'x' }]);
  assert.equal(recordsOf(Buffer.concat([batch, Buffer.from('more')])).length, 1);
});

test('an unknown codec and a batch above the limit are told apart', () => {
  const unknown = batchOf(1, SMALLEST);
  unknown.writeInt16BE(6, 21);
  assert.throws(() => recordsOf(unknown), { code: 'UNSUPPORTED_COMPRESSION_TYPE' });
  const value = 'x'.repeat(1000);
  const large = build([{ timestamp: 1, key: null, value }], CompressionType.GZIP);
  const read = (): unknown => recordsOf(large, { decompressedBytesMax: 900 });
  assert.throws(read, { code: 'MESSAGE_TOO_LARGE' });
  assert.equal(recordsOf(large, { decompressedBytesMax: 1100 }).length, 1);
});

test('keys and values are views, of the batch or of one decompressed buffer', () => {
  const records = [1, 2, 3].map((n) => ({ timestamp: n, key: `key ${n}`, value: `value ${n}` }));
  const plain = build(records);
  for (const record of recordsOf(plain)) assert.equal(record.key!.buffer, plain.buffer);
  const read = recordsOf(build(records, CompressionType.GZIP));
  for (const record of read) assert.equal(record.value!.buffer, read[0]!.key!.buffer);
  assert.deepEqual(
    read.map((record) => record.value!.toString()),
    ['value 1', 'value 2', 'value 3'],
  );
  assert.ok(Buffer.isBuffer(read[0]!.key));
});

test('a cursor may be opened on one batch after the other', () => {
  const headers = [{ key: 'same', value: 'x' }];
  const first = build([{ timestamp: 1, key: 'a', value: null, headers }], CompressionType.LZ4);
  const second = build([
    { timestamp: 2, key: null, value: 'b', headers: [{ key: 'sane', value: null }] },
  ]);
  const cursor = new RecordCursor(first);
  assert.ok(cursor.next());
  assert.equal(cursor.headers()[0]!.key, 'same');
  cursor.open(second);
  assert.ok(cursor.next());
  assert.equal(cursor.key, null);
  assert.deepEqual([cursor.keyBytes, cursor.valueBytes, cursor.headersCount], [-1, 1, 1]);
  assert.equal(cursor.source.toString('utf8', cursor.valueStart, cursor.valueStart + 1), 'b');
  assert.deepEqual(cursor.headers(), [{ key: 'sane', value: null }]);
  assert.ok(!cursor.next());
  assert.ok(!cursor.next());
});

test('header keys that differ from record to record are not mixed up', () => {
  const names = [['a', 'bb'], ['a', 'bc'], ['bb', 'a', 'ä'], [], ['é'], ['e'], ['a', 'bb']];
  const many = Array.from({ length: 40 }, (_, index) => `h${index}`);
  const all = [...names, many, many.toReversed(), many];
  const records = all.map((keys, index) => ({
    timestamp: index,
    key: null,
    value: null,
    headers: keys.map((key) => ({ key, value: key })),
  }));
  const read = recordsOf(build(records));
  assert.deepEqual(
    read.map((record) => record.headers.map((header) => header.key)),
    all,
  );
  for (const { headers } of read) {
    for (const { key, value } of headers) assert.equal(value!.toString(), key);
  }
});

test('reading headers leaves the cursor where it is, as often as one likes', () => {
  const headers = [
    { key: 'a', value: '1' },
    { key: 'a', value: null },
  ];
  const record = { timestamp: 1, key: 'k', value: 'v', headers };
  const cursor = new RecordCursor(build([record, record]));
  for (let left = 2; left > 0; left--) {
    assert.ok(cursor.next());
    assert.deepEqual(cursor.headers(), cursor.headers());
    assert.equal(cursor.headers().length, 2);
  }
  assert.ok(!cursor.next());
});

test('timestamps beyond the range of numbers are out of range, and exact where the sum is within', () => {
  // Delta -2^62 and base 2^62 + 5, then delta 2^62.
  const delta = 'ffffffffffffffff7f';
  const batch = batchOf(2, `1c00 ${delta} 00 01 01 00  1e00 8080808080808080 8001 02 01 01 00`);
  batch.writeBigInt64BE(2n ** 62n + 5n, 27);
  const cursor = new RecordCursor(batch);
  assert.ok(cursor.next());
  assert.equal(cursor.timestamp, 5);
  assert.ok(cursor.next());
  // Int64 overflows, as it does in Java: 2^63 + 5 is -2^63 + 5.
  assert.equal(cursor.timestamp, -OUT_OF_RANGE_INT64);
});

test('a view is a buffer over the same memory', () => {
  const memory = Buffer.from('abcdef');
  const view = bufferView(memory.buffer, memory.byteOffset + 1, 3);
  assert.ok(Buffer.isBuffer(view));
  assert.equal(view.toString(), 'bcd');
  view[0] = 120;
  assert.equal(memory.toString(), 'axcdef');
});
