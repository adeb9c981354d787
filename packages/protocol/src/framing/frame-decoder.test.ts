import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { FrameDecoder } from './frame-decoder.ts';
import { FrameMemory } from './frame-memory.ts';

function frameBytes(body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.byteLength);
  return Buffer.concat([size, body]);
}

/** A copy in memory of its own, whose size counts: small buffers of Node share blocks. */
function inOwnMemory(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  copy.set(bytes);
  return copy;
}

function declaredSize(size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(size);
  return bytes;
}

/** Pushes the chunks and takes every frame as soon as it is there. */
function decode(decoder: FrameDecoder, chunks: readonly Buffer[]): Buffer[] {
  const frames: Buffer[] = [];
  for (const chunk of chunks) {
    decoder.push(chunk);
    for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) {
      frames.push(frame);
    }
  }
  return frames;
}

/** `bytes` cut at the given places. */
function split(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((place) => place % (bytes.byteLength + 1)), bytes.byteLength];
  const sorted = cuts.toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

function hex(buffers: readonly Buffer[]): string[] {
  return buffers.map((buffer) => buffer.toString('hex'));
}

const bodies = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(20_000), fc.nat(255))
        .map(([length, seed]) => Buffer.alloc(length, Buffer.from([seed, 1, 2, 3, 5, 8]))),
    },
  ),
  { maxLength: 8 },
);

test('any split of a stream gives the same frames', () => {
  fc.assert(
    fc.property(bodies, fc.array(fc.nat(100_000), { maxLength: 30 }), (frames, places) => {
      const decoder = new FrameDecoder();
      const chunks = split(Buffer.concat(frames.map(frameBytes)), places);
      assert.deepEqual(hex(decode(decoder, chunks)), hex(frames));
      assert.equal(decoder.bufferedBytes, 0);
    }),
    { numRuns: 300 },
  );
});

test('frames that are taken late are the same as frames that are taken at once', () => {
  fc.assert(
    fc.property(bodies, fc.array(fc.nat(100_000), { maxLength: 10 }), (frames, places) => {
      const decoder = new FrameDecoder();
      const stream = Buffer.concat(frames.map(frameBytes));
      for (const chunk of split(stream, places)) decoder.push(chunk);
      assert.equal(decoder.bufferedBytes, stream.byteLength);
      assert.deepEqual(hex(decode(decoder, [Buffer.alloc(0)])), hex(frames));
    }),
    { numRuns: 100 },
  );
});

test('a stream that comes byte by byte gives its frames', () => {
  const frames = [Buffer.alloc(0), Buffer.from('abc'), Buffer.alloc(3000, 7)];
  const stream = Buffer.concat(frames.map(frameBytes));
  const bytes = Array.from({ length: stream.byteLength }, (_, at) => stream.subarray(at, at + 1));
  assert.deepEqual(hex(decode(new FrameDecoder(), bytes)), hex(frames));
});

test('a frame that lies in one chunk is a view of it', () => {
  const chunk = Buffer.concat([
    frameBytes(Buffer.from('first')),
    frameBytes(Buffer.from('second')),
  ]);
  const [first, second] = decode(new FrameDecoder(), [chunk]);
  assert.equal(first?.buffer, chunk.buffer);
  assert.equal(second?.buffer, chunk.buffer);
});

test('a frame of several chunks has a buffer of its own', () => {
  const chunk = frameBytes(Buffer.alloc(20_000, 1));
  const [frame] = decode(new FrameDecoder(), [chunk.subarray(0, 9000), chunk.subarray(9000)]);
  chunk.fill(9);
  assert.equal(
    frame?.every((byte) => byte === 1),
    true,
  );
});

test('frames in memory that is used again are the same, and stay so until they are released', () => {
  const sizes = fc.array(fc.nat(60_000), { maxLength: 12 });
  const memory = new FrameMemory();
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(400_000), { maxLength: 20 }), (lengths, places) => {
      const decoder = new FrameDecoder(undefined, memory);
      const frames = lengths.map((length, index) => Buffer.alloc(length, index + 1));
      const kept: { readonly frame: Buffer; readonly index: number }[] = [];
      let taken = 0;
      const check = (): void => {
        for (const { frame, index } of kept) {
          assert.equal(frame.equals(Buffer.alloc(lengths[index] ?? -1, index + 1)), true);
        }
      };
      for (const chunk of split(Buffer.concat(frames.map(frameBytes)), places)) {
        // As the memory of the chunk is used again, all that lies in it is copied.
        decoder.push(chunk);
        for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) {
          if (taken % 3 === 0) decoder.release(frame);
          else kept.push({ frame, index: taken });
          taken++;
        }
        check();
      }
      assert.equal(taken, frames.length);
      for (const { frame } of kept) decoder.release(frame);
    }),
    { numRuns: 200 },
  );
});

test('a chunk is not needed any more when the rest of it was copied', () => {
  const stream = Buffer.concat([
    frameBytes(Buffer.alloc(100, 1)),
    frameBytes(Buffer.alloc(20_000, 2)),
  ]);
  const chunk = Buffer.from(stream.subarray(0, 15_000));
  const decoder = new FrameDecoder(undefined, new FrameMemory());
  assert.equal(decode(decoder, [chunk]).length, 1);
  assert.equal(decoder.keepsChunks, false);
  chunk.fill(9);
  const [frame] = decode(decoder, [stream.subarray(15_000)]);
  assert.equal(frame?.equals(Buffer.alloc(20_000, 2)), true);

  const gathering = new FrameDecoder();
  decode(gathering, [inOwnMemory(stream.subarray(0, 15_000))]);
  assert.equal(gathering.keepsChunks, true, 'large pieces are kept as they came');
  const untaken = new FrameDecoder(undefined, new FrameMemory());
  untaken.push(stream);
  untaken.next();
  assert.equal(untaken.keepsChunks, true, 'the second frame was not taken');
});

