import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import {
  attributesAt,
  CompressionType,
  ErrorCode,
  type ErrorName,
  isCrcValid,
  loadCompression,
  RECORD_BATCH_OVERHEAD,
  RecordBatchBuilder,
  recordsOf,
  setMaxTimestamp,
  timestampTypeOf,
} from '@odradek/protocol';

import {
  batch,
  changed,
  changedCounts,
  compressed,
  HOUR_MS,
  NOW,
  OPTIONS,
  recordsBytes,
  sameOffsetsBytes,
  validate,
} from './test-context.ts';
import { acceptCheckedRecords, checkProducedRecords } from './log-validator.ts';
import type { AcceptedRecords, ValidatedRecords } from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

interface Case {
  readonly name: string;
  readonly records: Buffer | null;
  readonly code: ErrorName;
  readonly options?: Partial<LogValidatorOptions>;
}

/** What Apache Kafka 4.3.1 was seen to answer, except for null, which it never answers. */
const REFUSED: readonly Case[] = [
  { name: 'null records', records: null, code: 'INVALID_RECORD' },
  { name: 'no bytes', records: Buffer.alloc(0), code: 'INVALID_RECORD' },
  { name: 'a batch cut in its records', records: batch().subarray(0, 65), code: 'INVALID_RECORD' },
  { name: 'a batch cut in its header', records: batch().subarray(0, 20), code: 'INVALID_RECORD' },
  { name: 'two batches', records: Buffer.concat([batch(), batch()]), code: 'INVALID_RECORD' },
  {
    name: 'something else behind the batch',
    records: Buffer.concat([batch(), Buffer.alloc(30)]),
    code: 'CORRUPT_MESSAGE',
  },
  {
    name: 'a length below the smallest',
    records: changed({}, (bytes) => bytes.writeInt32BE(10, 8)),
    code: 'CORRUPT_MESSAGE',
  },
  {
    name: 'a length below the header',
    records: changed({}, (bytes) => bytes.writeInt32BE(40, 8)).subarray(0, 52),
    code: 'CORRUPT_MESSAGE',
  },
  { name: 'magic 0', records: changed({}, (bytes) => (bytes[16] = 0)), code: 'INVALID_RECORD' },
  { name: 'magic 1', records: changed({}, (bytes) => (bytes[16] = 1)), code: 'INVALID_RECORD' },
  { name: 'magic 3', records: changed({}, (bytes) => (bytes[16] = 3)), code: 'CORRUPT_MESSAGE' },
  {
    name: 'zstd before version 7',
    records: compressed(CompressionType.ZSTD, Buffer.alloc(9)),
    code: 'UNSUPPORTED_COMPRESSION_TYPE',
    options: { produceVersion: 6 },
  },
  {
    name: 'a wrong checksum',
    records: Buffer.concat([batch().subarray(0, -1), Buffer.from('x')]),
    code: 'CORRUPT_MESSAGE',
  },
  { name: 'a base offset', records: batch({ baseOffset: 5 }), code: 'INVALID_RECORD' },
  {
    name: 'a batch above max.message.bytes',
    records: batch({ count: 100 }),
    code: 'MESSAGE_TOO_LARGE',
    options: { messageMaxBytes: 300 },
  },
  {
    name: 'a batch above segment.bytes',
    records: batch({ count: 100 }),
    code: 'RECORD_LIST_TOO_LARGE',
    options: { segmentBytes: 300 },
  },
  {
    name: 'more records said than offsets',
    records: changed({}, (bytes) => bytes.writeInt32BE(2, 57)),
    code: 'INVALID_RECORD',
  },
  {
    name: 'no records',
    records: changed({}, (bytes) => {
      bytes.writeInt32BE(-1, 23);
      bytes.writeInt32BE(0, 57);
    }),
    code: 'INVALID_RECORD',
  },
  {
    name: 'more offsets said than records',
    records: changed({}, (bytes) => bytes.writeInt32BE(5, 23)),
    code: 'INVALID_RECORD',
  },
  {
    name: 'fewer records than are there',
    records: changed({ count: 2 }, (bytes) => {
      bytes.writeInt32BE(0, 23);
      bytes.writeInt32BE(1, 57);
    }),
    code: 'INVALID_RECORD',
  },
  {
    name: 'more records than are there',
    records: changed({}, (bytes) => {
      bytes.writeInt32BE(1, 23);
      bytes.writeInt32BE(2, 57);
    }),
    code: 'INVALID_RECORD',
  },
  { name: 'control records', records: batch({ isControl: true }), code: 'INVALID_RECORD' },
  {
    name: 'a producer id without a sequence',
    records: batch({ producerId: 5n, producerEpoch: 0 }),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a codec that there is not',
    records: changed({}, (bytes) => bytes.writeInt16BE(5, 21)),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'the flag of LogAppendTime on a topic of LogAppendTime',
    records: batch({ logAppendTime: NOW }),
    code: 'INVALID_TIMESTAMP',
    options: { timestampType: 'LogAppendTime' },
  },
  {
    name: 'the flag of LogAppendTime without a timestamp',
    records: batch({ logAppendTime: -1 }),
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'a length above 2^31-1 with what stands before it',
    records: changed({}, (bytes) => bytes.writeInt32BE(2 ** 31 - 5, 8)),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'a batch that ends before its producer id does',
    records: changed({}, (bytes) => bytes.writeInt32BE(50 - 12, 8)).subarray(0, 50),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'a batch that ends behind its producer id',
    records: changed({}, (bytes) => bytes.writeInt32BE(51 - 12, 8)).subarray(0, 51),
    code: 'CORRUPT_MESSAGE',
  },
  {
    name: 'a codec that there is not, before version 7',
    records: changed({}, (bytes) => bytes.writeInt16BE(6, 21)),
    code: 'UNKNOWN_SERVER_ERROR',
    options: { produceVersion: 3 },
  },
  {
    name: 'a negative producer epoch',
    records: batch({ producerId: 5n, producerEpoch: -2, baseSequence: 0 }),
    code: 'INVALID_PRODUCER_EPOCH',
  },
  {
    name: 'a producer without an epoch in another codec than the topic has',
    records: batch({ producerId: 5n, baseSequence: 0 }),
    code: 'UNKNOWN_SERVER_ERROR',
    options: { compressionType: CompressionType.GZIP },
  },
  {
    name: 'a negative producer without a sequence in another codec than the topic has',
    records: batch({ producerId: -2n }),
    code: 'UNKNOWN_SERVER_ERROR',
    options: { compressionType: CompressionType.GZIP },
  },
  {
    name: 'a negative timestamp in another codec than the topic has',
    records: changed({}, (bytes) => bytes.writeBigInt64BE(-5n, 27)),
    code: 'UNKNOWN_SERVER_ERROR',
    options: { compressionType: CompressionType.GZIP },
  },
  {
    name: 'a record length of more than 32 bits',
    records: changed({}, (bytes) =>
      bytes.fill(0xff, RECORD_BATCH_OVERHEAD, RECORD_BATCH_OVERHEAD + 5),
    ),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'offset deltas that do not count up in the codec of the topic',
    records: compressed(CompressionType.GZIP, gzipSync(sameOffsetsBytes()), 2),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'zstd of no bytes',
    records: compressed(CompressionType.ZSTD, Buffer.alloc(0)),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a record with a wrong length',
    records: changed({}, (bytes) => (bytes[RECORD_BATCH_OVERHEAD] = 100)),
    code: 'INVALID_RECORD',
  },
  ...[CompressionType.GZIP, CompressionType.SNAPPY, CompressionType.LZ4, CompressionType.ZSTD].map(
    (codec): Case => ({
      name: `noise in place of codec ${codec}`,
      records: compressed(codec, Buffer.from('noise, only noise')),
      code: 'UNKNOWN_SERVER_ERROR',
    }),
  ),
  {
    name: 'noise inside of gzip',
    records: compressed(CompressionType.GZIP, gzipSync(Buffer.from('noise, only noise'))),
    code: 'INVALID_RECORD',
  },
  {
    name: 'fewer records inside of gzip',
    records: compressed(CompressionType.GZIP, gzipSync(recordsBytes(3)), 5),
    code: 'INVALID_RECORD',
  },
  {
    name: 'more records inside of gzip',
    records: compressed(CompressionType.GZIP, gzipSync(recordsBytes(3)), 2),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a compression bomb',
    records: compressed(CompressionType.GZIP, gzipSync(Buffer.alloc(2_000_000))),
    code: 'MESSAGE_TOO_LARGE',
  },
  {
    name: 'a timestamp too far ahead',
    records: batch({ timestamp: NOW + HOUR_MS + 1 }),
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'a timestamp too long ago',
    records: batch({ timestamp: NOW - 1001 }),
    code: 'INVALID_TIMESTAMP',
    options: { timestampBeforeMaxMs: 1000 },
  },
  ...[2n ** 60n, -(2n ** 60n)].map((timestamp): Case => ({
    name: `timestamp ${timestamp}`,
    records: changed({}, (bytes) => bytes.writeBigInt64BE(timestamp, 27)),
    code: 'INVALID_TIMESTAMP',
  })),
  {
    name: 'a missing key on a compacted topic',
    records: batch({ key: null }),
    code: 'INVALID_RECORD',
    options: { isCompacted: true },
  },
];

