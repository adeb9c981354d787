import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import type { JournalDevice } from '../ports/journal-device.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { chooseJournalDevice, type JournalDeviceChoice } from './choose-journal-device.ts';

/** How long the write with a number from 0 on takes. */
type Latency = (bytes: number, write: number) => number;

/** A device whose files are nothing, and whose writes let time pass. */
class TimedDevice implements JournalDevice {
  readonly form: JournalDevice['form'];
  readonly blockBytes = 4096;
  readonly writes: number[] = [];
  readonly places = new Set<number>();
  opened = 0;
  private readonly clock: ManualClock;
  private readonly latencyMs: Latency;

  constructor(form: JournalDevice['form'], clock: ManualClock, latencyMs: Latency) {
    this.form = form;
    this.clock = clock;
    this.latencyMs = latencyMs;
  }

  allocate(bytes: number): Buffer {
    return Buffer.alloc(bytes);
  }

  create(): Promise<void> {
    assert.fail('nothing is created');
  }

  open(): ReturnType<JournalDevice['open']> {
    this.opened++;
    return Promise.resolve({
      size: 256 * 1024,
      writeDurably: (position, bytes) => {
        assert.equal(position % 4096, 0);
        assert.equal(position + bytes.byteLength <= 256 * 1024, true);
        for (let at = 0; at < bytes.byteLength; at += 4096) this.places.add(position + at);
        this.clock.advance(this.latencyMs(bytes.byteLength, this.writes.length));
        this.writes.push(bytes.byteLength);
        return Promise.resolve();
      },
      read: () => assert.fail('nothing is read'),
      sync: () => assert.fail('each write is durable'),
      close: () => {
        this.opened--;
        return Promise.resolve();
      },
    });
  }
}

interface World {
  readonly clock: ManualClock;
  readonly buffered: TimedDevice;
  readonly direct: TimedDevice;
  readonly choice: JournalDeviceChoice;
}

async function worldOf(latency: {
  readonly buffered: Latency;
  readonly direct: Latency;
}): Promise<World> {
  const clock = new ManualClock();
  const buffered = new TimedDevice('buffered', clock, latency.buffered);
  const direct = new TimedDevice('direct', clock, latency.direct);
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  const choice = { form: 'auto', directory: '/data', fileSystem, clock, buffered, direct } as const;
  return { clock, buffered, direct, choice };
}

const always =
  (milliseconds: number): Latency =>
  () =>
    milliseconds;

test('the quicker form is chosen, and the direct one if they are alike', async () => {
  const cases = [
    { direct: 0.1, form: 'direct' },
    { direct: 0.2, form: 'direct' },
    { direct: 0.22, form: 'direct' },
    { direct: 0.25, form: 'buffered' },
  ];
  for (const { direct, form } of cases) {
    const { choice } = await worldOf({ direct: always(direct), buffered: always(0.2) });
    const { device, reason } = await chooseJournalDevice(choice);
    assert.equal(device.form, form);
    const ratio = (direct / 0.2).toFixed(2);
    assert.equal(reason, `: direct writes take ${ratio} times as long as buffered ones (9 rounds)`);
  }
});

test('a form that is quicker for little and slower for much is judged by both', async () => {
  const slower: Latency = (bytes) => (bytes === 4096 ? 0.1 : 0.5);
  const { choice } = await worldOf({ direct: slower, buffered: always(0.2) });
  const { device, reason } = await chooseJournalDevice(choice);
  assert.match(reason, /take 1.12 times as long/);
  assert.equal(device.form, 'direct');
});

test('no single write decides, wherever in the comparison it takes long', async () => {
  const cases = (['direct', 'buffered'] as const).flatMap((quick) =>
    [1, 3].flatMap((outlierMs) =>
      Array.from({ length: 20 }, (_, outlier) => ({ quick, outlierMs, outlier })),
    ),
  );
  for (const { quick, outlierMs, outlier } of cases) {
    const withOutlier: Latency = (_, write) => (write === outlier ? outlierMs : 0.1);
    const latency = { direct: always(0.2), buffered: always(0.2), [quick]: withOutlier };
    const { device } = await chooseJournalDevice((await worldOf(latency)).choice);
    assert.equal(device.form, quick, `write ${outlier} of ${quick} takes ${outlierMs} ms`);
  }
});

