import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';

import { RecordBatchBuilder, type RecordBatchOptions } from './record-batch-builder.ts';
import {
  baseOffsetAt,
  baseSequenceAt,
  baseTimestampAt,
  crcAt,
  hasProducerIdAt,
  incrementSequence,
  lastOffsetAt,
  lastSequenceAt,
  lastSequenceOf,
  maxTimestampAt,
  partitionLeaderEpochAt,
  producerEpochAt,
  producerIdAt,
  readRecordBatchHeader,
  recordsCountAt,
  sizeInBytesAt,
  timestampTypeOf,
  attributesAt,
} from './record-batch-header.ts';
import {
  batchesIn,
  batchSizeAt,
  checkBatch,
  CORRUPT_BATCH,
  isCrcValid,
  NO_BATCH,
  setBaseOffset,
  setMaxTimestamp,
  setPartitionLeaderEpoch,
} from './record-batch.ts';
import { recordsOf } from './records.ts';

function batchOf(count: number, options: RecordBatchOptions = {}): Buffer {
  const builder = new RecordBatchBuilder(options);
  for (let index = 0; index < count; index++) {
    builder.append({ timestamp: 1000 + index, key: `k${index}`, value: 'value'.repeat(index) });
  }
  return Buffer.from(builder.build());
}

test('the fields of a header are read one by one wherever the batch begins', () => {
  const options = { producerId: 77n, producerEpoch: 3, baseSequence: 5, partitionLeaderEpoch: 9 };
  const batch = batchOf(4, { baseOffset: 2 ** 40, ...options });
  const bytes = Buffer.concat([Buffer.alloc(13, 0xff), batch]);
  const header = readRecordBatchHeader(bytes, 13);
  assert.equal(baseOffsetAt(bytes, 13), 2 ** 40);
  assert.equal(lastOffsetAt(bytes, 13), 2 ** 40 + 3);
  assert.equal(sizeInBytesAt(bytes, 13), batch.length);
  assert.equal(partitionLeaderEpochAt(bytes, 13), 9);
  assert.equal(baseTimestampAt(bytes, 13), 1000);
  assert.equal(maxTimestampAt(bytes, 13), 1003);
  assert.equal(producerIdAt(bytes, 13), 77n);
  assert.ok(hasProducerIdAt(bytes, 13));
  assert.ok(!hasProducerIdAt(batchOf(1), 0));
  assert.equal(producerEpochAt(bytes, 13), 3);
  assert.equal(baseSequenceAt(bytes, 13), 5);
  assert.equal(lastSequenceAt(bytes, 13), 8);
  assert.equal(lastSequenceOf(header), 8);
  assert.equal(recordsCountAt(bytes, 13), 4);
  assert.equal(crcAt(bytes, 13), header.crc);
});

test('sequences wrap to 0 and stay -1 where there are none', () => {
  assert.equal(incrementSequence(-1, 5), -1);
  assert.equal(incrementSequence(7, 5), 12);
  assert.equal(incrementSequence(0x7fffffff, 0), 0x7fffffff);
  assert.equal(incrementSequence(0x7fffffff, 1), 0);
  assert.equal(incrementSequence(0x7ffffffe, 4), 2);
});

test('int64 fields beyond the range of numbers are out of range, not errors', () => {
  const batch = batchOf(2);
  batch.writeBigInt64BE(2n ** 63n - 2n, 0);
  batch.writeBigInt64BE(-(2n ** 63n), 27);
  const header = readRecordBatchHeader(batch);
  assert.equal(header.baseOffset, OUT_OF_RANGE_INT64);
  assert.equal(header.baseTimestamp, -OUT_OF_RANGE_INT64);
  assert.equal(lastOffsetAt(batch, 0), OUT_OF_RANGE_INT64);
});

test('a header that is cut off, of another magic or too short a length is corrupt', () => {
  const batch = batchOf(1);
  const otherMagic = Buffer.from(batch);
  otherMagic[16] = 1;
  const short = Buffer.from(batch);
  short.writeInt32BE(48, 8);
  for (const bytes of [batch.subarray(0, 60), Buffer.alloc(0), otherMagic, short]) {
    assert.throws(() => readRecordBatchHeader(bytes), { code: 'CORRUPT_MESSAGE' });
    assert.throws(() => checkBatch(bytes), { code: 'CORRUPT_MESSAGE' });
  }
});

