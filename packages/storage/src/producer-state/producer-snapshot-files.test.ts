import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';

import { crc32c, type Offset } from '@odradek/base';

import type { StorageEvent } from '../ports/report.ts';
import { logFileName } from '../segment/log-file-name.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { ProducerSnapshotFiles } from './producer-snapshot-files.ts';
import { encodeProducerSnapshot } from './producer-snapshot.ts';
import { ProducerStates } from './producer-states.ts';

const DIRECTORY = '/data/orders-0';

/** What a log knows that has one batch of a producer before each offset up to `offset`. */
function statesAt(offset: Offset, batches = 1): ProducerStates {
  const states = new ProducerStates();
  for (let baseOffset = offset - batches; baseOffset < offset; baseOffset++) {
    states.add({
      producerId: 7n,
      producerEpoch: 0,
      baseSequence: baseOffset,
      lastSequence: baseOffset,
      baseOffset,
      lastOffset: baseOffset,
      maxTimestamp: 1000,
      isTransactional: false,
    });
  }
  return states;
}

const bytesAt = (offset: Offset): Buffer => encodeProducerSnapshot(statesAt(offset));
const pathOf = (offset: Offset): string => `${DIRECTORY}/${logFileName(offset, 'snapshot')}`;

async function folder(segments: readonly Offset[], seed = 1) {
  const fileSystem = new MemoryFileSystem({ seed });
  await fileSystem.createDirectory(DIRECTORY);
  for (const offset of segments) {
    await fileSystem.writeWhole(`${DIRECTORY}/${logFileName(offset, 'log')}`, Buffer.alloc(0));
  }
  const events: StorageEvent[] = [];
  const open = async (logEndOffset: Offset = 1000, of: MemoryFileSystem = fileSystem) => {
    const files = new ProducerSnapshotFiles({
      fileSystem: of,
      directory: DIRECTORY,
      report: (event) => events.push(event),
    });
    await files.open(
      (await of.list(DIRECTORY)).map(({ name }) => name),
      logEndOffset,
    );
    return files;
  };
  return { fileSystem, events, open };
}

async function offsetsIn(fileSystem: MemoryFileSystem): Promise<readonly number[]> {
  const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  return names
    .filter((name) => name.endsWith('.snapshot'))
    .map((name) => Number.parseInt(name, 10));
}

test('snapshots where a segment begins are kept, and the newest two others', async () => {
  const { fileSystem, open } = await folder([0, 10]);
  const files = await open();
  files.plan(10, statesAt(10));
  await files.writePlanned(10);
  for (const offset of [12, 14, 16]) await files.write(offset, bytesAt(offset));
  assert.deepEqual(await offsetsIn(fileSystem), [10, 14, 16]);
  files.plan(16, statesAt(16));
  await files.writePlanned(16);
  for (const offset of [18, 20, 22]) await files.write(offset, bytesAt(offset));
  assert.deepEqual(await offsetsIn(fileSystem), [10, 16, 20, 22]);
  assert.equal(files.newest, 22);
});

test('opening finds out where segments begin', async () => {
  const { fileSystem, open } = await folder([0, 10, 20]);
  for (const offset of [5, 10, 15, 20, 25]) {
    await fileSystem.writeWhole(pathOf(offset), bytesAt(offset));
  }
  const files = await open();
  await files.write(20, bytesAt(20));
  await files.write(30, bytesAt(30));
  assert.deepEqual(await offsetsIn(fileSystem), [10, 20, 25, 30]);
});

test('a snapshot is loaded that is neither behind the asked end nor before the segments', async () => {
  const { open } = await folder([10, 20]);
  const files = await open();
  for (const offset of [10, 20]) {
    files.plan(offset, statesAt(offset));
    await files.writePlanned(offset);
  }
  await files.write(25, bytesAt(25));
  const loaded = async (startOffset: Offset, maxOffset: Offset) => {
    const { offset, states } = await files.load({ startOffset, maxOffset });
    return [offset, states.get(7n)?.batches.at(-1)?.lastOffset];
  };
  assert.deepEqual(await loaded(10, 30), [25, 24]);
  assert.deepEqual(await loaded(10, 25), [25, 24]);
  assert.deepEqual(await loaded(10, 24), [20, 19]);
  assert.deepEqual(await loaded(10, 10), [10, 9]);
  assert.deepEqual(await loaded(26, 30), [26, undefined]);
  assert.deepEqual(await loaded(0, 9), [0, undefined]);
});

test('a damaged snapshot is reported, left, and the one before it is loaded', async () => {
  const { fileSystem, events, open } = await folder([10, 20]);
  await fileSystem.writeWhole(pathOf(10), bytesAt(10));
  await fileSystem.writeWhole(pathOf(20), bytesAt(20).subarray(0, 30));
  const files = await open();
  assert.equal((await files.load({ startOffset: 10, maxOffset: 30 })).offset, 10);
  const reason = events[0]?.type === 'snapshot-ignored' ? events[0].reason : '';
  assert.match(reason, /checksum/);
  assert.deepEqual(await offsetsIn(fileSystem), [10, 20]);
});

