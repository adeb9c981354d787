import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import type { StorageEvent } from '../ports/report.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import {
  type CheckpointPartition,
  LOG_CHECKPOINT_FILE,
  LogDirectoryCheckpoint,
} from './log-directory-checkpoint.ts';
import type { LogSummary } from './log-summary.ts';

const PATH = `/data/${LOG_CHECKPOINT_FILE}`;
const ORDERS: CheckpointPartition = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };
const SUMMARY: LogSummary = {
  startOffset: 3,
  endOffset: 2 ** 40,
  lastStableOffset: 2 ** 40 - 1,
  size: 123_456,
  segmentsCount: 2,
  oldestSegmentTimestamp: -1,
  startEpoch: 4,
  recoveryPoint: 17,
};

async function withDirectory(fileSystem: MemoryFileSystem = new MemoryFileSystem()) {
  await fileSystem.createDirectory('/data');
  const events: StorageEvent[] = [];
  const load = (disk: MemoryFileSystem = fileSystem): Promise<LogDirectoryCheckpoint> =>
    LogDirectoryCheckpoint.load({
      fileSystem: disk,
      directory: '/data',
      report: (event) => events.push(event),
    });
  return { fileSystem, events, load };
}

test('a summary is found again, and the topic that the folder is of', async () => {
  const { load, events } = await withDirectory();
  const checkpoint = await load();
  assert.equal(checkpoint.summaryOf(ORDERS), undefined);
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  await checkpoint.record([{ ...ORDERS, partition: 1, summary: { ...SUMMARY, size: 0 } }]);
  const reloaded = await load();
  assert.deepEqual(reloaded.summaryOf(ORDERS), SUMMARY);
  assert.equal(reloaded.summaryOf({ ...ORDERS, partition: 1 })?.size, 0);
  assert.equal(reloaded.topicIdOf(ORDERS), METADATA_TOPIC_ID);
  assert.equal(reloaded.summaryOf({ ...ORDERS, topicId: ZERO_UUID }), undefined);
  assert.deepEqual(events, []);
});

test('a summary does not count while its partition is marked dirty, and counts when it is clean', async () => {
  const { load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  await checkpoint.markDirty(ORDERS);
  assert.equal((await load()).summaryOf(ORDERS), undefined);
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  assert.equal((await load()).summaryOf(ORDERS), undefined);
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }], { areClean: true });
  assert.deepEqual((await load()).summaryOf(ORDERS), SUMMARY);
});

test('that a log was not synced is known until its log was closed', async () => {
  const { load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.markDirty(ORDERS);
  assert.equal((await load()).isUnsynced(ORDERS), false);
  await checkpoint.markUnsynced(ORDERS);
  await checkpoint.markDirty(ORDERS);
  assert.equal((await load()).isUnsynced(ORDERS), true);
  assert.equal((await load()).isUnsynced({ ...ORDERS, topicId: ZERO_UUID }), false);
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  assert.equal((await load()).isUnsynced(ORDERS), true);
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }], { areClean: true });
  assert.equal((await load()).isUnsynced(ORDERS), false);
});