for (const { name, records, code, options } of REFUSED) {
  test(`${code} refuses ${name}`, async () => {
    await loadCompression();
    const result = validate(records, options);
    assert.equal(result.type, 'refused', 'accepted');
    assert.equal(result.errorCode, ErrorCode[code], result.errorMessage);
  });
}

function accepted(result: ValidatedRecords): AcceptedRecords {
  assert.equal(result.type, 'accepted', result.type === 'refused' ? result.errorMessage : '');
  return result;
}

test('a batch of every codec is accepted untouched', async () => {
  await loadCompression();
  for (const compression of Object.values(CompressionType)) {
    const records = batch({ count: 3, compression });
    const before = Buffer.from(records);
    const result = accepted(validate(records));
    assert.equal(result.batch, records);
    assert.deepEqual(records, before);
    assert.equal(result.compressionType, compression);
    assert.equal(result.recordsCount, 3);
    assert.equal(result.maxTimestamp, NOW);
    assert.equal(result.logAppendTime, -1);
  }
});

test('the facts of an idempotent transactional batch are told', () => {
  const records = batch({
    producerId: 5n,
    producerEpoch: 3,
    baseSequence: 7,
    isTransactional: true,
  });
  const { producerId, producerEpoch, baseSequence, isTransactional } = accepted(validate(records));
  assert.deepEqual([producerId, producerEpoch, baseSequence, isTransactional], [5n, 3, 7, true]);
});

