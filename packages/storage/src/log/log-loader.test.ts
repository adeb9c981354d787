import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { appendDurably, batchOf, DIRECTORY, logContext, readAll } from '../test-context.ts';

const FIRST = `${DIRECTORY}/00000000000000000000.log`;
const SECOND = `${DIRECTORY}/00000000000000000002.log`;

/** A log of a, b and c, in segments of two batches, as a file system. */
async function threeBatches(segmentBytes = 10_000) {
  const context = logContext();
  const log = await context.open({ segmentBytes });
  for (const value of ['a', 'b', 'c']) await appendDurably(log, batchOf([value]));
  await log.close();
  return context;
}

async function change(
  fileSystem: MemoryFileSystem,
  path: string,
  edit: (bytes: Buffer) => Buffer,
): Promise<void> {
  await fileSystem.writeWhole(path, edit(await fileSystem.readWhole(path)));
}

test('a segment cut at any byte keeps its whole batches and takes appends again', async () => {
  const batchBytes = batchOf(['a']).byteLength;
  for (let size = 0; size <= 3 * batchBytes; size++) {
    const { fileSystem, open, events } = await threeBatches();
    await change(fileSystem, FIRST, (bytes) => bytes.subarray(0, size));
    const log = await open();
    const whole = Math.floor(size / batchBytes);
    assert.equal(log.logEndOffset, whole);
    assert.equal(events.length, size % batchBytes === 0 ? 0 : 1);
    assert.equal((await fileSystem.readWhole(FIRST)).byteLength, whole * batchBytes);
    await appendDurably(log, batchOf(['d']));
    const expected = ['0:a', '1:b', '2:c'].slice(0, whole);
    assert.deepEqual(await readAll(log, 0), [...expected, `${whole}:d`]);
  }
});

for (const [name, garbage] of [
  ['zeros', Buffer.alloc(5000)],
  ['noise', Buffer.from('2'.repeat(5000))],
  ['a batch of other offsets', batchOf(['z'], 0, { baseOffset: 9 })],
] as const) {
  test(`a tail of ${name} is cut off and reported`, async () => {
    const { fileSystem, open, events } = await threeBatches();
    await change(fileSystem, FIRST, (bytes) => Buffer.concat([bytes, garbage]));
    const log = await open();
    const position = 3 * batchOf(['a']).byteLength;
    assert.equal(log.logEndOffset, 3);
    const [event] = events;
    assert.equal(event?.type, 'tail-cut');
    assert.equal(event.path, FIRST);
    assert.equal(event.position, position);
    assert.equal(event.bytesCut, garbage.byteLength);
    assert.equal(event.logEndOffset, 3);
  });
}

test('whole batches behind a corrupt one are cut off, but kept in a file beside', async () => {
  const { fileSystem, open, events } = await threeBatches();
  const batchBytes = batchOf(['a']).byteLength;
  await change(fileSystem, FIRST, (bytes) => {
    const changed = Buffer.from(bytes);
    changed[batchBytes + 65] = 0x55;
    return changed;
  });
  const before = await fileSystem.readWhole(FIRST);
  const log = await open();
  assert.deepEqual(await readAll(log, 0), ['0:a']);
  const [event] = events;
  assert.equal(event?.type, 'tail-cut');
  assert.equal(event.reason, 'its checksum is wrong');
  assert.equal(event.keptAs, `${FIRST}.${batchBytes}.cut`);
  const kept = await fileSystem.readWhole(event.keptAs);
  assert.deepEqual(kept, before.subarray(batchBytes));
});

for (const [name, path, edit, message] of [
  [
    'an older segment that is cut off',
    FIRST,
    (bytes: Buffer) => bytes.subarray(0, bytes.byteLength - 1),
    /0000\.log holds no record batch at byte 69: its size is 69 and 68 bytes follow\. No crash has/,
  ],
  [
    'an older segment with zeros in it',
    FIRST,
    (bytes: Buffer) => Buffer.concat([Buffer.alloc(69), bytes.subarray(69)]),
    /0000\.log holds no record batch at byte 0: its magic is 0, not 2/,
  ],
  [
    'an older segment that lost a batch',
    FIRST,
    (bytes: Buffer) => bytes.subarray(0, 69),
    /0002\.log begins at offset 2, but the segment before it ends at 1/,
  ],
  [
    'an older segment whose offsets go backwards',
    FIRST,
    (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(0, 69)]),
    /no record batch at byte 138: its base offset is 0, not 2/,
  ],
] as const) {
  test(`a log is refused for ${name}`, async () => {
    const { fileSystem, open } = await threeBatches(140);
    assert.equal(await fileSystem.exists(SECOND), true);
    await change(fileSystem, path, edit);
    const before = await fileSystem.readWhole(path);
    await assert.rejects(open(), { code: 'KAFKA_STORAGE_ERROR', message });
    assert.deepEqual(await fileSystem.readWhole(path), before);
  });
}

