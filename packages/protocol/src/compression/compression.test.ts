import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import fc from 'fast-check';

import { COMPRESSION_NAMES, CompressionType, compressionTypeFromName } from './compression-type.ts';
import {
  compress,
  compressionImplementations,
  DECOMPRESSED_BATCH_BYTES_MAX,
  decompress,
  loadCompression,
} from './compression.ts';

const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 2000);
const CODECS = [
  CompressionType.GZIP,
  CompressionType.SNAPPY,
  CompressionType.LZ4,
  CompressionType.ZSTD,
] as const;
const ALLOWED_CODES = new Set(['CORRUPT_MESSAGE', 'MESSAGE_TOO_LARGE']);

/** Bytes that compress well, badly, or in part, of any length. */
function sample(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed | 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const isText = ((index >> 10) + seed) % 3 !== 0;
    bytes[index] = isText ? 97 + ((index * 7 + seed) % 13) : state >>> 24;
  }
  return bytes;
}

test('zstd before it was loaded says what to do', (context) => {
  if (compressionImplementations().zstd === 'native') {
    context.skip('this Node has zstd');
    return;
  }
  // In a process of its own, since other tests load it.
  const module = new URL('compression.js', import.meta.url).href;
  const program = `
    const { compress } = await import(${JSON.stringify(module)});
    try { compress(4, Buffer.from('x')); } catch (error) { console.log(error.code, error.message); }
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
  assert.match(output.toString(), /^ODRADEK_COMPRESSION_NOT_LOADED .*await loadCompression\(\)/);
});

test('without their native packages snappy and lz4 are served by JavaScript', () => {
  const module = new URL('compression.js', import.meta.url).href;
  const program = `
    const codecs = await import(${JSON.stringify(module)});
    const { snappy, lz4 } = codecs.compressionImplementations();
    const text = Buffer.from('a text that repeats itself. '.repeat(5000));
    const sizes = [2, 3].map((codec) => {
      const blob = codecs.compress(codec, text);
      if (!codecs.decompress(codec, blob).equals(text)) throw new Error('not the same');
      return blob.length < text.length / 5;
    });
    console.log(snappy, lz4, ...sizes);
  `;
  const env = { ...process.env, NAPI_RS_NATIVE_LIBRARY_PATH: '/there/is/no/such.node' };
  const options = { env, stdio: 'pipe' } as const;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], options);
  assert.equal(output.toString().trim(), 'javascript javascript true true');
});

test('loading the codecs may be repeated', async () => {
  await Promise.all([loadCompression(), loadCompression()]);
  assert.notEqual(compressionImplementations().zstd, 'none');
});

for (const codec of CODECS) {
  const name = COMPRESSION_NAMES[codec]!;

  test(`${name} gives back bytes of any length`, () => {
    const blocks = [32, 64, 128].flatMap((kib) => [kib * 1024 - 1, kib * 1024, kib * 1024 + 1]);
    for (const length of [0, 1, 2, 15, 16, 100, 1000, ...blocks, 1_000_003]) {
      const bytes = sample(length, length);
      const back = decompress(codec, compress(codec, bytes));
      assert.ok(back.equals(bytes), `${length} bytes`);
    }
  });

  test(`${name} fills its limit to the byte and not further`, () => {
    for (const length of [1, 100, 70_000, 300_000]) {
      for (const bytes of [sample(length, 3), Buffer.alloc(length)]) {
        const blob = compress(codec, bytes);
        assert.ok(decompress(codec, blob, { bytesMax: length }).equals(bytes));
        const tooMuch = (): Buffer => decompress(codec, blob, { bytesMax: length - 1 });
        assert.throws(tooMuch, { code: 'MESSAGE_TOO_LARGE' });
      }
    }
  });

  test(`${name} finds bytes that are cut off corrupt`, () => {
    const blob = compress(codec, sample(5000, 1));
    for (const length of [0, 1, 4, 7, 12, 20, blob.length >> 1, blob.length - 1]) {
      const cut = blob.subarray(0, length);
      assert.throws(() => decompress(codec, cut), { code: 'CORRUPT_MESSAGE' }, `${length}`);
    }
  });

  test(`${name} survives what is not its own, within its limit`, () => {
    const bytesMax = 100_000;
    const mutation = fc.record({
      length: fc.integer({ min: 0, max: 3000 }),
      changes: fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 6 }),
      cut: fc.oneof(fc.constant(0), fc.nat(40)),
    });
    const check = (kind: { length: number; changes: [number, number][]; cut: number }): void => {
      const blob = Buffer.from(compress(codec, sample(kind.length, kind.cut)));
      for (const [at, byte] of kind.changes) blob[at % blob.length] = byte;
      expectBytesOrError(codec, blob.subarray(0, Math.max(blob.length - kind.cut, 0)), bytesMax);
    };
    fc.assert(fc.property(mutation, check), { numRuns: Math.ceil(RUNS / 8) });
    const noise = fc.uint8Array({ maxLength: 300 });
    const checkNoise = (bytes: Uint8Array): void =>
      expectBytesOrError(codec, Buffer.from(bytes), bytesMax);
    fc.assert(fc.property(noise, checkNoise), { numRuns: Math.ceil(RUNS / 8) });
  });
}

test('levels of Kafka are taken and others refused', () => {
  const bytes = sample(10_000, 4);
  const levels = { gzip: [-1, 1, 9], lz4: [1, 9, 17], zstd: [-131072, 1, 3, 22] };
  for (const [name, taken] of Object.entries(levels)) {
    const codec = compressionTypeFromName(name);
    for (const level of taken) {
      assert.ok(decompress(codec, compress(codec, bytes, level)).equals(bytes));
    }
    for (const level of [23, 1.5, -131073, Number.NaN]) {
      assert.throws(() => compress(codec, bytes, level), { code: 'INVALID_CONFIG' });
    }
  }
  assert.ok(compress(CompressionType.SNAPPY, bytes, 99).length > 0);
});

test('without a codec the bytes are passed through', () => {
  const bytes = sample(100, 1);
  assert.equal(compress(CompressionType.NONE, bytes), bytes);
  assert.equal(decompress(CompressionType.NONE, bytes, { bytesMax: 1 }), bytes);
});

test('the ids 5 to 7 are unsupported', () => {
  for (const id of [5, 6, 7]) {
    const type = id as CompressionType;
    assert.throws(() => compress(type, Buffer.alloc(1)), { code: 'UNSUPPORTED_COMPRESSION_TYPE' });
    const back = (): Buffer => decompress(type, Buffer.alloc(1));
    assert.throws(back, { code: 'UNSUPPORTED_COMPRESSION_TYPE' });
  }
});

test('the limit is 16 MiB by default', () => {
  assert.equal(DECOMPRESSED_BATCH_BYTES_MAX, 16 * 1024 * 1024);
  const blob = compress(CompressionType.LZ4, Buffer.alloc(DECOMPRESSED_BATCH_BYTES_MAX + 1));
  assert.throws(() => decompress(CompressionType.LZ4, blob), { code: 'MESSAGE_TOO_LARGE' });
});

function expectBytesOrError(codec: CompressionType, blob: Buffer, bytesMax: number): void {
  try {
    assert.ok(decompress(codec, blob, { bytesMax }).length <= bytesMax);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    assert.ok(ALLOWED_CODES.has(code), `${code} for ${blob.toString('hex')}`);
  }
}