test('a batch that is flagged as LogAppendTime is unflagged where the topic has CreateTime', () => {
  const result = accepted(validate(batch({ count: 2, logAppendTime: NOW - 5 })));
  assert.equal(timestampTypeOf(attributesAt(result.batch, 0)), 'CreateTime');
  assert.equal(result.maxTimestamp, NOW - 5);
  assert.equal(isCrcValid(result.batch), true);
});

test('uncompressed records keep whatever offset deltas they have', () => {
  const uncompressed = Buffer.concat([
    batch().subarray(0, RECORD_BATCH_OVERHEAD),
    sameOffsetsBytes(),
  ]);
  const records = changedCounts(uncompressed, 2);
  const before = Buffer.from(records);
  assert.deepEqual(accepted(validate(records)).batch, before);
});

test('offset deltas that do not count up do so in the codec of the topic', async () => {
  await loadCompression();
  const records = compressed(CompressionType.GZIP, gzipSync(sameOffsetsBytes()), 2);
  for (const compressionType of [CompressionType.NONE, CompressionType.SNAPPY]) {
    const result = accepted(validate(Buffer.from(records), { compressionType }));
    assert.deepEqual(
      recordsOf(result.batch).map(({ offset }) => offset),
      [0, 1],
    );
  }
});

test('the length of a record is looked at unless it stays compressed as it is', () => {
  const wrong = recordsBytes(2);
  wrong[0] = (wrong[0] ?? 0) + 2;
  const records = compressed(CompressionType.GZIP, gzipSync(wrong), 2);
  assert.deepEqual(accepted(validate(Buffer.from(records))).batch, records);
  const anew = validate(records, { compressionType: CompressionType.NONE });
  assert.equal(anew.type === 'refused' && anew.errorCode, ErrorCode.INVALID_RECORD);
});

