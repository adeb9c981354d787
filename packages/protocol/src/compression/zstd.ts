import zlib from 'node:zlib';

import { KafkaError } from '@odradek/base';

import { corruptError, isOutputLimitError, reasonOf, tooLargeError } from './compression-errors.ts';
import { ZstdFrameCursor } from './zstd-frame.ts';

/** What `node:zlib` has of zstd from Node 22.15 on; the types of Node 20 do not know it. */
interface ZlibWithZstd {
  zstdCompressSync(bytes: Buffer, options: { params: Record<number, number> }): Buffer;
  zstdDecompressSync(
    bytes: Buffer,
    options: { maxOutputLength: number; chunkSize: number },
  ): Buffer;
  readonly constants: { readonly ZSTD_c_compressionLevel: number };
}

/** What is used of `@bokuweb/zstd-wasm`. */
interface ZstdWasm {
  init(): Promise<void>;
  compress(bytes: Uint8Array, level: number): Uint8Array;
  decompress(bytes: Uint8Array, options: { defaultHeapSize: number }): Uint8Array;
}

// A named import of what Node 20 lacks would be a syntax error there.
const { zstdCompressSync, zstdDecompressSync, constants } =
  zlib as unknown as Partial<ZlibWithZstd>;
const native: ZlibWithZstd | undefined =
  zstdCompressSync === undefined || zstdDecompressSync === undefined || constants === undefined
    ? undefined
    : { zstdCompressSync, zstdDecompressSync, constants };
let wasm: ZstdWasm | undefined;
let loading: Promise<void> | undefined;

/** Each frame costs a call. Writers make one; more than this is an attempt to keep us busy. */
const FRAMES_MAX = 1024;
const CHUNK_BYTES_MIN = 1024;
/** A window above this is made smaller before decoding, since the decoder allocates all of it. */
const WINDOW_BYTES_MAX = 8 * 1024 * 1024;
const WINDOW_BYTES_LOG_MIN = 17;
const DESTINATION_TOO_SMALL = 'code -70';

/** Which implementation serves zstd, for logs and metrics; `'none'` before `loadZstd`. */
export function zstdImplementation(): 'native' | 'wasm' | 'none' {
  if (native !== undefined) return 'native';
  return wasm === undefined ? 'none' : 'wasm';
}

/**
 * Makes zstd ready: on a Node without it, compiles the module of `@bokuweb/zstd-wasm` (10 ms); else
 * does nothing. May be called more than once. If the package is missing, zstd stays unavailable.
 */
export async function loadZstd(): Promise<void> {
  if (native !== undefined) return;
  loading ??= loadWasm();
  await loading;
}

async function loadWasm(): Promise<void> {
  try {
    const module = (await import('@bokuweb/zstd-wasm')) as ZstdWasm;
    await module.init();
    wasm = module;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
  }
}

function loadedWasm(): ZstdWasm {
  if (wasm !== undefined) return wasm;
  throw new KafkaError(
    'ODRADEK_COMPRESSION_NOT_LOADED',
    'zstd is not loaded: this Node has no zstd of its own (22.15 and later have), so await ' +
      'loadCompression() at start, with the package @bokuweb/zstd-wasm installed.',
  );
}

/** Compresses into one zstd frame that tells its content's size. `level` is -131072 to 22. */
export function compressZstd(bytes: Buffer, level: number): Buffer {
  if (native === undefined) return viewOf(loadedWasm().compress(bytes, level));
  const params = { [native.constants.ZSTD_c_compressionLevel]: level };
  return native.zstdCompressSync(bytes, { params });
}

/**
 * Decompresses zstd frames, however many. The result is new memory. The headers of all frames and
 * blocks are walked first: raises `MESSAGE_TOO_LARGE` if the result would have more than `bytesMax`
 * bytes, `CORRUPT_MESSAGE` if anything is broken, and `ODRADEK_COMPRESSION_NOT_LOADED` if zstd was
 * not made ready.
 *
 * In WebAssembly, the heap grows to what the largest batch needed and stays: input and output.
 */
