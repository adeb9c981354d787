import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';
import { BASE_TIMESTAMP_AT, RECORD_BATCH_OVERHEAD, RecordBatchBuilder } from '@odradek/protocol';

import { type RecordReading, RecordWalk } from './record-walk.ts';

const NOW = 1_700_000_000_000;
const READINGS: readonly RecordReading[] = ['batch', 'inflated', 'skipping'];
const HEADER = headerOf(1);

function headerOf(count: number): Buffer {
  const builder = new RecordBatchBuilder();
  for (let index = 0; index < count; index++) {
    builder.append({ timestamp: NOW, key: null, value: null });
  }
  return Buffer.from(builder.build().subarray(0, RECORD_BATCH_OVERHEAD));
}

/** A walk over these bytes as the records of a batch, in one of the ways in which Kafka reads. */
function walkOver(records: readonly number[], reading: RecordReading, header = HEADER): RecordWalk {
  const bytes = Buffer.from(records);
  return reading === 'batch'
    ? new RecordWalk(Buffer.concat([header, bytes]), reading)
    : new RecordWalk(header, reading, bytes);
}

function walkAll(records: readonly number[], reading: RecordReading): RecordWalk {
  const walk = walkOver(records, reading);
  while (walk.next());
  return walk;
}

/** Length 8, attributes, timestamp delta, offset delta, key, value `v`, no headers. */
const GOOD = [16, 0, 0, 0, 2, 107, 2, 118, 0];

interface Case {
  readonly name: string;
  readonly records: readonly number[];
  /** The readings that take it; the others raise `INVALID_RECORD`. */
  readonly taken: readonly RecordReading[];
}

const CASES: readonly Case[] = [
  { name: 'a good record', records: GOOD, taken: READINGS },
  { name: 'a length too large by one', records: [18, ...GOOD.slice(1)], taken: ['skipping'] },
  { name: 'a length too small by one', records: [14, ...GOOD.slice(1)], taken: ['skipping'] },
  { name: 'a negative length', records: [1, ...GOOD.slice(1)], taken: ['skipping'] },
  { name: 'a byte behind the record', records: [...GOOD, 0], taken: [] },
  { name: 'the last byte missing', records: GOOD.slice(0, -1), taken: [] },
  { name: 'no bytes', records: [], taken: [] },
  { name: 'a key of length -2', records: [12, 0, 0, 0, 3, 1, 0], taken: READINGS },
  { name: 'a value of length -2', records: [12, 0, 0, 0, 1, 3, 0], taken: READINGS },
  { name: 'a negative count of headers', records: [12, 0, 0, 0, 1, 1, 1], taken: [] },
  { name: 'a header that is not there', records: [12, 0, 0, 0, 1, 1, 2], taken: [] },
  { name: 'a header without a key', records: [16, 0, 0, 0, 1, 1, 2, 1, 1], taken: [] },
  {
    name: 'a header value of length -2',
    records: [18, 0, 0, 0, 1, 1, 2, 2, 104, 3],
    taken: READINGS,
  },
  { name: 'a negative offset delta', records: [12, 0, 0, 1, 1, 1, 0], taken: READINGS },
  { name: 'a key longer than what is left', records: [12, 0, 0, 0, 60, 1, 0], taken: [] },
  {
    name: 'a length with bits beyond the 32nd',
    records: [0x90, 0x80, 0x80, 0x80, 0x10, ...GOOD.slice(1)],
    taken: READINGS,
  },
  {
    name: 'a timestamp of eleven bytes',
    records: [36, 0, ...Array<number>(10).fill(0xff), 0, 0, 2, 107, 2, 118, 0],
    taken: [],
  },
];

for (const { name, records, taken } of CASES) {
  for (const reading of READINGS) {
    const isTaken = taken.includes(reading);
    test(`${name} is ${isTaken ? 'taken' : 'INVALID_RECORD'}, reading: ${reading}`, () => {
      if (isTaken) assert.doesNotThrow(() => walkAll(records, reading));
      else assert.throws(() => walkAll(records, reading), { code: 'INVALID_RECORD' });
    });
  }
}

test('a length of more than five bytes is UNKNOWN_SERVER_ERROR in a batch that is not compressed', () => {
  const records = [0xff, 0xff, 0xff, 0xff, 0xff, ...GOOD];
  assert.throws(() => walkAll(records, 'batch'), { code: 'UNKNOWN_SERVER_ERROR' });
  assert.throws(() => walkAll(records, 'inflated'), { code: 'INVALID_RECORD' });
});

test('key, value and headers are what stands there', () => {
  const walk = walkOver([22, 0, 0, 0, 2, 107, 2, 118, 2, 2, 104, 1], 'inflated');
  assert.equal(walk.next(), true);
  assert.deepEqual([walk.key, walk.value], [Buffer.from('k'), Buffer.from('v')]);
  assert.deepEqual(walk.headers(), [{ key: 'h', value: null }]);
  assert.equal(walk.next(), false);
});

test('a timestamp counts in 64 bits, and is out of range only in the end', () => {
  const timestampOf = (base: bigint, delta: readonly number[]): number => {
    const header = Buffer.from(HEADER);
    header.writeBigInt64BE(base, BASE_TIMESTAMP_AT);
    const record = [0, ...delta, 0, 1, 1, 0];
    const walk = walkOver([record.length * 2, ...record], 'skipping', header);
    walk.next();
    return walk.timestamp;
  };
  assert.equal(timestampOf(5n, [0x0a]), 10);
  assert.equal(timestampOf(5n, [0x0b]), -1);
  assert.equal(timestampOf(2n ** 62n, [0]), OUT_OF_RANGE_INT64);
  assert.equal(timestampOf(-(2n ** 62n), [0]), -OUT_OF_RANGE_INT64);
  // 2^63-1 + 2^63-1 = -2
  const greatest = [0xfe, ...Array<number>(8).fill(0xff), 0x01];
  assert.equal(timestampOf(2n ** 63n - 1n, greatest), -2);
  assert.equal(timestampOf(0n, greatest), OUT_OF_RANGE_INT64);
});