test('a mark that is there is not written again, and marks that come together share a write', async () => {
  const { fileSystem, load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.markDirty(ORDERS);
  const before = fileSystem.operationsCount;
  await checkpoint.markDirty(ORDERS);
  assert.equal(fileSystem.operationsCount, before);
  await checkpoint.markDirty({ ...ORDERS, partition: 1 });
  const single = fileSystem.operationsCount - before;
  const marks = Array.from({ length: 50 }, (_, index) =>
    checkpoint.markDirty({ ...ORDERS, partition: index + 2 }),
  );
  await Promise.all(marks);
  assert.equal(fileSystem.operationsCount - before - single <= 2 * single, true);
});

test('whether the directory was closed in order is known, until it is used', async () => {
  const { load } = await withDirectory();
  const first = await load();
  assert.equal(first.wasClosed, false);
  await first.close({ isInOrder: true });
  const second = await load();
  assert.equal(second.wasClosed, true);
  await second.use();
  assert.equal((await load()).wasClosed, false);
  await second.close({ isInOrder: false });
  assert.equal((await load()).wasClosed, false);
});

test('what is distrusted is so durably once the directory is used', async () => {
  const { load } = await withDirectory();
  const first = await load();
  await first.record([{ ...ORDERS, summary: SUMMARY }]);
  await first.close({ isInOrder: true });
  const second = await load();
  second.distrustAll();
  await second.use();
  assert.equal((await load()).summaryOf(ORDERS), undefined);
});

test('the file is made anew when what was appended outgrows what is known', async () => {
  const { fileSystem, load } = await withDirectory();
  const checkpoint = await load();
  let greatest = 0;
  for (let size = 0; size < 10_000; size++) {
    await checkpoint.record([{ ...ORDERS, summary: { ...SUMMARY, size } }]);
    if (size % 100 === 0) {
      const { byteLength } = await fileSystem.readWhole(PATH);
      greatest = Math.max(greatest, byteLength);
    }
  }
  assert.equal(greatest > 200_000 && greatest < 300_000, true, String(greatest));
  assert.equal((await load()).summaryOf(ORDERS)?.size, 9_999);
});

test('a file of a newer version is refused by name', async () => {
  const { fileSystem, load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.markDirty(ORDERS);
  const bytes = await fileSystem.readWhole(PATH);
  bytes.writeUInt16BE(2, 20);
  await fileSystem.writeWhole(PATH, bytes);
  await assert.rejects(load(), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /\/data\/odradek-log-checkpoint has format version 2.*knows 1/,
  });
});

test('a torn end is ignored, and damage before the end ignores everything and is reported', async () => {
  const { fileSystem, events, load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  const { byteLength: first } = await fileSystem.readWhole(PATH);
  await checkpoint.markDirty(ORDERS);
  const { byteLength: second } = await fileSystem.readWhole(PATH);
  await checkpoint.record([{ ...ORDERS, partition: 1, summary: SUMMARY }]);
  const whole = await fileSystem.readWhole(PATH);
  for (let length = second; length < whole.byteLength; length++) {
    await fileSystem.writeWhole(PATH, whole.subarray(0, length));
    const torn = await load();
    assert.equal(torn.summaryOf({ ...ORDERS, partition: 1 }), undefined);
    assert.equal(torn.topicIdOf(ORDERS), METADATA_TOPIC_ID);
  }
  assert.deepEqual(events, []);
  for (let at = first; at < second; at++) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
    await fileSystem.writeWhole(PATH, damaged);
    assert.equal((await load()).summaryOf(ORDERS), undefined, `byte ${at}`);
    assert.deepEqual(
      events.splice(0).map(({ type }) => type),
      ['checkpoint-ignored'],
    );
  }
});

test('behind a torn end the next write makes the file anew', async () => {
  const { fileSystem, load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  const bytes = await fileSystem.readWhole(PATH);
  await fileSystem.writeWhole(PATH, Buffer.concat([bytes, Buffer.from('ODLF torn')]));
  const torn = await load();
  await torn.markDirty({ ...ORDERS, partition: 1 });
  const reloaded = await load();
  assert.deepEqual(reloaded.summaryOf(ORDERS), SUMMARY);
  assert.equal(reloaded.topicIdOf({ ...ORDERS, partition: 1 }), METADATA_TOPIC_ID);
});

test('what could not be written is written by the next change, and a mark is tried again', async () => {
  const { fileSystem, load } = await withDirectory();
  const checkpoint = await load();
  await checkpoint.record([{ ...ORDERS, summary: SUMMARY }]);
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  await assert.rejects(checkpoint.markDirty(ORDERS), { code: 'ENOSPC' });
  fileSystem.failLater({ operation: 'growth', code: 'ENOSPC' });
  await assert.rejects(checkpoint.markDirty(ORDERS), { code: 'ENOSPC' });
  await checkpoint.markDirty(ORDERS);
  assert.equal((await load()).summaryOf(ORDERS), undefined);
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  await assert.rejects(checkpoint.remove(ORDERS), { code: 'ENOSPC' });
  await checkpoint.remove(ORDERS);
  assert.equal((await load()).topicIdOf(ORDERS), undefined);
});

/** What a partition may be found as after a crash: as it was last told to be durable, or since. */
class PossibleStates {
  private readonly possible = new Map<number, string[]>();

  begin(partition: number, state: string): number {
    const states = this.possible.get(partition) ?? ['unknown'];
    states.push(state);
    this.possible.set(partition, states);
    return states.length - 1;
  }

  /** The state that `begin` answered is durable: none before it is possible. */
  end(partition: number, state: string): void {
    const states = this.possible.get(partition) ?? [];
    states.splice(0, states.indexOf(state));
  }

  check(partition: number, found: string): void {
    const states = this.possible.get(partition) ?? ['unknown'];
    assert.equal(states.includes(found), true, `${partition} is ${found}, not ${states.join()}`);
  }
}

function found(checkpoint: LogDirectoryCheckpoint, partition: number): string {
  const asked = { ...ORDERS, partition };
  if (checkpoint.topicIdOf(asked) === undefined) return 'unknown';
  const summary = checkpoint.summaryOf(asked);
  return summary === undefined ? 'dirty' : `size ${summary.size}`;
}

/** One life of a checkpoint with changes at random, until the power goes. */
async function live(
  checkpoint: LogDirectoryCheckpoint,
  random: SeededRandom,
  states: PossibleStates,
  sizeFrom: number,
): Promise<void> {
  const pending: Promise<void>[] = [];
  for (let step = 0; step < 30; step++) {
    const partition = random.below(4);
    const size = sizeFrom + step;
    const asked = { ...ORDERS, partition };
    const dirty = `dirty ${size}`;
    const choice = random.below(4);
    const [state, change] =
      choice === 0
        ? [dirty, checkpoint.markDirty(asked)]
        : choice === 1
          ? ['unknown', checkpoint.remove(asked)]
          : [
              `size ${size}`,
              checkpoint.record([{ ...asked, summary: { ...SUMMARY, size } }], { areClean: true }),
            ];
    states.begin(partition, state.startsWith('dirty') ? 'dirty' : state);
    const ended = change.then(() =>
      states.end(partition, state.startsWith('dirty') ? 'dirty' : state),
    );
    pending.push(ended);
    if (random.below(3) === 0) await turns(random.below(120));
  }
  await turns(300);
}

/** As many microtasks as what is under way needs, unless the power is off. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

test('whenever the power goes, every partition is as it was last told to be, or as asked for since', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = new SeededRandom(seed);
    const context = await withDirectory(new MemoryFileSystem({ seed }));
    let disk = context.fileSystem;
    const states = new PossibleStates();
    for (let life = 0; life < 4; life++) {
      const checkpoint = await context.load(disk);
      for (let partition = 0; partition < 4; partition++) {
        const state = found(checkpoint, partition);
        states.check(partition, state);
        states.begin(partition, state);
        states.end(partition, state);
      }
      disk.powerOffAfter(random.below(60));
      await live(checkpoint, random, states, life * 100);
      disk = disk.crash();
    }
    assert.deepEqual(context.events, [], `seed ${seed}`);
  }
});