export function decompressZstd(bytes: Buffer, bytesMax: number): Buffer {
  const contentBytesMax = boundContents(bytes, bytesMax);
  const frame = new ZstdFrameCursor(withSmallWindows(bytes, bytesMax));
  let output: Buffer | undefined;
  let written = 0;
  // Neither implementation goes on to a second frame by itself.
  while (frame.next()) {
    const part = decompressFrame(frame, bytesMax - written, bytesMax);
    if (output === undefined && frame.end === bytes.byteLength) return part;
    output ??= Buffer.allocUnsafeSlow(contentBytesMax);
    written += part.copy(output, written);
  }
  return output === undefined ? Buffer.alloc(0) : output.subarray(0, written);
}

/** What the frames hold at most, within `bytesMax`. */
function boundContents(bytes: Buffer, bytesMax: number): number {
  const frame = new ZstdFrameCursor(bytes);
  let told = 0;
  let total = 0;
  if (bytes.byteLength === 0) throw corruptError('zstd', 'it has no frame');
  for (let frames = 1; frame.next(); frames++) {
    if (frames > FRAMES_MAX) throw corruptError('zstd', `it has more than ${FRAMES_MAX} frames`);
    if (frame.contentBytes >= 0) told += frame.contentBytes;
    if (told > bytesMax) throw tooLargeError('zstd', bytesMax);
    if (frame.contentBytes > frame.contentBytesMax) {
      throw corruptError('zstd', 'a frame tells a size that its blocks cannot have');
    }
    total += frameBytesMax(frame);
  }
  return Math.min(total, bytesMax);
}

function frameBytesMax(frame: ZstdFrameCursor): number {
  return frame.contentBytes >= 0 ? frame.contentBytes : frame.contentBytesMax;
}

/** The contents of the current frame, of which `bytesLeft` bytes may be. */
function decompressFrame(frame: ZstdFrameCursor, bytesLeft: number, bytesMax: number): Buffer {
  const frameMax = frameBytesMax(frame);
  if (frame.contentBytes > bytesLeft) throw tooLargeError('zstd', bytesMax);
  const roomBytes = Math.min(frameMax, bytesLeft);
  let content: Buffer;
  try {
    content =
      native === undefined
        ? viewOf(loadedWasm().decompress(frame.current(), { defaultHeapSize: roomBytes }))
        : decompressNative(native, frame.current(), roomBytes);
  } catch (error) {
    if (error instanceof KafkaError) throw error;
    const isTooLarge = isOutputLimitError(error) || reasonOf(error).endsWith(DESTINATION_TOO_SMALL);
    // Where there is room for all that the blocks can hold, only a broken frame can hold more.
    if (isTooLarge && frameMax > bytesLeft) throw tooLargeError('zstd', bytesMax);
    throw corruptError('zstd', reasonOf(error), error);
  }
  if (content.byteLength > bytesLeft) throw tooLargeError('zstd', bytesMax);
  return content;
}

/** One chunk with room for everything, so that nothing is joined afterwards. */
function decompressNative(zstd: ZlibWithZstd, frame: Buffer, roomBytes: number): Buffer {
  const output = zstd.zstdDecompressSync(frame, {
    maxOutputLength: Math.max(roomBytes, 1),
    chunkSize: Math.max(roomBytes + 1, CHUNK_BYTES_MIN),
  });
  return output.byteLength < roomBytes / 2 ? Buffer.from(output) : output;
}

/**
 * Where a frame asks for a window of many MiB, which the decoder would allocate whatever the frame
 * holds, a copy that asks for as much as the frame can hold: no match reaches back further.
 */
function withSmallWindows(bytes: Buffer, bytesMax: number): Buffer {
  const frame = new ZstdFrameCursor(bytes);
  let patched = bytes;
  while (frame.next()) {
    if (frame.windowAt < 0 || frame.windowBytes <= WINDOW_BYTES_MAX) continue;
    const needed = Math.min(frameBytesMax(frame), bytesMax);
    const log = Math.max(WINDOW_BYTES_LOG_MIN, Math.ceil(Math.log2(Math.max(needed, 1))));
    if (2 ** log >= frame.windowBytes) continue;
    if (patched === bytes) patched = Buffer.from(bytes);
    patched[frame.windowAt] = (log - 10) << 3;
  }
  return patched;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