test('bits of the attributes that mean nothing are cleared where the header is changed', () => {
  const odd = (): Buffer => changed({}, (bytes) => bytes.writeUInt16BE(0xff80, 21));
  assert.equal(attributesAt(accepted(validate(odd())).batch, 0) & 0xffff, 0xff80);
  const stamped = accepted(validate(odd(), { timestampType: 'LogAppendTime' })).batch;
  assert.equal(attributesAt(stamped, 0), 0x08);
});

test('what the log refuses tells where it begins, unless it is corrupt or too large', () => {
  const tells = (records: Buffer, options: Partial<LogValidatorOptions> = {}): boolean => {
    const result = validate(records, options);
    assert.equal(result.type, 'refused');
    return result.hasLogStartOffset;
  };
  assert.equal(tells(batch({ baseOffset: 5 })), true);
  assert.equal(tells(batch({ key: null }), { isCompacted: true }), true);
  assert.equal(tells(changed({}, (bytes) => (bytes[16] = 0))), false);
  assert.equal(tells(Buffer.concat([batch(), batch()])), false);
  assert.equal(tells(batch({ count: 100 }), { messageMaxBytes: 300 }), false);
});

test('a beginning of something behind the batch is left out, as Kafka does', () => {
  const records = Buffer.concat([batch(), batch().subarray(0, 40)]);
  assert.deepEqual(accepted(validate(records)).batch, batch());
});

test('a record without a timestamp is accepted whatever the bounds are', () => {
  const result = accepted(validate(batch({ timestamp: -1 }), { timestampBeforeMaxMs: 0 }));
  assert.equal(result.maxTimestamp, -1);
});

test('timestamps at the bounds are accepted', () => {
  accepted(validate(batch({ timestamp: NOW + HOUR_MS })));
  accepted(validate(batch({ timestamp: NOW - 1000 }), { timestampBeforeMaxMs: 1000 }));
  accepted(validate(batch({ timestamp: 0 })));
});

test('a header that lies about the greatest timestamp is put right', () => {
  const records = batch({ count: 2 });
  setMaxTimestamp(records, 0, 'CreateTime', NOW + 99 * HOUR_MS);
  const result = accepted(validate(records));
  assert.equal(result.maxTimestamp, NOW);
  assert.deepEqual(result.batch, batch({ count: 2 }));
});

test('a topic of LogAppendTime gets the time of the broker, whatever the records say', async () => {
  await loadCompression();
  for (const compression of [CompressionType.NONE, CompressionType.GZIP]) {
    const records = batch({ count: 2, timestamp: NOW + 99 * HOUR_MS, compression });
    const result = accepted(validate(records, { timestampType: 'LogAppendTime' }));
    assert.equal(result.logAppendTime, NOW);
    assert.equal(result.maxTimestamp, NOW);
    assert.equal(isCrcValid(result.batch), true);
    const timestamps = recordsOf(result.batch).map((record) => record.timestamp);
    assert.deepEqual(timestamps, [NOW, NOW]);
  }
});

test('every record with a bad timestamp or a missing key is named', () => {
  const result = validate(batch({ count: 1500, key: null }), { isCompacted: true });
  assert.equal(result.type, 'refused');
  assert.match(result.errorMessage, /^1500 of the records cannot be taken/);
  assert.equal(result.recordErrors.length, 1500);
  assert.deepEqual(result.recordErrors[1], {
    batchIndex: 1,
    batchIndexErrorMessage: 'A compacted topic takes no record without a key.',
  });
});

const CODECS = [
  CompressionType.NONE,
  CompressionType.GZIP,
  CompressionType.SNAPPY,
  CompressionType.LZ4,
  CompressionType.ZSTD,
];

function richBatch(compression: CompressionType): Buffer {
  const builder = new RecordBatchBuilder({
    compression,
    producerId: 9n,
    producerEpoch: 2,
    baseSequence: 2 ** 31 - 1,
    isTransactional: true,
  });
  const headers = [{ key: 'h', value: null }];
  builder.append({ timestamp: NOW + 5, key: 'k', value: null, headers });
  builder.append({ timestamp: NOW, key: null, value: 'v'.repeat(100) });
  builder.append({ timestamp: -1, key: null, value: '' });
  return builder.build();
}

