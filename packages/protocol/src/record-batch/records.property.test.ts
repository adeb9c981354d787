import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';

import fc from 'fast-check';

import { COMPRESSION_NAMES, type CompressionType } from '../compression/compression-type.ts';
import { loadCompression } from '../compression/compression.ts';
import { RecordBatchBuilder } from './record-batch-builder.ts';
import type { RecordBytes } from './record-writer.ts';
import { batchesIn, checkBatch } from './record-batch.ts';
import { type BatchRecord, recordsOf } from './records.ts';

/** How many cases of each property; more of them find what is rare. */
const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 2000);
/** Native codecs free their memory when the event loop turns. */
const RUNS_PER_TURN = 500;
const BYTES_MAX = 200_000;
const MEMORY_MARGIN = 64 * 1024 * 1024;
const CODECS = [0, 1, 2, 3, 4] as const;
const ALLOWED_CODES = new Set([
  'CORRUPT_MESSAGE',
  'INVALID_RECORD',
  'MESSAGE_TOO_LARGE',
  'UNSUPPORTED_COMPRESSION_TYPE',
]);

interface RecordInput {
  readonly skip: number;
  readonly timestamp: number;
  readonly key: RecordBytes;
  readonly value: RecordBytes;
  readonly headers: readonly { readonly key: string; readonly value: RecordBytes }[];
}

const text = fc.oneof(
  fc.string({ maxLength: 100 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.nat(300).map((length) => 'x'.repeat(length)),
);
const recordBytes: fc.Arbitrary<RecordBytes> = fc.oneof(
  fc.constant(null),
  text,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const header = fc.record({ key: text, value: recordBytes });
const record: fc.Arbitrary<RecordInput> = fc.record({
  skip: fc.oneof(fc.constant(0), fc.nat(1000)),
  timestamp: fc.oneof(fc.nat(1000), fc.integer({ min: -1, max: Number.MAX_SAFE_INTEGER })),
  key: recordBytes,
  value: recordBytes,
  headers: fc.oneof(fc.constant([]), fc.array(header, { maxLength: 5 })),
});
const records = fc.array(record, { minLength: 1, maxLength: 12 });
const codec = fc.constantFrom(...CODECS);

await loadCompression();

function build(input: readonly RecordInput[], compression: CompressionType, base: number): Buffer {
  const builder = new RecordBatchBuilder({ baseOffset: base, compression, bytesInitial: 64 });
  let offset = base;
  for (const { skip, ...fields } of input) {
    offset += skip;
    builder.append({ ...fields, offset });
    offset++;
  }
  return builder.build();
}

function expected(input: readonly RecordInput[], base: number): BatchRecord[] {
  let offset = base;
  return input.map(({ skip, timestamp, key, value, headers }) => {
    offset += skip;
    return {
      offset: offset++,
      timestamp,
      sequence: -1,
      key: asBuffer(key),
      value: asBuffer(value),
      headers: headers.map((each) => ({
        key: Buffer.from(each.key).toString(),
        value: asBuffer(each.value),
      })),
    };
  });
}

function asBuffer(bytes: RecordBytes): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes as string);
}

test('any records come back as they went in, through every codec', () => {
  const check = (input: RecordInput[], compression: CompressionType, base: number): void => {
    const batch = build(input, compression, base);
    checkBatch(batch);
    assert.deepEqual(recordsOf(batch), expected(input, base), COMPRESSION_NAMES[compression]);
  };
  const property = fc.property(records, codec, fc.nat(2 ** 31 - 1), check);
  fc.assert(property, { numRuns: RUNS });
});

test('batches that were changed or cut are read or refused within their bounds', async () => {
  const seeds = fc.sample(fc.tuple(records, codec), { numRuns: 40, seed: 1 });
  const batches = seeds.map(([input, compression]) => build(input, compression, 0));
  const change = fc.oneof(
    fc.tuple(fc.nat(4000), fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xfe, 0xff)),
    fc.tuple(fc.nat(4000), fc.nat(255)),
  );
  const before = process.resourceUsage().maxRSS;
  const check = (seed: number, changes: [number, number][], cut: number): void => {
    const batch = Buffer.from(batches[seed]!);
    for (const [at, byte] of changes) batch[at % batch.length] = byte;
    // A length that holds, so that the bytes behind it are looked at.
    const torn = batch.subarray(0, Math.max(batch.length - cut, 0));
    if (torn.length > 12) torn.writeInt32BE(torn.length - 12, 8);
    if (torn.length > 16) torn[16] = 2;
    batchesIn(torn);
    try {
      for (const { headers } of recordsOf(torn, { decompressedBytesMax: BYTES_MAX })) {
        assert.ok(headers.length <= torn.length + BYTES_MAX);
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      assert.ok(ALLOWED_CODES.has(code), `${code} for ${torn.toString('hex')}`);
    }
  };
  const cut = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(100));
  const changes = fc.array(change, { maxLength: 4 });
  const property = fc.property(fc.nat(batches.length - 1), changes, cut, check);
  for (let runs = 0; runs < RUNS; runs += RUNS_PER_TURN) {
    fc.assert(property, { numRuns: Math.min(RUNS - runs, RUNS_PER_TURN) });
    await nextTurn();
  }
  const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
  assert.ok(grownBytes < MEMORY_MARGIN, `${grownBytes} bytes`);
});

test('any bytes can be split and are never a reason to throw', () => {
  const check = (bytes: Uint8Array): void => {
    const { bytesWhole, batches } = batchesIn(Buffer.from(bytes));
    assert.equal(
      batches.reduce((sum, batch) => sum + batch.length, 0),
      bytesWhole,
    );
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), check), { numRuns: RUNS });
});
