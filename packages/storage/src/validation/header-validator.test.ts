import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  CompressionType,
  CRC_AT,
  ErrorCode,
  type ErrorName,
  isCrcValid,
  loadCompression,
  MAX_TIMESTAMP_AT,
  maxTimestampAt,
  timestampTypeOf,
  attributesAt,
} from '@odradek/protocol';

import {
  batch,
  type BatchInput,
  changed,
  changedCounts,
  compressed,
  HOUR_MS,
  NOW,
  validate,
} from './test-context.ts';
import type { LogValidatorOptions } from './validation-options.ts';

await loadCompression();

const HEADER: Partial<LogValidatorOptions> = { level: 'header' };
const { GZIP, LZ4, ZSTD, NONE } = CompressionType;
const NO_CODEC_READS_IT: Buffer = Buffer.from('what no codec reads');

test('the records of a compressed batch are not looked at', () => {
  for (const codec of [GZIP, LZ4, ZSTD]) {
    const records = compressed(codec, NO_CODEC_READS_IT, 3);
    assert.equal(validate(Buffer.from(records)).type, 'refused');
    const accepted = validate(records, HEADER);
    assert(accepted.type === 'accepted');
    assert.equal(accepted.recordsCount, 3);
    assert.equal(accepted.compressionType, codec);
    assert.equal(accepted.maxTimestamp, maxTimestampAt(records, 0));
  }
});

const LZ4_BATCH: BatchInput = { compression: LZ4, count: 3 };

const REFUSED: readonly {
  readonly name: string;
  readonly records: Buffer;
  readonly code: ErrorName;
  readonly options?: Partial<LogValidatorOptions>;
}[] = [
  {
    name: 'a wrong checksum',
    records: (() => {
      const records = batch(LZ4_BATCH);
      records[CRC_AT]! ^= 1;
      return records;
    })(),
    code: 'CORRUPT_MESSAGE',
  },
  {
    name: 'a codec that there is not',
    records: compressed(5, NO_CODEC_READS_IT),
    code: 'UNKNOWN_SERVER_ERROR',
  },
  {
    name: 'a batch above max.message.bytes',
    records: batch(LZ4_BATCH),
    options: { messageMaxBytes: 70 },
    code: 'MESSAGE_TOO_LARGE',
  },
  {
    name: 'counts that differ',
    records: changed(LZ4_BATCH, (bytes) => bytes.writeInt32BE(7, 57)),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a producer without a sequence',
    records: batch({ ...LZ4_BATCH, producerId: 5n }),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a control batch',
    records: batch({ ...LZ4_BATCH, isControl: true }),
    code: 'INVALID_RECORD',
  },
  {
    name: 'a greatest timestamp too far ahead',
    records: batch({ ...LZ4_BATCH, timestamp: NOW + HOUR_MS + 1 }),
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'a greatest timestamp too long ago',
    records: batch({ ...LZ4_BATCH, timestamp: NOW - 2 }),
    options: { timestampBeforeMaxMs: 1 },
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'a greatest timestamp beyond 2^53',
    records: changed(LZ4_BATCH, (bytes) => bytes.writeBigInt64BE(2n ** 60n, MAX_TIMESTAMP_AT)),
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'a stamp of LogAppendTime by the producer, on a topic that has it',
    records: batch({ ...LZ4_BATCH, logAppendTime: NOW }),
    options: { timestampType: 'LogAppendTime' },
    code: 'INVALID_TIMESTAMP',
  },
  {
    name: 'zstd before version 7',
    records: batch({ compression: ZSTD }),
    options: { produceVersion: 6 },
    code: 'UNSUPPORTED_COMPRESSION_TYPE',
  },
];

for (const { name, records, code, options } of REFUSED) {
  test(`the header shows ${name}, which is ${code} as with validation in full`, () => {
    for (const level of ['full', 'header'] as const) {
      const refused = validate(Buffer.from(records), { ...options, level });
      // In full the true greatest timestamp counts, whatever the header says.
      if (level === 'full' && name.includes('2^53')) continue;
      assert(refused.type === 'refused', level);
      assert.equal(refused.errorCode, ErrorCode[code], level);
    }
  });
}

test('a batch of LogAppendTime is stamped, and needs no more than its header for it', () => {
  const records = compressed(GZIP, NO_CODEC_READS_IT, 2);
  const accepted = validate(records, { ...HEADER, timestampType: 'LogAppendTime', now: NOW + 7 });
  assert(accepted.type === 'accepted');
  assert.equal(accepted.logAppendTime, NOW + 7);
  assert.equal(maxTimestampAt(accepted.batch, 0), NOW + 7);
  assert.equal(timestampTypeOf(attributesAt(accepted.batch, 0)), 'LogAppendTime');
  assert.ok(isCrcValid(accepted.batch, 0));
});

test('a batch without timestamps is taken as one', () => {
  const records = batch({ ...LZ4_BATCH, timestamp: -1 });
  const accepted = validate(records, HEADER);
  assert(accepted.type === 'accepted');
  assert.equal(accepted.maxTimestamp, -1);
});

test('what has to be seen or built anew is validated in full all the same', () => {
  const keyless = { ...LZ4_BATCH, key: null };
  const compacted = validate(batch(keyless), { ...HEADER, isCompacted: true });
  assert(compacted.type === 'refused');
  assert.equal(compacted.recordErrors.length, 3);
  const broken = compressed(GZIP, NO_CODEC_READS_IT);
  for (const compressionType of [ZSTD, NONE]) {
    assert.equal(validate(Buffer.from(broken), { ...HEADER, compressionType }).type, 'refused');
  }
  assert.equal(validate(broken, { ...HEADER, compressionType: GZIP }).type, 'accepted');
});

test('records that are not compressed are validated in full', () => {
  const broken = changedCounts(batch({ count: 2 }), 3);
  assert.equal(validate(broken, HEADER).type, 'refused');
});
