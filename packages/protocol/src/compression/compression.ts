import { KafkaError } from '@odradek/base';

import { CompressionType, compressionName, compressionTypeFromId } from './compression-type.ts';
import { compressGzip, decompressGzip } from './gzip.ts';
import { compressLz4, decompressLz4, lz4Implementation } from './lz4.ts';
import { compressSnappy, decompressSnappy, snappyImplementation } from './snappy.ts';
import { compressZstd, decompressZstd, loadZstd, zstdImplementation } from './zstd.ts';

/** The default of `odradek.max.decompressed.batch.bytes`: 16 MiB. */
export const DECOMPRESSED_BATCH_BYTES_MAX: number = 16 * 1024 * 1024;

/** What bounds the work on data from outside. */
export interface DecompressOptions {
  /**
   * How many bytes the result may have (`odradek.max.decompressed.batch.bytes`). The default is
   * `DECOMPRESSED_BATCH_BYTES_MAX`.
   */
  readonly bytesMax?: number;
  /**
   * How much memory may stay taken until the event loop turns, whatever becomes of the result: the
   * native package for lz4 is several times faster and frees nothing before. The default is 64 KiB,
   * for those who decompress many batches in one turn.
   */
  readonly heldBytesMax?: number;
}

/** Kafka's `compression.gzip.level`, `.lz4.level` and `.zstd.level`: default, least, greatest. */
const LEVELS: Readonly<Record<number, readonly [number, number, number]>> = {
  [CompressionType.GZIP]: [-1, 1, 9],
  [CompressionType.LZ4]: [9, 1, 17],
  [CompressionType.ZSTD]: [3, -131072, 22],
};

/**
 * Makes every codec ready, which is asynchronous for one of them: zstd on a Node without its own
 * (10 ms). A program awaits this at its start, or before it first needs zstd. The other codecs work
 * without it. Does nothing if it was done before.
 */
export function loadCompression(): Promise<void> {
  return loadZstd();
}

/** Whether a codec can be used at once, or only after `loadCompression`. */
export function isCompressionLoaded(type: CompressionType): boolean {
  return type !== CompressionType.ZSTD || zstdImplementation() !== 'none';
}

/** What serves the codecs that have more than one implementation. */
export interface CompressionImplementations {
  /** 'javascript' where the native package is missing. */
  readonly snappy: 'native' | 'javascript';
  /** 'javascript' where the native package is missing. */
  readonly lz4: 'native' | 'javascript';
  /** Node's own, WebAssembly, or 'none' before `loadCompression` or without the package. */
  readonly zstd: 'native' | 'wasm' | 'none';
}

/** Which implementations serve the codecs, for logs and metrics. */
export function compressionImplementations(): CompressionImplementations {
  return {
    snappy: snappyImplementation(),
    lz4: lz4Implementation(),
    zstd: zstdImplementation(),
  };
}

/**
 * Compresses the records of a batch. `level` is Kafka's, by default Kafka's default, and is ignored
 * by codecs that have none; raises `INVALID_CONFIG` if it is out of range. The result is new memory,
 * except for `NONE`, which answers `bytes`. Raises `UNSUPPORTED_COMPRESSION_TYPE` for an unknown id
 * and `ODRADEK_COMPRESSION_NOT_LOADED` for zstd before `loadCompression`.
 */
export function compress(type: CompressionType, bytes: Buffer, level?: number): Buffer {
  const checkedLevel = levelOf(type, level);
  switch (type) {
    case CompressionType.NONE:
      return bytes;
    case CompressionType.GZIP:
      return compressGzip(bytes, checkedLevel);
    case CompressionType.SNAPPY:
      return compressSnappy(bytes);
    case CompressionType.LZ4:
      return compressLz4(bytes);
    case CompressionType.ZSTD:
      return compressZstd(bytes, checkedLevel);
    default:
      compressionTypeFromId(type);
      return bytes;
  }
}

/**
 * Decompresses the records of a batch, and never into more than `bytesMax` bytes: raises
 * `MESSAGE_TOO_LARGE` instead, before the memory is taken wherever the data tells its size.
 * `CORRUPT_MESSAGE` means that the codec cannot read the data, `UNSUPPORTED_COMPRESSION_TYPE` an
 * unknown id, `ODRADEK_COMPRESSION_NOT_LOADED` zstd before `loadCompression`. The result is new
 * memory, except for `NONE`, which answers `bytes` as they are.
 *
 * The limit is absolute: how much smaller the compressed data is makes no difference.
 */
export function decompress(
  type: CompressionType,
  bytes: Buffer,
  options: DecompressOptions = {},
): Buffer {
  const bytesMax = options.bytesMax ?? DECOMPRESSED_BATCH_BYTES_MAX;
  switch (type) {
    case CompressionType.NONE:
      return bytes;
    case CompressionType.GZIP:
      return decompressGzip(bytes, bytesMax);
    case CompressionType.SNAPPY:
      return decompressSnappy(bytes, bytesMax);
    case CompressionType.LZ4:
      return decompressLz4(bytes, bytesMax, options.heldBytesMax);
    case CompressionType.ZSTD:
      return decompressZstd(bytes, bytesMax);
    default:
      compressionTypeFromId(type);
      return bytes;
  }
}

function levelOf(type: CompressionType, level: number | undefined): number {
  const range = LEVELS[type];
  if (range === undefined) return 0;
  const [levelDefault, min, max] = range;
  if (level === undefined || level === levelDefault) return levelDefault;
  if (!Number.isInteger(level) || level < min || level > max) {
    throw new KafkaError(
      'INVALID_CONFIG',
      `compression.${compressionName(type)}.level is ${level}; use ${min} to ${max}, or ` +
        `${levelDefault} for the default.`,
    );
  }
  return level;
}
