import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { BufferedJournalDevice } from './buffered-journal-device.ts';
import {
  rememberedJournalDevice,
  type RememberedDeviceChoice,
} from './remembered-journal-device.ts';

const NOTE = '/data/odradek-journal-form';
const DAY_MS = 24 * 60 * 60 * 1000;
const MEASURED = /times as long/;
const REMEMBERED = ', as measured at an earlier start';

/** A device each of whose writes lets time pass. */
class TimedDevice implements JournalDevice {
  readonly form: JournalDevice['form'];
  readonly blockBytes = 4096;
  refusal: Error | undefined;
  private readonly device: BufferedJournalDevice;
  private readonly onWrite: () => void;

  constructor(form: JournalDevice['form'], fileSystem: MemoryFileSystem, onWrite: () => void) {
    this.form = form;
    this.device = new BufferedJournalDevice(fileSystem);
    this.onWrite = onWrite;
  }

  allocate(bytes: number): Buffer {
    return this.device.allocate(bytes);
  }

  create(path: string, size: number): Promise<void> {
    return this.device.create(path, size);
  }

  async open(path: string): Promise<JournalFile> {
    if (this.refusal !== undefined) throw this.refusal;
    const file = await this.device.open(path);
    return {
      size: file.size,
      writeDurably: async (position, bytes) => {
        await file.writeDurably(position, bytes);
        this.onWrite();
      },
      read: (position, length) => file.read(position, length),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  }
}

class World {
  readonly clock: ManualClock = new ManualClock();
  readonly fileSystem: MemoryFileSystem = new MemoryFileSystem();
  bufferedMs = 0.2;
  directMs = 0.1;
  environment = 'this disk';
  readonly direct: TimedDevice = new TimedDevice('direct', this.fileSystem, () => {
    this.clock.advance(this.directMs);
  });

  async choose(choice: Partial<RememberedDeviceChoice> = {}): Promise<string> {
    await this.fileSystem.createDirectory('/data');
    const { device, reason } = await rememberedJournalDevice({
      form: 'auto',
      directory: '/data',
      fileSystem: this.fileSystem,
      clock: this.clock,
      environment: this.environment,
      buffered: new TimedDevice('buffered', this.fileSystem, () => {
        this.clock.advance(this.bufferedMs);
      }),
      direct: this.direct,
      ...choice,
    });
    return `${device.form}${reason}`;
  }
}

test('what was measured counts at the next start, whatever would be measured then', async () => {
  for (const [directMs, form] of [
    [0.1, 'direct'],
    [0.4, 'buffered'],
  ] as const) {
    const world = new World();
    world.directMs = directMs;
    assert.match(await world.choose(), MEASURED);
    world.directMs = 0.2;
    world.bufferedMs = form === 'direct' ? 0.1 : 0.4;
    assert.equal(await world.choose(), `${form}${REMEMBERED}`);
  }
});

test('it counts for a week, and not if the wall clock says that it is to come', async () => {
  const world = new World();
  await world.choose();
  world.clock.advance(7 * DAY_MS - 100);
  assert.equal(await world.choose(), `direct${REMEMBERED}`);
  world.clock.advance(101);
  assert.match(await world.choose(), MEASURED);
  world.clock.advance(DAY_MS);
  assert.equal(await world.choose(), `direct${REMEMBERED}`);
  world.clock.jumpTo(world.clock.now() - 2 * DAY_MS);
  assert.match(await world.choose(), MEASURED);
});

test('in another environment it is measured again, and that is remembered', async () => {
  const world = new World();
  await world.choose();
  world.environment = 'another disk';
  world.directMs = 0.4;
  assert.match(await world.choose(), /^buffered.*times as long/);
  assert.equal(await world.choose(), `buffered${REMEMBERED}`);
  world.environment = 'this disk';
  assert.match(await world.choose(), MEASURED);
});

test('a note that is cut off, longer, or of another format counts for nothing', async () => {
  const world = new World();
  await world.choose();
  const note = await world.fileSystem.readWhole(NOTE);
  const others = [note.subarray(0, -1), Buffer.concat([note, note]), Buffer.alloc(0)];
  const later = Buffer.from(note.toString().replace('version: 1', 'version: 2'));
  for (const other of [...others, later]) {
    await world.fileSystem.writeWhole(NOTE, other);
    assert.match(await world.choose(), MEASURED);
    assert.equal((await world.fileSystem.readWhole(NOTE)).byteLength, note.byteLength);
  }
});

test('the direct form is measured again where it cannot be any more', async () => {
  const world = new World();
  await world.choose();
  world.direct.refusal = Object.assign(new Error('EINVAL: open'), {
    code: 'EINVAL',
    syscall: 'open',
  });
  assert.match(await world.choose(), /^buffered: the direct form cannot be used/);
  world.direct.refusal = undefined;
  assert.equal(await world.choose(), `buffered${REMEMBERED}`);
});

test('a disk that fails is told, whatever is remembered', async () => {
  const world = new World();
  await world.choose();
  const error = Object.assign(new Error('EIO: i/o error, open'), { code: 'EIO', syscall: 'open' });
  world.direct.refusal = error;
  await assert.rejects(world.choose(), error);
});

test('what is configured, or the only one that there is, is neither remembered nor looked up', async () => {
  const world = new World();
  assert.equal(await world.choose({ form: 'buffered' }), 'buffered, as configured');
  assert.equal(await world.choose({ form: 'direct' }), 'direct, as configured');
  assert.match(await world.choose({ direct: undefined }), /^buffered: this system has no way/);
  assert.equal(await world.fileSystem.exists(NOTE), false);
  await world.choose();
  assert.equal(await world.choose({ form: 'buffered' }), 'buffered, as configured');
});

test('without room for the note the form is measured at each start', async () => {
  const world = new World();
  const full = Object.assign(new Error('ENOSPC: open'), { code: 'ENOSPC', syscall: 'open' });
  const open = world.fileSystem.open.bind(world.fileSystem);
  world.fileSystem.open = (path, options) =>
    path === NOTE ? Promise.reject(full) : open(path, options);
  assert.match(await world.choose(), MEASURED);
  assert.match(await world.choose(), MEASURED);
});