test('bytes are split into batches, and a torn one at the end is told', () => {
  const batches = [batchOf(1), batchOf(30), batchOf(2, { compression: 1 })];
  const bytes = Buffer.concat(batches);
  assert.deepEqual(batchesIn(bytes), { batches, bytesWhole: bytes.length, tail: 'none' });
  assert.deepEqual(batchesIn(Buffer.alloc(0)), { batches: [], bytesWhole: 0, tail: 'none' });
  const last = bytes.length - batches[2]!.length;
  for (const end of [last + 1, last + 11, last + 13, last + 16, last + 61, bytes.length - 1]) {
    const { batches: found, bytesWhole, tail } = batchesIn(bytes.subarray(0, end));
    assert.deepEqual([found.length, bytesWhole, tail], [2, last, 'torn'], `${end}`);
  }
  assert.equal(batchesIn(bytes).batches[1]!.buffer, bytes.buffer);
});

test('what cannot be a batch ends the splitting as corrupt', () => {
  const good = batchOf(1);
  const breakers: ((batch: Buffer) => void)[] = [
    (batch): void => void batch.writeInt32BE(-1, 8),
    (batch): void => void batch.writeInt32BE(13, 8),
    (batch): void => void batch.writeInt32BE(48, 8),
    (batch): void => void batch.writeInt8(3, 16),
    (batch): void => void batch.writeInt8(-1, 16),
  ];
  for (const makeBad of breakers) {
    const bad = batchOf(3);
    makeBad(bad);
    const { batches, bytesWhole, tail } = batchesIn(Buffer.concat([good, bad]));
    assert.deepEqual([batches.length, bytesWhole, tail], [1, good.length, 'corrupt']);
    assert.equal(batchSizeAt(bad, 0), CORRUPT_BATCH);
  }
  assert.equal(batchSizeAt(good, good.length), NO_BATCH);
});

test('any changed bit from the attributes on is found by the checksum', () => {
  const batch = batchOf(5);
  checkBatch(batch);
  for (let at = 17; at < batch.length; at++) {
    batch[at]! ^= 1 << (at % 8);
    assert.ok(!isCrcValid(batch));
    assert.throws(() => checkBatch(batch), { code: 'CORRUPT_MESSAGE' });
    batch[at]! ^= 1 << (at % 8);
  }
  assert.throws(() => checkBatch(batch.subarray(0, -1)), { code: 'CORRUPT_MESSAGE' });
});

test('base offset and leader epoch are changed in place under the same checksum', () => {
  const bytes = Buffer.concat([Buffer.alloc(7), batchOf(3), batchOf(1)]);
  setBaseOffset(bytes, 7, 2 ** 52 + 1);
  setPartitionLeaderEpoch(bytes, 7, 0x7fffffff);
  checkBatch(bytes, 7);
  assert.equal(baseOffsetAt(bytes, 7), 2 ** 52 + 1);
  assert.equal(partitionLeaderEpochAt(bytes, 7), 0x7fffffff);
  const offsets = recordsOf(bytes.subarray(7)).map((record) => record.offset);
  assert.deepEqual(
    offsets,
    [1, 2, 3].map((delta) => 2 ** 52 + delta),
  );
});

test('the time of the append takes the place of all timestamps, with a new checksum', () => {
  const batch = batchOf(3, { isTransactional: true });
  setMaxTimestamp(batch, 0, 'LogAppendTime', 5_000_000_000_000);
  checkBatch(batch);
  assert.equal(timestampTypeOf(attributesAt(batch, 0)), 'LogAppendTime');
  assert.equal(attributesAt(batch, 0) & 0x10, 0x10);
  for (const record of recordsOf(batch)) assert.equal(record.timestamp, 5_000_000_000_000);
  setMaxTimestamp(batch, 0, 'CreateTime', 1002);
  assert.ok(batch.equals(batchOf(3, { isTransactional: true })));
  const wrong = (): void => setMaxTimestamp(batch, 0, 'LogAppendTime', OUT_OF_RANGE_INT64);
  assert.throws(wrong, { code: 'INVALID_TIMESTAMP' });
});

test('a timestamp that is there already leaves the batch as it is, broken checksum and all', () => {
  const batch = batchOf(3);
  batch[17]! ^= 1;
  const before = Buffer.from(batch);
  setMaxTimestamp(batch, 0, 'CreateTime', 1002);
  assert.ok(batch.equals(before));
});
