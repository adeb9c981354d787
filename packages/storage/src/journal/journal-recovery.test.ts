import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { crc32c } from '@odradek/base';

import type { JournalEntry } from './journal-entry.ts';
import { newDisk, newLog, openJournal, settled, type TestLog } from './test-context.ts';

const FIRST = '/data/odradek-journal-00000001';
const BLOCK = 4096;

/** A disk whose journal has some frames that are nowhere else, each an entry of a log. */
async function written(frames: number): Promise<{ disk: MemoryFileSystem; log: TestLog }> {
  const before = await newDisk();
  const log = await newLog(before, 'orders-0');
  const { journal } = await openJournal(before);
  for (let index = 0; index < frames; index++) await log.append(journal, `${index} `);
  const disk = before.crash();
  return { disk, log: log.on(disk) };
}

async function change(
  disk: MemoryFileSystem,
  path: string,
  position: number,
  length: number,
  act: (bytes: Buffer) => void,
): Promise<void> {
  const file = await disk.open(path);
  const bytes = await file.read(position, length);
  act(bytes);
  await file.write(position, [bytes]);
  await file.datasync();
}

function flip(disk: MemoryFileSystem, position: number): Promise<void> {
  return change(disk, FIRST, position, 1, (bytes) => bytes.writeUInt8(bytes.readUInt8() ^ 4));
}

for (const [what, at] of [
  ['the magic', 0],
  ['the checksum', 5],
  ['the number', 33],
  ['an entry', 82],
] as const) {
  test(`a bit that flipped in ${what} of a frame that was durable is told, and nothing is lost in silence`, async () => {
    const { disk } = await written(6);
    await flip(disk, 3 * BLOCK + at);
    await assert.rejects(openJournal(disk), {
      code: 'KAFKA_STORAGE_ERROR',
      message: /journal of \/data is damaged: frames up to 5 were durable, and only those up to 2/,
    });
  });
}

test('the last frame is an unfinished one if it is not whole: nobody can tell', async () => {
  const { disk, log } = await written(6);
  await flip(disk, 6 * BLOCK + 90);
  const { replayed, journal } = await openJournal(disk);
  assert.equal(replayed.length, 5);
  log.size = 10;
  await log.append(journal, 'next ');
  const again = disk.crash();
  assert.equal((await openJournal(again)).replayed.length, 6);
  assert.equal(await log.read(again), '0 1 2 3 4 next ');
});

test('a frame before the checkpoint may be damaged: nobody needs it', async () => {
  const { disk, log } = await written(3);
  const { journal } = await openJournal(disk);
  await log.append(journal, 'next ');
  await journal.checkpoint();
  await log.append(journal, 'last ');
  const crashed = disk.crash();
  await flip(crashed, BLOCK + 90);
  await flip(crashed, 2 * BLOCK + 90);
  assert.deepEqual((await openJournal(crashed)).replayed, ['orders-0/0@11']);
  assert.equal(await log.read(crashed), '0 1 2 next last ');
});

test('a damaged first block of a file with frames is told', async () => {
  const { disk } = await written(2);
  for (const at of [0, 21, 30]) {
    const damaged = disk.copy(at);
    await flip(damaged, at);
    await assert.rejects(openJournal(damaged), {
      code: 'KAFKA_STORAGE_ERROR',
      message: /odradek-journal-00000001 is damaged: its first block/,
    });
  }
});

test('a file of which there is only a part, without frames, is made again', async () => {
  const { disk, log } = await written(2);
  const part = await disk.open('/data/odradek-journal-00000003', { create: true });
  await part.write(0, [Buffer.alloc(10_000)]);
  const { replayed } = await openJournal(disk);
  assert.equal(replayed.length, 2);
  assert.equal(await log.read(), '0 1 ');
  assert.equal(await disk.exists('/data/odradek-journal-00000003'), false);
});

test('a file of a newer version is refused, with what to do', async () => {
  const { disk } = await written(2);
  await change(disk, FIRST, 0, 32, (bytes) => {
    bytes.writeUInt32LE(2, 16);
    bytes.writeUInt32LE(crc32c(bytes.subarray(0, 28)), 28);
  });
  await assert.rejects(openJournal(disk), {
    code: 'ODRADEK_JOURNAL_VERSION',
    message: /00000001 has format 2 and this Odradek knows formats up to 1: .*SIGTERM/,
  });
});

test('a frame of a newer version is refused too', async () => {
  const { disk } = await written(2);
  await change(disk, FIRST, 2 * BLOCK, 80, (bytes) => {
    bytes.writeUInt16LE(2, 12);
    bytes.writeUInt32LE(crc32c(bytes.subarray(12, 80)), 8);
  });
  await assert.rejects(openJournal(disk), { code: 'ODRADEK_JOURNAL_VERSION' });
});

