import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { OpenJournalFile } from './create-journal-file.ts';
import { type FrameChain, chainFrames } from './frame-chain.ts';
import { FRAME_HEADER_BYTES, type FrameHeader, readFrameHeader, sealFrame } from './frame.ts';
import type { FoundFrame } from './frame-scan.ts';

const SALT = Buffer.alloc(8, 1);
const FILE: OpenJournalFile = {
  path: '/data/odradek-journal-00000001',
  number: 1,
  file: {
    size: 0,
    writeDurably: () => Promise.reject(new Error('nothing is written')),
    read: () => Promise.reject(new Error('nothing is read')),
    sync: () => Promise.reject(new Error('nothing is synced')),
    close: async () => {},
  },
  salt: SALT,
  lastLsn: 0,
};

/** Frames without entries, as they are found in blocks one behind the other. */
class Frames {
  private readonly found: FoundFrame[] = [];
  private readonly bytes: Buffer[] = [];

  /** Adds a frame; answers its checksum. It follows the frame `lsn - 1`, unless told otherwise. */
  add(lsn: number, header: Partial<FrameHeader>): number {
    const bytes = Buffer.alloc(4096);
    const whole = {
      generation: 1,
      lsn,
      previousLsn: lsn - 1,
      previousCrc: 0,
      checkpointLsn: 0,
      durableLsn: 0,
      length: FRAME_HEADER_BYTES,
      entriesCount: 0,
      ...header,
    };
    const crc = sealFrame(bytes, whole, SALT);
    const found = readFrameHeader(bytes, SALT);
    assert.ok(found !== undefined);
    this.found.push({ ...found, file: FILE, position: this.bytes.length });
    this.bytes.push(bytes);
    return crc;
  }

  /** Only the header of the last frame is as it was. */
  damageLast(): void {
    const found = this.found.pop();
    assert.ok(found !== undefined);
    this.found.push({ ...found, crc: found.crc ^ 1 });
  }

  chain(): FrameChain {
    return chainFrames({
      directory: '/data',
      found: this.found,
      bytesOf: ({ position, length }) => (this.bytes[position] ?? SALT).subarray(0, length),
    });
  }

  lsns(): readonly number[] {
    return this.chain().frames.map(({ lsn }) => lsn);
  }
}

test('frames are followed from the checkpoint on, also into the next life of the journal', () => {
  const frames = new Frames();
  let crc = frames.add(1, {});
  crc = frames.add(2, { previousCrc: crc });
  crc = frames.add(3, { previousCrc: crc, checkpointLsn: 1 });
  frames.add(7, { previousCrc: crc, previousLsn: 3, generation: 2, checkpointLsn: 1 });
  assert.deepEqual(frames.lsns(), [2, 3, 7]);
  assert.equal(frames.chain().checkpointLsn, 1);
});

test('a frame of the same number that another one came before does not count', () => {
  const frames = new Frames();
  const crc = frames.add(1, {});
  frames.add(2, { previousCrc: crc + 1 });
  assert.deepEqual(frames.lsns(), [1]);
});

test('a frame of an earlier life does not count behind one of a later life', () => {
  const frames = new Frames();
  const crc = frames.add(4, { previousLsn: 0, generation: 2 });
  frames.add(5, { previousCrc: crc, generation: 1 });
  assert.deepEqual(frames.lsns(), [4]);
});

test('of two frames behind the same one that of the later life counts', () => {
  const frames = new Frames();
  const crc = frames.add(1, {});
  frames.add(2, { previousCrc: crc });
  frames.add(3, { previousCrc: crc, previousLsn: 1, generation: 2 });
  assert.deepEqual(frames.lsns(), [1, 3]);
});

test('what comes behind a frame that is not whole does not count', () => {
  const frames = new Frames();
  const crc = frames.add(1, {});
  const second = frames.add(2, { previousCrc: crc });
  frames.damageLast();
  frames.add(3, { previousCrc: second });
  assert.deepEqual(frames.lsns(), [1]);
});

test('a frame that was durable and is not whole is told', () => {
  const frames = new Frames();
  const crc = frames.add(1, {});
  const second = frames.add(2, { previousCrc: crc });
  frames.damageLast();
  frames.add(3, { previousCrc: second, durableLsn: 2 });
  assert.throws(() => frames.chain(), {
    code: 'KAFKA_STORAGE_ERROR',
    message:
      /frames up to 2 were durable, and only those up to 1 can be read \(it ends in .*00000001/,
  });
});

test('a checkpoint counts that only a frame behind a gap speaks of', () => {
  const frames = new Frames();
  frames.add(1, {});
  frames.add(3, { previousCrc: 5, checkpointLsn: 1 });
  assert.deepEqual(frames.lsns(), []);
  assert.equal(frames.chain().checkpointLsn, 1);
});