for (const target of CODECS) {
  test(`a topic of codec ${target} stores batches of every codec in it, with the same records`, async () => {
    await loadCompression();
    for (const source of CODECS) {
      const sent = richBatch(source);
      const result = accepted(validate(sent, { compressionType: target }));
      assert.equal(result.compressionType, target);
      assert.equal(result.batch === sent, source === target, 'only what must be is built anew');
      assert.equal(isCrcValid(result.batch, 0), true);
      assert.deepEqual(recordsOf(result.batch), recordsOf(richBatch(source)));
      assert.deepEqual(
        [result.producerId, result.producerEpoch, result.baseSequence, result.isTransactional],
        [9n, 2, 2 ** 31 - 1, true],
      );
      assert.equal(result.maxTimestamp, NOW + 5);
    }
  });
}

test('a batch that is built anew is stamped on a topic of LogAppendTime', () => {
  const options = {
    compressionType: CompressionType.GZIP,
    timestampType: 'LogAppendTime',
  } as const;
  const result = accepted(validate(richBatch(CompressionType.NONE), options));
  assert.equal(result.logAppendTime, NOW);
  assert.equal(isCrcValid(result.batch, 0), true);
  assert.deepEqual(
    recordsOf(result.batch).map(({ timestamp }) => timestamp),
    [NOW, NOW, NOW],
  );
});

test('a batch that is too large in the codec of the topic is refused', () => {
  const sent = batch({ count: 1000, compression: CompressionType.GZIP });
  const messageMaxBytes = sent.byteLength + 100;
  assert.equal(validate(sent, { messageMaxBytes }).type, 'accepted');
  const result = validate(sent, { messageMaxBytes, compressionType: CompressionType.NONE });
  assert.equal(result.type, 'refused');
  assert.equal(result.errorCode, ErrorCode.MESSAGE_TOO_LARGE);
  const whole = { segmentBytes: messageMaxBytes, compressionType: CompressionType.NONE };
  const tooLong = validate(sent, whole);
  assert.equal(tooLong.type === 'refused' && tooLong.errorCode, ErrorCode.RECORD_LIST_TOO_LARGE);
});

test('the level of the codec is that of the topic', () => {
  const sizeAt = (compressionLevel: number): number => {
    const records = Array.from({ length: 2000 }, (_, index) => `${(index * 7919) % 1009}`);
    const builder = new RecordBatchBuilder();
    for (const value of records) builder.append({ timestamp: NOW, key: null, value });
    const options = { compressionType: CompressionType.GZIP, compressionLevel };
    return accepted(validate(builder.build(), options)).batch.byteLength;
  };
  assert.equal(sizeAt(9) < sizeAt(1), true);
});

test('checks leave the batch as it is, and acceptance stamps it', () => {
  const records = batch({ compression: CompressionType.LZ4, count: 3 });
  const before = Buffer.from(records);
  const checked = checkProducedRecords(records, OPTIONS);
  assert(checked.type === 'checked');
  assert.deepEqual(records, before);
  const options = { now: NOW + 1, timestampType: 'LogAppendTime' } as const;
  const accepted = acceptCheckedRecords(records, checked, options);
  assert.equal(accepted.batch, records);
  assert.equal(accepted.logAppendTime, NOW + 1);
  assert.equal(timestampTypeOf(attributesAt(records, 0)), 'LogAppendTime');
});

test('a batch that becomes larger than may be inflated here is not checked', () => {
  const records = batch({ compression: CompressionType.GZIP, count: 1000 });
  const check = (inflatedBytesHere: number) =>
    checkProducedRecords(records, { ...OPTIONS, inflatedBytesHere }).type;
  assert.equal(check(1000), 'unchecked');
  assert.equal(check(100_000), 'checked');
  const bomb = { ...OPTIONS, decompressedBytesMax: 1000, inflatedBytesHere: 1000 };
  const refused = checkProducedRecords(records, bomb);
  assert(refused.type === 'refused');
  assert.equal(refused.errorCode, ErrorCode.MESSAGE_TOO_LARGE);
});