test('an entry by reference takes its place in the order, and its bytes from the segment', async () => {
  const before = await newDisk();
  const log = await newLog(before, 'orders-0');
  const { journal } = await openJournal(before);
  await log.append(journal, 'apple ');
  const entry = await log.write(Buffer.from('pear '));
  await log.target.sync();
  journal.append({ ...entry, buffers: [] });
  await log.append(journal, 'plum ');
  const disk = before.crash();
  const { replayed, replay } = await openJournal(disk);
  assert.deepEqual(replayed, ['orders-0/0@0', 'orders-0/0@6!', 'orders-0/0@11']);
  assert.equal(replay.partitions[0]?.error, undefined);
  assert.equal(await log.read(disk), 'apple pear plum ');
});

test('a segment that lacks what is there by reference is not taken for whole', async () => {
  const before = await newDisk();
  const log = await newLog(before, 'orders-0');
  const { journal } = await openJournal(before);
  const entry = await log.write(Buffer.from('pear '));
  await log.target.sync();
  journal.append({ ...entry, buffers: [] });
  await settled();
  const disk = before.crash();
  const file = await disk.open(log.path);
  await file.truncate(4);
  const { replay } = await openJournal(disk);
  assert.match(replay.partitions[0]?.error?.message ?? '', /has 4 bytes.*behind byte 5/);
});

test('a log is released only when what was replayed of it is durable and would not be replayed again', async () => {
  const { disk, log } = await written(3);
  const { journal, replayed } = await openJournal(disk);
  assert.equal(replayed.length, 3);
  let isReleased = false;
  const { folder, topicId } = log.log;
  const released = journal.release({ folder, topicId }).then(() => (isReleased = true));
  assert.equal(isReleased, false);
  await released;
  assert.deepEqual((await openJournal(disk.copy(1).crash())).replayed, []);
  // A truncation that comes now is not undone.
  const file = await disk.open(log.path);
  await file.truncate(2);
  await file.datasync();
  const crashed = disk.crash();
  assert.deepEqual((await openJournal(crashed)).replayed, []);
  assert.equal(await log.read(crashed), '0 ');
});

test('a log that has nothing in the journal is released at once', async () => {
  const { disk } = await written(1);
  const other = await newLog(disk, 'other-0');
  const { journal, checkpoints } = await openJournal(disk);
  await journal.checkpoint();
  const before = checkpoints.length;
  await journal.release(other.log);
  assert.equal(checkpoints.length, before);
});

test('a start after one that had nothing to replay writes nothing', async () => {
  const { disk } = await written(1);
  const { journal } = await openJournal(disk);
  await journal.close();
  const { clock, checkpoints } = await openJournal(disk);
  clock.advance(5000);
  await settled();
  assert.equal(checkpoints.length, 0);
});

test('what a killed process had written and a start has found is not lost by the power afterwards', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const before = await newDisk(seed);
    const log = await newLog(before, 'orders-0');
    const open = before.open.bind(before);
    let isKilled = false;
    before.open = async (path, options) => {
      const file = await open(path, options);
      return { ...file, datasync: () => (isKilled ? new Promise(() => {}) : file.datasync()) };
    };
    const { journal } = await openJournal(before);
    // It comes to the write of the frame, not to the sync.
    isKilled = true;
    journal.append(await log.write(Buffer.from('apple')));
    await settled();
    const killed = before.copy(seed);
    const { entries } = await openJournal(killed);
    assert.deepEqual(
      entries.map(({ bytes }) => String(bytes)),
      ['apple'],
    );
    const crashed = killed.crash();
    await openJournal(crashed);
    assert.equal(await crashed.exists(log.path), true, `seed ${seed}`);
    assert.equal(await log.read(crashed), 'apple');
  }
});

test('a checkpoint of which only a frame speaks that does not count releases nothing', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const before = await newDisk(seed);
    const log = await newLog(before, 'orders-0');
    const unfinished: JournalEntry[] = [];
    const { journal, clock } = await openJournal(before, {
      onCheckpoint: async () => {
        for (const entry of unfinished.splice(0)) journal.append(entry);
      },
    });
    await log.append(journal, 'a ');
    await log.append(journal, 'b ');
    unfinished.push(await log.write(Buffer.alloc(1000, 'c')));
    clock.advance(1000);
    await settled();
    // The power goes while two frames are written: of the third is a part there, and the fourth,
    // which has the checkpoint.
    const disk = before.crash();
    await flip(disk, 3 * BLOCK + 600);
    const restarted = await openJournal(disk);
    assert.deepEqual(restarted.replayed, []);
    await restarted.journal.release(log.log);
    // The power goes again while the next frame is written where these two are.
    disk.setFaults({ tornWrite: 1, lostWrite: 0 });
    const next = await log.on(disk).write(Buffer.alloc(5000, 'd'));
    restarted.journal.append(next);
    await Promise.resolve();
    const { replayed } = await openJournal(disk.crash());
    assert.equal(replayed.includes('orders-0/0@0'), false, `seed ${seed}`);
  }
});