test('a snapshot of a later version of Odradek is refused by its format, not passed over', async () => {
  const { fileSystem, events, open } = await folder([10]);
  await fileSystem.writeWhole(pathOf(10), bytesAt(10));
  const later = encodeProducerSnapshot(statesAt(20, 2));
  later.writeInt16BE(2, 56 + 4);
  later.writeUInt32BE(crc32c(later.subarray(6)), 2);
  await fileSystem.writeWhole(pathOf(20), later);
  const files = await open();
  await assert.rejects(files.load({ startOffset: 10, maxOffset: 30 }), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /^\/data\/orders-0\/0+20\.snapshot cannot be read: .* format 2, .*Start the version/,
  });
  assert.deepEqual(events, []);
});

test('a disk that does not let a snapshot be read is no damaged snapshot', async () => {
  const { fileSystem, events, open } = await folder([10]);
  await fileSystem.writeWhole(pathOf(10), bytesAt(10));
  const files = await open();
  fileSystem.failLater({ operation: 'read' });
  await assert.rejects(files.load({ startOffset: 10, maxOffset: 30 }), { code: 'EIO' });
  assert.deepEqual(events, []);
});

test('what lies behind the end of the log is removed for good when it is opened or truncated', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { fileSystem, open } = await folder([0, 10, 20], seed);
    for (const offset of [10, 20, 25]) {
      await fileSystem.writeWhole(pathOf(offset), bytesAt(offset));
    }
    const files = await open(24);
    assert.deepEqual(await offsetsIn(fileSystem), [10, 20]);
    files.plan(15, statesAt(15));
    await files.removeAfter(12);
    await files.writePlanned(15);
    assert.equal(files.newest, 10);
    assert.deepEqual(await offsetsIn(fileSystem.crash()), [10]);
  }
});

test('a log that begins anew has no snapshots', async () => {
  const { fileSystem, open } = await folder([0, 10]);
  for (const offset of [10, 15]) await fileSystem.writeWhole(pathOf(offset), bytesAt(offset));
  const files = await open();
  await files.removeAfter(-1);
  assert.deepEqual(await offsetsIn(fileSystem), []);
  assert.equal(files.newest, undefined);
});

test('a truncation is an error if nobody knows whether the snapshots are gone for good', async () => {
  const { fileSystem, open } = await folder([0, 10, 20]);
  for (const offset of [10, 20, 25]) await fileSystem.writeWhole(pathOf(offset), bytesAt(offset));
  const files = await open();
  fileSystem.failLater({ operation: 'syncDirectory' });
  await assert.rejects(files.removeAfter(5), { code: 'EIO' });
});

test('snapshots before the first segment are removed, the one where it begins stays', async () => {
  const { fileSystem, open } = await folder([0, 10, 20]);
  for (const offset of [10, 15, 20, 25]) {
    await fileSystem.writeWhole(pathOf(offset), bytesAt(offset));
  }
  const files = await open();
  await files.removeBefore(20);
  assert.deepEqual(await offsetsIn(fileSystem), [20, 25]);
});

test('a snapshot that was interrupted is removed when the log is opened', async () => {
  const { fileSystem, open } = await folder([0]);
  await fileSystem.writeWhole(`${pathOf(10)}.tmp`, Buffer.alloc(5));
  await open();
  const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  assert.deepEqual(names, [logFileName(0, 'log')]);
});

test('a snapshot is durable when it is written, and the superseded one is removed after that', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { fileSystem, open } = await folder([0], seed);
    const files = await open();
    const last = 5 + (seed % 4);
    for (let offset = 5; offset <= last; offset++) await files.write(offset, bytesAt(offset));
    const crashed = await open(1000, fileSystem.crash());
    assert.equal((await crashed.load({ startOffset: 0, maxOffset: 1000 })).offset, last);
  }
});

test('whenever the power fails while snapshots are written, one of the last two can be loaded', async () => {
  for (let operations = 1; operations <= 60; operations++) {
    const { fileSystem, open } = await folder([0], operations);
    const files = await open();
    let written = 0;
    fileSystem.powerOffAfter(operations);
    void (async () => {
      for (let offset = 1; offset <= 8; offset++) {
        await files.write(offset, bytesAt(offset));
        written = offset;
      }
    })();
    for (let turn = 0; turn < 5; turn++) await endOfTurn();
    const crashed = await open(1000, fileSystem.crash());
    const { offset } = await crashed.load({ startOffset: 0, maxOffset: 1000 });
    assert.equal(offset === written || offset === written + 1, true, `${offset}, ${written}`);
  }
});

test('a segment that begins where a recovery point is written has one whole snapshot', async () => {
  const { fileSystem, events, open } = await folder([0]);
  const files = await open();
  files.plan(5, statesAt(5));
  await Promise.all([files.writePlanned(5), files.write(5, bytesAt(5))]);
  const after = fileSystem.crash();
  const { offset, states } = await (await open(1000, after)).load({ startOffset: 0, maxOffset: 5 });
  assert.deepEqual([offset, states.size, events], [5, 1, []]);
});