test('both forms write the same in turn, to different places, and leave no file', async () => {
  const { choice, buffered, direct } = await worldOf({
    direct: always(0.1),
    buffered: always(0.1),
  });
  await chooseJournalDevice(choice);
  assert.deepEqual(buffered.writes, direct.writes);
  assert.equal(buffered.writes.length, 20);
  assert.deepEqual([buffered.opened, direct.opened], [0, 0]);
  assert.deepEqual(await choice.fileSystem.list('/data'), []);
  for (const place of buffered.places) assert.equal(direct.places.has(place), false);
});

test('a slow disk is not waited for, and gets the direct form', async () => {
  for (const milliseconds of [0.6, 2, 10, 500]) {
    const slow = always(milliseconds);
    const { choice, clock, direct } = await worldOf({
      direct: slow,
      buffered: always(milliseconds / 2),
    });
    const beganMs = clock.monotonicMs();
    const { device, reason } = await chooseJournalDevice(choice);
    assert.equal(device, direct);
    assert.match(reason, /^: the disk is too slow to compare \([0-4] rounds\)$/);
    assert.equal(clock.monotonicMs() - beganMs < 10 + milliseconds, true);
  }
});

test('a write that takes all the time leaves the direct form', async () => {
  for (const outlierMs of [50, 300]) {
    for (let outlier = 0; outlier < 10; outlier++) {
      const withOutlier: Latency = (_, write) => (write === outlier ? outlierMs : 0.1);
      const latency = { direct: always(0.2), buffered: withOutlier };
      const { device } = await chooseJournalDevice((await worldOf(latency)).choice);
      assert.equal(device.form, 'direct', `write ${outlier} takes ${outlierMs} ms`);
    }
  }
});

test('what is configured is taken, however slow it is', async () => {
  const world = await worldOf({ direct: always(0.1), buffered: always(0.2) });
  const buffered = await chooseJournalDevice({ ...world.choice, form: 'buffered' });
  assert.deepEqual(buffered, { device: world.buffered, reason: ', as configured' });
  assert.equal(world.direct.writes.length + world.buffered.writes.length, 0);
  const slow = await worldOf({ direct: always(0.3), buffered: always(0.2) });
  const direct = await chooseJournalDevice({ ...slow.choice, form: 'direct' });
  assert.deepEqual(direct, { device: slow.direct, reason: ', as configured' });
  assert.deepEqual([slow.direct.writes, slow.direct.opened], [[4096], 0]);
  assert.deepEqual(slow.buffered.writes, []);
});

test('where the direct form cannot be, the buffered one is taken, or the configuration is refused', async () => {
  const world = await worldOf({ direct: always(0.1), buffered: always(0.2) });
  const error = Object.assign(new Error("EINVAL: invalid argument, open '/data/x'"), {
    code: 'EINVAL',
    syscall: 'open',
  });
  world.direct.open = () => Promise.reject(error);
  const cases = [
    {
      choice: { ...world.choice, direct: undefined },
      why: 'this system has no way past the page cache',
    },
    { choice: world.choice, why: `the direct form cannot be used (${error.message})` },
  ];
  for (const { choice, why } of cases) {
    assert.deepEqual(await chooseJournalDevice(choice), {
      device: world.buffered,
      reason: `: ${why}`,
    });
    await assert.rejects(chooseJournalDevice({ ...choice, form: 'direct' }), {
      code: 'ODRADEK_JOURNAL_FORM',
      message:
        /^odradek.journal.form=direct is not possible in \/data: .* Set it to auto or buffered/,
    });
  }
  assert.equal(world.buffered.opened, 0);
});

test('a disk that fails is no reason to choose the other form', async () => {
  const world = await worldOf({ direct: always(0.1), buffered: always(0.2) });
  const error = Object.assign(new Error('EIO: i/o error, write'), {
    code: 'EIO',
    syscall: 'write',
  });
  world.direct.open = () => Promise.reject(error);
  await assert.rejects(chooseJournalDevice(world.choice), error);
});
