import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';

import { COMPRESSION_NAMES, CompressionType } from './compression-type.ts';
import { compress, decompress, loadCompression } from './compression.ts';
import { decompressLz4Unchecked } from './lz4.ts';

// In a process of its own: it measures how much the process grows, and others would grow it too.
const MIB = 1024 * 1024;
const BOMB_BYTES = 512 * MIB;
const BYTES_MAX = 16 * MIB;
/** Above the limit: what the process needs to look at the bomb, and noise of its own. */
const MEMORY_MARGIN = 16 * MIB;
const TIME_MS_MAX = 500;

await loadCompression();

/** One MiB of zeros, over and over. */
function gzipBomb(): Buffer {
  const part = deflateRawSync(Buffer.alloc(MIB), { finishFlush: constants.Z_FULL_FLUSH });
  const parts = Array.from({ length: BOMB_BYTES / MIB }, () => part);
  const trailer = Buffer.from('0300000000000000', 'hex');
  const size = Buffer.alloc(4);
  size.writeUInt32LE(BOMB_BYTES);
  return Buffer.concat([Buffer.from('1f8b08000000000000ff', 'hex'), ...parts, trailer, size]);
}

/** The same with a trailer that says that it holds little. */
function gzipBombInDisguise(): Buffer {
  const bomb = gzipBomb();
  bomb.writeUInt32LE(100, bomb.length - 4);
  return bomb;
}

/** A bare block that says that it holds 512 MiB. */
function snappyBareBomb(): Buffer {
  return Buffer.concat([Buffer.from('8080808002', 'hex'), Buffer.alloc(1000, 0xfe)]);
}

/** Blocks that hold 32 KiB each. */
function snappyBomb(): Buffer {
  const one = compress(CompressionType.SNAPPY, Buffer.alloc(32 * 1024));
  const blocks = Array.from({ length: BOMB_BYTES / (32 * 1024) }, () => one.subarray(16));
  return Buffer.concat([one.subarray(0, 16), ...blocks]);
}

/** Blocks of 4 MiB, each one literal that is repeated. */
function lz4Bomb(): Buffer {
  const matchBytes = 4 * MIB - 1 - 5;
  const rest = matchBytes - 4 - 15;
  const lengths = Buffer.alloc(Math.floor(rest / 255) + 1, 255);
  lengths[lengths.length - 1] = rest % 255;
  const head = Buffer.from('1f000100', 'hex');
  const block = Buffer.concat([head, lengths, Buffer.from('500000000000', 'hex')]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(block.length);
  const blocks = Array.from({ length: BOMB_BYTES / (4 * MIB) }, () => [size, block]).flat();
  return Buffer.concat([Buffer.from('04224d18607073', 'hex'), ...blocks, Buffer.alloc(4)]);
}

/** Runs of 128 KiB in four bytes each, in a frame that tells its size or not. */
function zstdBomb(header: string): Buffer {
  const count = BOMB_BYTES / (128 * 1024);
  const block = (isLast: boolean): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUIntLE(((128 * 1024) << 3) | (1 << 1) | (isLast ? 1 : 0), 0, 3);
    return bytes;
  };
  const blocks = Array.from({ length: count }, (_, index) => block(index === count - 1));
  return Buffer.concat([Buffer.from(header, 'hex'), ...blocks]);
}

/** Frames of compressed blocks, of 2 MiB each, that say so. */
function zstdFramesBomb(): Buffer {
  const frame = compress(CompressionType.ZSTD, Buffer.alloc(2 * MIB));
  return Buffer.concat(Array.from({ length: BOMB_BYTES / (2 * MIB) }, () => frame));
}

/** One frame that does not tell its size, of many compressed blocks. */
function zstdBlocksBomb(): Buffer {
  const frame = compress(CompressionType.ZSTD, Buffer.alloc(128 * 1024));
  // Magic, descriptor and, with this size, four bytes of it; one block follows, the last.
  const blockAt = 4 + 1 + ((frame[4]! & 0x20) === 0 ? 1 : 0) + 4;
  const block = Buffer.from(
    frame.subarray(blockAt, blockAt + 3 + (frame.readUIntLE(blockAt, 3) >> 3)),
  );
  block[0]! &= 0xfe;
  const blocks = Array.from({ length: BOMB_BYTES / (128 * 1024) }, () => block);
  const end = Buffer.from('010000', 'hex');
  return Buffer.concat([Buffer.from('28b52ffd0070', 'hex'), ...blocks, end]);
}

const { GZIP, SNAPPY, LZ4, ZSTD } = CompressionType;
const BOMBS: readonly [string, CompressionType, () => Buffer, string?][] = [
  ['as it says', GZIP, gzipBomb],
  ['in disguise', GZIP, gzipBombInDisguise],
  ['by its word alone', SNAPPY, snappyBareBomb, 'CORRUPT_MESSAGE'],
  ['of blocks', SNAPPY, snappyBomb],
  ['of blocks', LZ4, lz4Bomb],
  ['that tells its size', ZSTD, (): Buffer => zstdBomb('28b52ffd' + 'a000000020')],
  ['that does not tell its size', ZSTD, (): Buffer => zstdBomb('28b52ffd' + '0038')],
  ['with a window of 128 MiB', ZSTD, (): Buffer => zstdBomb('28b52ffd' + '0088')],
  ['with the largest window', ZSTD, (): Buffer => zstdBomb('28b52ffd' + '00f8')],
  ['of frames', ZSTD, zstdFramesBomb],
  ['of compressed blocks', ZSTD, zstdBlocksBomb],
];

for (const [kind, codec, make, code] of BOMBS) {
  test(`a ${COMPRESSION_NAMES[codec]} bomb ${kind} is refused at once and in little memory`, () => {
    const bomb = make();
    const [timeMs, bytes] = explode(() => decompress(codec, bomb), code);
    assert.ok(timeMs < TIME_MS_MAX, `${timeMs} ms`);
    assert.ok(bytes < BYTES_MAX + MEMORY_MARGIN, `${bytes} bytes`);
  });
}

test('an lz4 bomb is refused by the fallback too', () => {
  const bomb = lz4Bomb();
  const [timeMs] = explode(() => decompressLz4Unchecked(bomb, BYTES_MAX));
  assert.ok(timeMs < TIME_MS_MAX, `${timeMs} ms`);
});

/** How long the bomb took, and by how much the process grew at the worst. */
function explode(detonate: () => Buffer, code = 'MESSAGE_TOO_LARGE'): [number, number] {
  const growthBefore = process.resourceUsage().maxRSS;
  const start = process.hrtime.bigint();
  assert.throws(detonate, { code });
  const timeMs = Number(process.hrtime.bigint() - start) / 1e6;
  return [timeMs, (process.resourceUsage().maxRSS - growthBefore) * 1024];
}
