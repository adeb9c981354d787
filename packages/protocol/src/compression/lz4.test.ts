import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { compressLz4Block, decompressLz4Block, lz4BlockContentBytes } from './lz4-block.ts';
import { compressLz4, decompressLz4, decompressLz4Unchecked, lz4Implementation } from './lz4.ts';

const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 2000);
const LIMIT = 1 << 20;
const HEADER = '04224d18604082';

test('the native package serves lz4 here', () => {
  assert.equal(lz4Implementation(), 'native');
});

test('lz4 is written as a frame of independent blocks of 64 KiB without sizes or checksums', () => {
  const frame = compressLz4(Buffer.alloc(150_000, 'abcdef'));
  assert.equal(frame.toString('hex', 0, 7), HEADER);
  let blocks = 0;
  let at = 7;
  for (; frame.readUInt32LE(at) !== 0; blocks++) at += 4 + frame.readUInt32LE(at);
  assert.equal(blocks, 3);
  assert.equal(at + 4, frame.length);
});

test('a block that does not become smaller is written as it is', () => {
  const noise = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * index * 31) >> 3));
  const frame = compressLz4(noise);
  assert.equal(frame.readUInt32LE(7), 0x80000000 + noise.length);
  assert.ok(decompressLz4(frame, LIMIT).equals(noise));
});

test('what follows the frame is left, and a frame needs its end mark', () => {
  const frame = compressLz4(Buffer.from('content '.repeat(10)));
  const longer = Buffer.concat([frame, Buffer.from('more')]);
  assert.equal(decompressLz4(longer, LIMIT).toString(), 'content '.repeat(10));
  const endless = frame.subarray(0, -4);
  assert.throws(() => decompressLz4(endless, LIMIT), { code: 'CORRUPT_MESSAGE' });
});

test('frames of another version, block size, dictionary or magic are corrupt', () => {
  for (const header of ['04224d18a04082', '04224d18603082', '04224d18614082', '184d220460408200']) {
    const frame = Buffer.from(`${header}00000000`, 'hex');
    assert.throws(() => decompressLz4(frame, LIMIT), { code: 'CORRUPT_MESSAGE' });
  }
});

test('a frame whose headers leave its size open is measured exactly', () => {
  // 17 blocks of little: by their headers they could hold 17 times 64 KiB, more than the limit.
  const content = Buffer.from('0123456789'.repeat(100));
  const block = compressLz4(content).subarray(7, -4);
  const blocks = Array.from({ length: 17 }, () => Buffer.from(block));
  const frame = Buffer.concat([Buffer.from(HEADER, 'hex'), ...blocks, Buffer.alloc(4)]);
  assert.equal(decompressLz4(frame, 17_000).length, 17_000);
  assert.throws(() => decompressLz4(frame, 16_999), { code: 'MESSAGE_TOO_LARGE' });
  assert.throws(() => decompressLz4Unchecked(frame, 16_999), { code: 'MESSAGE_TOO_LARGE' });
});

test('frames of many blocks are read alike, whoever decompresses them', () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index) >> 9));
  const frame = compressLz4(content);
  for (const nativeBytesMax of [0, 1 << 20]) {
    assert.ok(decompressLz4(frame, LIMIT, nativeBytesMax).equals(content));
    assert.throws(() => decompressLz4(frame, 299_999, nativeBytesMax), {
      code: 'MESSAGE_TOO_LARGE',
    });
    const broken = Buffer.from(frame);
    broken.writeUInt32LE(0xffff, 7);
    assert.throws(() => decompressLz4(broken, LIMIT, nativeBytesMax), { code: 'CORRUPT_MESSAGE' });
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
    assert.ok(decompressLz4Unchecked(compressLz4(content), LIMIT).equals(content));
    const block = compressLz4Block(content.subarray(0, 65536));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(block.length);
    if (block.length > 65536) return;
    const frame = Buffer.concat([Buffer.from(HEADER, 'hex'), size, block, Buffer.alloc(4)]);
    assert.ok(decompressLz4(frame, LIMIT).equals(content.subarray(0, 65536)));
  };
  fc.assert(fc.property(bytes, check), { numRuns: Math.ceil(RUNS / 10) });
});

test('the fallback refuses broken blocks and writes as much as it measured', () => {
  const check = (block: Uint8Array): void => {
    try {
      const length = lz4BlockContentBytes(block);
      if (length > 100_000) return;
      const target = Buffer.alloc(length + 20, 0xa5);
      assert.equal(decompressLz4Block(block, target, 10), length);
      assert.ok(target.subarray(0, 10).every((byte) => byte === 0xa5));
      assert.ok(target.subarray(length + 10).every((byte) => byte === 0xa5));
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'CORRUPT_MESSAGE');
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), check), { numRuns: RUNS });
});
