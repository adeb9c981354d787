import assert from 'node:assert/strict';
import fs, { constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { isDiskFailure } from '../ports/file-system.ts';
import { testJournalDevice } from '../testing/journal-device-conformance.ts';
import { DirectJournalDevice } from './direct-journal-device.ts';
import { NodeFileSystem } from './node-file-system.ts';

async function temporaryDirectory(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-journal-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
}

/** Whether files of the directory for temporary files can be written past the page cache. */
function canBeDirect(): boolean {
  if (!DirectJournalDevice.isPossible()) return false;
  const path = join(tmpdir(), `odradek-direct-${process.pid}`);
  try {
    fs.closeSync(fs.openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_DIRECT));
    return true;
  } catch {
    return false;
  } finally {
    fs.rmSync(path, { force: true });
  }
}

const skip: string | false = canBeDirect() ? false : 'no file can be written past the page cache';

if (skip === false) {
  testJournalDevice('DirectJournalDevice', async (context) => ({
    device: new DirectJournalDevice(new NodeFileSystem()),
    directory: await temporaryDirectory(context),
  }));
}

test(
  'a direct journal is opened so that each write is one call past the page cache',
  { skip },
  async (context) => {
    const directory = await temporaryDirectory(context);
    const device = new DirectJournalDevice(new NodeFileSystem());
    await device.create(`${directory}/journal`, 16 * 4096);
    const open = context.mock.method(fs, 'open');
    const writev = context.mock.method(fs, 'writev');
    const fdatasync = context.mock.method(fs, 'fdatasync');
    syncBuiltinESMExports();
    try {
      const file = await device.open(`${directory}/journal`);
      const flags = Number(open.mock.calls[0]?.arguments[1]);
      const both = constants.O_DIRECT | constants.O_DSYNC;
      assert.equal(flags & both, both);
      await file.writeDurably(0, device.allocate(16 * 4096));
      assert.equal(writev.mock.callCount(), 1);
      assert.equal(fdatasync.mock.callCount(), 0);
      await file.close();
    } finally {
      context.mock.restoreAll();
      syncBuiltinESMExports();
    }
  },
);

test('names are durable when create has ended', { skip }, async (context) => {
  const directory = await temporaryDirectory(context);
  const synced: string[] = [];
  class Watched extends NodeFileSystem {
    override async syncDirectory(path: string): Promise<void> {
      synced.push(path);
      await super.syncDirectory(path);
    }
  }
  await new DirectJournalDevice(new Watched()).create(`${directory}/journal`, 4096);
  assert.deepEqual(synced, [directory]);
});

test('a write that fails says so with the error of the system', { skip }, async (context) => {
  const directory = await temporaryDirectory(context);
  const device = new DirectJournalDevice(new NodeFileSystem());
  await device.create(`${directory}/journal`, 2 * 4096);
  const file = await device.open(`${directory}/journal`);
  const failure = Object.assign(new Error('EIO: i/o error, write'), {
    code: 'EIO',
    syscall: 'write',
  });
  context.mock.method(fs, 'writev', (...args: unknown[]) => {
    const done = args.at(-1) as (error: Error) => void;
    setImmediate(() => done(failure));
  });
  syncBuiltinESMExports();
  try {
    await assert.rejects(file.writeDurably(0, device.allocate(4096)), isDiskFailure);
  } finally {
    context.mock.restoreAll();
    syncBuiltinESMExports();
  }
  await file.close();
});

test(
  'a file system that has no way past the page cache is told of with EINVAL',
  { skip },
  async () => {
    const device = new DirectJournalDevice(new NodeFileSystem());
    await assert.rejects(device.open('/proc/self/comm'), { code: 'EINVAL', syscall: 'open' });
  },
);
