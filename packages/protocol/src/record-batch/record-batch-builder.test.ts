import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType } from '../compression/compression-type.ts';
import { RecordBatchBuilder } from './record-batch-builder.ts';
import { attributesAt, hasDeleteHorizon, readRecordBatchHeader } from './record-batch-header.ts';
import { checkBatch } from './record-batch.ts';
import { recordsOf } from './records.ts';

const RECORD = { timestamp: 1000, key: 'key', value: 'value' };

test('a batch is what its options say', () => {
  const builder = new RecordBatchBuilder({
    baseOffset: 100,
    lastOffset: 120,
    producerId: 2n ** 62n,
    producerEpoch: 7,
    baseSequence: 0x7fffffff,
    isTransactional: true,
    isControl: true,
    partitionLeaderEpoch: 4,
    deleteHorizon: 5000,
    compression: CompressionType.GZIP,
    compressionLevel: 9,
  });
  builder.append({ ...RECORD, offset: 105 });
  builder.append({ ...RECORD, timestamp: 900 });
  const batch = builder.build();
  checkBatch(batch);
  const header = readRecordBatchHeader(batch);
  const { crc: _crc, batchLength: _length, ...fields } = header;
  assert.deepEqual(fields, {
    baseOffset: 100,
    partitionLeaderEpoch: 4,
    magic: 2,
    attributes: 0x71,
    lastOffsetDelta: 20,
    baseTimestamp: 5000,
    maxTimestamp: 1000,
    producerId: 2n ** 62n,
    producerEpoch: 7,
    baseSequence: 0x7fffffff,
    recordsCount: 2,
  });
  assert.ok(hasDeleteHorizon(attributesAt(batch, 0)));
  const records = recordsOf(batch);
  assert.deepEqual(
    records.map((record) => record.offset),
    [105, 106],
  );
  assert.deepEqual(
    records.map((record) => record.sequence),
    [4, 5],
  );
  assert.deepEqual(
    records.map((record) => record.timestamp),
    [1000, 900],
  );
});

test('the time of the append is the timestamp of every record', () => {
  const builder = new RecordBatchBuilder({ logAppendTime: 9999 });
  builder.append(RECORD);
  builder.append({ ...RECORD, timestamp: -1 });
  const batch = builder.build();
  assert.deepEqual(
    recordsOf(batch).map((record) => record.timestamp),
    [9999, 9999],
  );
  assert.equal(readRecordBatchHeader(batch).baseTimestamp, 1000);
});

test('strings and buffers of any length and script are written alike', () => {
  const texts = ['', 'a', 'ascii', 'grüße', '漢字', '😀', '\u{d800}', '\u0000\u007f\u0080'];
  const lengths = [39, 40, 41, 62, 63, 64, 65, 100, 8100, 8190, 8191, 8192, 8200, 70_000];
  for (const text of [...texts, ...lengths.flatMap((n) => ['x'.repeat(n), `${'x'.repeat(n)}ä`])]) {
    const bytes = Buffer.from(text);
    const ofText = new RecordBatchBuilder({ bytesInitial: 1 });
    const ofBytes = new RecordBatchBuilder();
    ofText.append({ timestamp: 1, key: text, value: text, headers: [{ key: text, value: text }] });
    ofBytes.append({
      timestamp: 1,
      key: bytes,
      value: bytes,
      headers: [{ key: text, value: bytes }],
    });
    const batch = ofText.build();
    assert.ok(batch.equals(ofBytes.build()), `${text.length} characters`);
    const [record] = recordsOf(batch);
    assert.ok(record!.key!.equals(bytes) && record!.value!.equals(bytes));
    assert.ok(record!.headers[0]!.value!.equals(bytes));
    assert.equal(record!.headers[0]!.key, bytes.toString());
  }
});

test('what is given to the builder may change afterwards', () => {
  const key = Buffer.from('key');
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: 1, key, value: null });
  key.fill(0);
  assert.equal(recordsOf(builder.build())[0]!.key!.toString(), 'key');
});

test('the size is known after every record', () => {
  const builder = new RecordBatchBuilder();
  assert.equal(builder.sizeInBytes, 61);
  for (let index = 0; index < 300; index++) builder.append(RECORD);
  assert.equal(builder.recordsCount, 300);
  assert.equal(builder.maxTimestamp, 1000);
  assert.equal(builder.estimatedSizeInBytes, builder.sizeInBytes);
  const size = builder.sizeInBytes;
  assert.equal(builder.build().length, size);
});

test('a record that does not fit any more leaves the batch as it was', () => {
  const builder = new RecordBatchBuilder({ bytesInitial: 1 });
  assert.ok(builder.tryAppend({ ...RECORD, value: 'x'.repeat(500) }, 300), 'the first always fits');
  const size = builder.sizeInBytes;
  assert.ok(!builder.tryAppend({ ...RECORD, timestamp: 5000, value: 'y'.repeat(90) }, size + 90));
  assert.deepEqual([builder.sizeInBytes, builder.recordsCount], [size, 1]);
  assert.equal(builder.maxTimestamp, 1000);
  assert.ok(builder.tryAppend({ ...RECORD, value: null }, size + 90));
  const records = recordsOf(builder.build());
  assert.deepEqual(
    records.map((record) => record.offset),
    [0, 1],
  );
  assert.equal(records[1]!.value, null);
});

test('the ratio of the codec counts for the estimate', () => {
  const options = { compression: CompressionType.LZ4, compressionRatio: 0.5 };
  const builder = new RecordBatchBuilder(options);
  for (let index = 0; index < 100; index++) builder.append(RECORD);
  const records = builder.sizeInBytes - 61;
  assert.equal(builder.estimatedSizeInBytes, 61 + Math.ceil(records * 0.5 * 1.05));
});

test('timestamps that are none are refused', () => {
  for (const timestamp of [-2, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    const builder = new RecordBatchBuilder();
    const append = (): void => builder.append({ ...RECORD, timestamp });
    assert.throws(append, { code: 'INVALID_TIMESTAMP' }, `${timestamp}`);
  }
});

test('timestamps that lie far apart are kept', () => {
  const timestamps = [1_700_000_000_000, 0, -1, Number.MAX_SAFE_INTEGER - 1, 2 ** 31, 2 ** 30 - 1];
  for (const base of timestamps) {
    const builder = new RecordBatchBuilder();
    for (const timestamp of [base, ...timestamps]) builder.append({ ...RECORD, timestamp });
    const read = recordsOf(builder.build()).map((record) => record.timestamp);
    assert.deepEqual(read, [base, ...timestamps]);
  }
});

test('offsets that do not increase or lie too far from the base are refused', () => {
  const builder = new RecordBatchBuilder({ baseOffset: 10 });
  builder.append({ ...RECORD, offset: 12 });
  for (const offset of [9, 11, 12, 10 + 2 ** 31]) {
    assert.throws(() => builder.append({ ...RECORD, offset }), { code: 'INVALID_RECORD' });
  }
  builder.append({ ...RECORD, offset: 10 + 2 ** 31 - 1 });
  const offsets = recordsOf(builder.build()).map((record) => record.offset);
  assert.deepEqual(offsets, [12, 10 + 2 ** 31 - 1]);
});

test('a batch of nothing, or one that was built, is a mistake of ours', () => {
  assert.throws(() => new RecordBatchBuilder().build(), { name: 'AssertionFailure' });
  const builder = new RecordBatchBuilder();
  builder.append(RECORD);
  builder.build();
  assert.throws(() => builder.append(RECORD), { name: 'AssertionFailure' });
});