test('a missing segment in the middle is refused', async () => {
  const { fileSystem, open } = await threeBatches(70);
  await fileSystem.remove(`${DIRECTORY}/00000000000000000001.log`);
  await assert.rejects(open(), { code: 'KAFKA_STORAGE_ERROR', message: /A file is missing/ });
});

for (const beside of ['index', 'timeindex', 'snapshot']) {
  test(`a folder with a ${beside} file and no segment is refused and left as it is`, async () => {
    const { fileSystem, open } = logContext();
    const path = `${DIRECTORY}/00000000000000000002.${beside}`;
    await fileSystem.createDirectory(DIRECTORY);
    await fileSystem.writeWhole(path, Buffer.alloc(8));
    await assert.rejects(open(), {
      code: 'KAFKA_STORAGE_ERROR',
      message: /\/data\/orders-0 cannot be opened: .* not the segments .*Restore those/,
    });
    assert.equal((await fileSystem.readWhole(path)).byteLength, 8);
  });
}

test('files of Kafka beside the segments are left alone', async () => {
  const { fileSystem, open } = await threeBatches();
  await fileSystem.writeWhole(`${DIRECTORY}/00000000000000000000.index`, Buffer.alloc(8));
  await fileSystem.writeWhole(`${DIRECTORY}/leader-epoch-checkpoint`, Buffer.from('0\n0\n'));
  assert.equal((await open()).logEndOffset, 3);
});

test('what is found at the end of a log is durable before it is shown', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory(DIRECTORY);
  const file = await fileSystem.open(FIRST, { create: true });
  await file.write(0, [batchOf(['a'])]);
  const log = await logContext(fileSystem).open();
  assert.equal(log.highWatermark, 1);
  assert.equal((await logContext(fileSystem.crash()).open()).highWatermark, 1);
});

test('what a failed sync left in memory is on the disk after a restart, before more is acknowledged', async () => {
  const { fileSystem, open } = logContext();
  const first = await open();
  await appendDurably(first, batchOf(['a']));
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(appendDurably(first, batchOf(['b'])), { code: 'KAFKA_STORAGE_ERROR' });
  await first.close();

  const second = await open();
  assert.deepEqual(await readAll(second, 0), ['0:a', '1:b']);
  await appendDurably(second, batchOf(['c']));
  await second.close();

  const rebooted = logContext(fileSystem.crash());
  assert.deepEqual(await readAll(await rebooted.open(), 0), ['0:a', '1:b', '2:c']);
});

test('complete segments that were walked have their indexes on disk before the next roll passes them', async () => {
  const segmentBytes = 2 * batchOf(['a']).byteLength;
  const context = logContext();
  const options = { segmentBytes, indexIntervalBytes: 1 };
  const log = await context.open(options);
  for (const value of ['a', 'b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  await log.close();
  const indexes = ['index', 'timeindex'].map((type) => FIRST.replace(/log$/, type));
  const before = await Promise.all(indexes.map((path) => context.fileSystem.readWhole(path)));
  // Without a recovery point, as after a crash: everything is walked, and indexes begin anew.
  const walked = await context.open(options);
  for (const value of ['f', 'g']) await appendDurably(walked, batchOf([value]));
  await walked.close();
  assert.equal(walked.recoveryPoint, 7);
  const after = await Promise.all(indexes.map((path) => context.fileSystem.readWhole(path)));
  assert.deepEqual(after, before);
  assert.ok(before.every((bytes) => bytes.byteLength > 0));
});

test('what a killed process has cut off and not synced does not come back once the log was opened', async () => {
  for (const records of [0, 1]) {
    const { fileSystem } = await threeBatches();
    const file = await fileSystem.open(FIRST);
    await file.truncate(records * batchOf(['a']).byteLength);
    // The recovery point was brought back to where the truncation cuts.
    const found = { recoveryPoint: records, mayBeUnsynced: true };
    const log = await logContext(fileSystem).open(found);
    assert.equal(log.logEndOffset, records);
    const crashed = logContext(fileSystem.crash());
    assert.equal((await crashed.open(found)).logEndOffset, records);
  }
});