test('a piece of a frame does not keep a block that others have filled', () => {
  const keepsBlock = (pieceBytes: number): boolean => {
    const decoder = new FrameDecoder();
    decode(decoder, [declaredSize(4 * 1024 * 1024)]);
    const block = Buffer.alloc(256 * 1024);
    decode(decoder, [block.subarray(1000, 1000 + pieceBytes)]);
    return decoder.keepsChunks;
  };
  assert.deepEqual([5000, 60_000, 65_536].map(keepsBlock), [false, false, true]);
});

test('memory is taken ahead for 32 MiB of frames, however many peers announce some', () => {
  const memory = new FrameMemory();
  const announce = (): FrameDecoder => {
    const decoder = new FrameDecoder(undefined, memory);
    // The first piece is large, so that without a block of its own it is kept as it came.
    const start = Buffer.concat([declaredSize(1024 * 1024), Buffer.alloc(8000)]);
    decode(decoder, [inOwnMemory(start)]);
    return decoder;
  };
  const decoders = Array.from({ length: 32 }, announce);
  assert.deepEqual(
    decoders.filter(({ keepsChunks }) => keepsChunks),
    [],
  );
  assert.equal(announce().keepsChunks, true);
  decoders[5]?.close();
  assert.equal(announce().keepsChunks, false);
  assert.equal(announce().keepsChunks, true);
});

test('a frame of exactly the limit is accepted and one byte more is not', () => {
  const limit = { bytesMax: 10, setting: 'socket.request.max.bytes' };
  assert.equal(decode(new FrameDecoder(limit), [frameBytes(Buffer.alloc(10))]).length, 1);
  assert.throws(() => decode(new FrameDecoder(limit), [frameBytes(Buffer.alloc(11))]), {
    code: 'ODRADEK_FRAME_TOO_LARGE',
    message: /^A frame of 11 bytes is larger than socket\.request\.max\.bytes=10\. Raise /,
  });
});

test('a frame that is too large is refused before any of its bytes arrive', () => {
  const decoder = new FrameDecoder();
  assert.throws(() => decode(decoder, [declaredSize(104_857_601)]), {
    code: 'ODRADEK_FRAME_TOO_LARGE',
  });
});

test('a frame with a negative size is malformed', () => {
  for (const size of [-1, -0x80000000]) {
    const bytes = declaredSize(size);
    const chunks = [bytes.subarray(0, 3), bytes.subarray(3)];
    assert.throws(() => decode(new FrameDecoder(), chunks), {
      code: 'ODRADEK_MALFORMED_MESSAGE',
      message: new RegExp(`has the size ${size}.*socket\\.request\\.max\\.bytes=104857600`),
    });
  }
});

test('the bytes of a TLS handshake or of HTTP are refused with a hint', () => {
  for (const bytes of [Buffer.from('16030100f4', 'hex'), Buffer.from('GET / HTTP/1.1\r\n')]) {
    assert.throws(() => decode(new FrameDecoder(), [bytes]), { message: /TLS or HTTP/ });
  }
});

test('a stream with an error stays in error and keeps nothing in memory', () => {
  const decoder = new FrameDecoder();
  decoder.push(Buffer.concat([declaredSize(-1), Buffer.alloc(1000)]));
  assert.throws(() => decoder.next(), { code: 'ODRADEK_MALFORMED_MESSAGE' });
  decoder.push(frameBytes(Buffer.from('valid')));
  assert.equal(decoder.bufferedBytes, 0);
  assert.throws(() => decoder.next(), { code: 'ODRADEK_MALFORMED_MESSAGE' });
});

test('the frames before a malformed one are handed out first', () => {
  const decoder = new FrameDecoder();
  decoder.push(Buffer.concat([frameBytes(Buffer.from('valid')), declaredSize(-1)]));
  assert.equal(decoder.next()?.toString(), 'valid');
  assert.throws(() => decoder.next(), { code: 'ODRADEK_MALFORMED_MESSAGE' });
});

test('a limit that changes between two frames of one chunk holds for the second', () => {
  const decoder = new FrameDecoder({ bytesMax: 5, setting: 'before authentication' });
  decoder.push(Buffer.concat([frameBytes(Buffer.alloc(5)), frameBytes(Buffer.alloc(50))]));
  assert.equal(decoder.next()?.byteLength, 5);
  decoder.limit = { bytesMax: 50, setting: 'socket.request.max.bytes' };
  assert.equal(decoder.next()?.byteLength, 50);
});

test('a peer who declares 100 MiB and sends little costs little memory', () => {
  const before = process.memoryUsage().arrayBuffers;
  const decoders = Array.from({ length: 100 }, () => new FrameDecoder());
  for (const decoder of decoders) decode(decoder, [declaredSize(104_857_600), Buffer.alloc(10)]);
  const bytes = process.memoryUsage().arrayBuffers - before;
  assert(bytes < 100 * 1024, `${bytes} bytes for 100 connections`);
});

test('a peer who sends one byte at a time costs at most 64 KiB more than what it sent', () => {
  const decoder = new FrameDecoder();
  decoder.push(declaredSize(104_857_600));
  const byte = Buffer.alloc(1);
  const before = process.memoryUsage().arrayBuffers;
  for (let sent = 0; sent < 300_000; sent++) {
    decoder.push(byte);
    decoder.next();
  }
  const bytes = process.memoryUsage().arrayBuffers - before;
  assert(bytes <= 300_000 + 65_536, `${bytes} bytes`);
});
