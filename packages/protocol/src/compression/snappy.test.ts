import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { compressSnappyBlock, decompressSnappyBlock } from './snappy-block.ts';
import { compressSnappy, decompressSnappy, snappyImplementation } from './snappy.ts';

const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 2000);
const LIMIT = 1 << 20;
const XERIAL_HEADER = '82534e41505059000000000100000001';

test('the native package serves snappy here', () => {
  assert.equal(snappyImplementation(), 'native');
});

test('snappy is written in the framing of xerial, in blocks of 32 KiB', () => {
  const framed = compressSnappy(Buffer.alloc(80 * 1024, 'abcdef'));
  assert.equal(framed.toString('hex', 0, 16), XERIAL_HEADER);
  const sizes: number[] = [];
  for (let at = 16; at < framed.length; at += 4 + framed.readInt32BE(at)) {
    const block = framed.subarray(at + 4, at + 4 + framed.readInt32BE(at));
    sizes.push(decompressSnappy(block, LIMIT).length);
  }
  assert.deepEqual(sizes, [32 * 1024, 32 * 1024, 16 * 1024]);
});

test('one bare block of snappy is read, as librdkafka and franz-go write it', () => {
  const text = Buffer.from('bare '.repeat(1000));
  assert.ok(decompressSnappy(compressSnappyBlock(text), LIMIT).equals(text));
});

test('streams of xerial that were put together are read as one', () => {
  const both = Buffer.concat([
    compressSnappy(Buffer.from('one ')),
    compressSnappy(Buffer.from('two')),
  ]);
  assert.equal(decompressSnappy(both, LIMIT).toString(), 'one two');
});

test('a block that says that it holds more than snappy can is corrupt', () => {
  const block = Buffer.concat([Buffer.from('ffff3f', 'hex'), Buffer.alloc(100)]);
  assert.throws(() => decompressSnappy(block, LIMIT), { code: 'CORRUPT_MESSAGE' });
});

test('a block with a length of nothing or less is corrupt', () => {
  for (const length of ['00000000', 'ffffffff', '80000000', '7fffffff']) {
    const framed = Buffer.from(XERIAL_HEADER + length, 'hex');
    assert.throws(() => decompressSnappy(framed, LIMIT), { code: 'CORRUPT_MESSAGE' });
  }
});

test("fewer bytes than a length behind the last block are passed over, as xerial's reader does", () => {
  const framed = compressSnappy(Buffer.from('content'));
  for (const bytes of [1, 2, 3]) {
    const stored = Buffer.concat([framed, Buffer.alloc(bytes, 0x82)]);
    assert.equal(decompressSnappy(stored, LIMIT).toString(), 'content');
  }
});

test('a header behind the last block that is cut off is corrupt', () => {
  const framed = compressSnappy(Buffer.from('content'));
  for (const bytes of [4, 8, 15]) {
    const stored = Buffer.concat([framed, framed.subarray(0, bytes)]);
    assert.throws(() => decompressSnappy(stored, LIMIT), { code: 'CORRUPT_MESSAGE' });
  }
});

test('the fallback and the native package read each other', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(fc.constantFrom('abcd', 'efghij', 'k'), { maxLength: 200 })
      .map((t) => Buffer.from(t.join(''))),
    fc.nat(70_000).map((length) => Buffer.alloc(length, `run ${length}`)),
  );
  const check = (input: Uint8Array): void => {
    const content = Buffer.from(input);
    const written = compressSnappyBlock(content);
    assert.ok(decompressSnappy(written, LIMIT).equals(content));
    const target = Buffer.alloc(content.length);
    const native = content.length === 0 ? written : nativeBlocks(content);
    for (let at = 0, index = 0; at < native.length && content.length > 0; index++) {
      const end = at + 4 + native.readInt32BE(at);
      const size = Math.min(32 * 1024, content.length - index * 32 * 1024);
      decompressSnappyBlock(native.subarray(at + 4, end), target, index * 32 * 1024, size);
      at = end;
    }
    assert.ok(target.equals(content));
  };
  fc.assert(fc.property(bytes, check), { numRuns: Math.ceil(RUNS / 10) });
});

function nativeBlocks(content: Buffer): Buffer {
  return compressSnappy(content).subarray(16);
}

test('the fallback refuses broken blocks and never writes beyond its place', () => {
  const check = (bytes: Uint8Array, length: number): void => {
    const target = Buffer.alloc(length + 20, 0xa5);
    const block = Buffer.concat([Buffer.from([length]), bytes]);
    try {
      decompressSnappyBlock(block, target, 10, length);
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'CORRUPT_MESSAGE');
    }
    assert.ok(target.subarray(0, 10).every((byte) => byte === 0xa5));
    assert.ok(target.subarray(length + 10).every((byte) => byte === 0xa5));
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(127), check), { numRuns: RUNS });
});
