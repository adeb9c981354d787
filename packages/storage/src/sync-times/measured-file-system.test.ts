import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import type { File, OpenOptions } from '../ports/file-system.ts';
import { testFileSystem } from '../testing/file-system-conformance.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { MeasuredFileSystem } from './measured-file-system.ts';
import { NotedSyncs } from '../testing/noted-syncs.ts';

testFileSystem('MeasuredFileSystem in memory', async () => {
  const options = { clock: new ManualClock(), observer: new NotedSyncs() };
  const fileSystem = new MeasuredFileSystem(new MemoryFileSystem(), options);
  await fileSystem.createDirectory('/data');
  return { fileSystem, directory: '/data' };
});

/** A disk on which each sync takes 7 ms. */
class SlowSyncs extends MemoryFileSystem {
  readonly clock: ManualClock = new ManualClock();

  override async open(path: string, options?: OpenOptions): Promise<File> {
    const file = await super.open(path, options);
    const { clock } = this;
    return Object.assign(Object.create(file) as File, {
      datasync: async (): Promise<void> => {
        await file.datasync();
        clock.advance(7);
      },
    });
  }
}

test('the sync of a segment is told with its time, that of an index is not', async () => {
  const disk = new SlowSyncs();
  const { clock } = disk;
  const observer = new NotedSyncs();
  const fileSystem = new MeasuredFileSystem(disk, { clock, observer });
  for (const name of ['00000000000000000000.log', '00000000000000000000.index']) {
    const file = await fileSystem.open(`/${name}`, { create: true });
    await file.write(0, [Buffer.from('batch')]);
    await file.datasync();
    await file.close();
  }
  assert.deepEqual(observer.noted, ['segment synced in 7 ms']);
});
