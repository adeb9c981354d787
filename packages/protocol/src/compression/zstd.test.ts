import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZstdFrameCursor } from './zstd-frame.ts';
import { compressZstd, decompressZstd, loadZstd } from './zstd.ts';

const LIMIT = 1 << 20;
const MAGIC = '28b52ffd';

await loadZstd();

/** A frame that does not tell its size, with a window of 1 MiB and blocks that are as they are. */
function plainFrame(...contents: readonly string[]): Buffer {
  const blocks = contents.flatMap((content, index) => {
    const header = Buffer.alloc(3);
    header.writeUIntLE((content.length << 3) | (index === contents.length - 1 ? 1 : 0), 0, 3);
    return [header, Buffer.from(content)];
  });
  return Buffer.concat([Buffer.from(`${MAGIC}0050`, 'hex'), ...blocks]);
}

test('a frame that does not tell its size is read, as Java writes it', () => {
  assert.equal(decompressZstd(plainFrame('one ', 'two'), LIMIT).toString(), 'one two');
  const blocks = Array.from({ length: 12 }, (_, index) => String(index % 10).repeat(100_000));
  const bytes = decompressZstd(plainFrame(...blocks), 1_200_000);
  assert.equal(bytes.toString(), blocks.join(''));
  const tooMuch = (): Buffer => decompressZstd(plainFrame(...blocks), 1_199_999);
  assert.throws(tooMuch, { code: 'MESSAGE_TOO_LARGE' });
});

test('frames that were put together are read as one, and skippable ones passed over', () => {
  const skippable = Buffer.from('5f2a4d1803000000aabbcc', 'hex');
  const frames = [compressZstd(Buffer.from('one '), 3), skippable, plainFrame('two '), skippable];
  const all = Buffer.concat([...frames, compressZstd(Buffer.from('three'), 1), skippable]);
  assert.equal(decompressZstd(all, LIMIT).toString(), 'one two three');
  assert.equal(decompressZstd(all, 13).toString(), 'one two three');
  assert.throws(() => decompressZstd(all, 12), { code: 'MESSAGE_TOO_LARGE' });
  assert.equal(decompressZstd(skippable, LIMIT).length, 0);
});

test('a frame with a window of more than 8 MiB is read', () => {
  const bytes = Buffer.concat([plainFrame('window'), plainFrame('s', '!')]);
  for (const window of [0x68, 0x70, 0x88, 0xf8]) {
    bytes[5] = window;
    assert.equal(decompressZstd(bytes, LIMIT).toString(), 'windows!');
    assert.equal(bytes[5], window, 'the input is left as it was');
  }
});

test('a frame that tells more than its blocks can hold is corrupt', () => {
  const frame = Buffer.from(`${MAGIC}8000ff0000000100006f`.replace('8000', '8050'), 'hex');
  assert.throws(() => decompressZstd(frame, LIMIT), { code: 'CORRUPT_MESSAGE' });
});

test('data after the last frame that is no frame is corrupt', () => {
  const bytes = Buffer.concat([plainFrame('x'), Buffer.from('more')]);
  assert.throws(() => decompressZstd(bytes, LIMIT), { code: 'CORRUPT_MESSAGE' });
});

test('the cursor tells where frames lie and what they hold', () => {
  const first = plainFrame('a'.repeat(300));
  const second = compressZstd(Buffer.alloc(5000), 3);
  const cursor = new ZstdFrameCursor(Buffer.concat([first, second]));
  assert.ok(cursor.next());
  assert.deepEqual([cursor.start, cursor.end], [0, first.length]);
  assert.deepEqual([cursor.contentBytes, cursor.contentBytesMax], [-1, 300]);
  assert.equal(cursor.windowBytes, 1 << 20);
  assert.ok(cursor.next());
  assert.equal(cursor.end, first.length + second.length);
  assert.equal(cursor.contentBytes, 5000);
  assert.ok(!cursor.next());
});

test('data of very many frames is refused', () => {
  const frames = Array.from({ length: 1025 }, () => plainFrame('x'));
  assert.equal(decompressZstd(Buffer.concat(frames.slice(1)), LIMIT).length, 1024);
  const all = Buffer.concat(frames);
  assert.throws(() => decompressZstd(all, LIMIT), { code: 'CORRUPT_MESSAGE', message: /1024/ });
});
