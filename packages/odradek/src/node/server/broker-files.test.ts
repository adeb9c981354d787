import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { SystemClock } from '@odradek/base/node';
import { StorageMetrics } from '@odradek/broker';
import { BufferedJournalDevice } from '@odradek/storage';

import { brokerFiles } from './broker-files.ts';

/** More than there are threads. */
const PIPES = 20;
/** By far more than any disk takes. */
const WRITE_MS_MAX = 10_000;

test(
  'a journal is written while the disk keeps everything waiting that is read',
  { skip: process.platform === 'win32' && 'Windows has no named pipes that block' },
  async (context) => {
    const directory = await mkdtemp(join(tmpdir(), 'odradek-threads-'));
    context.after(() => rm(directory, { recursive: true }));
    const { fileSystem, journalFileSystem } = brokerFiles({
      clock: new SystemClock(),
      observer: new StorageMetrics(),
    });
    const device = new BufferedJournalDevice(journalFileSystem);
    await device.create(`${directory}/journal`, 8192);
    const journal = await device.open(`${directory}/journal`);
    const pipes = Array.from({ length: PIPES }, (_, index) => `${directory}/pipe-${index}`);
    execFileSync('mkfifo', pipes);
    // To open a pipe takes until somebody opens its other end: meanwhile it holds its thread.
    let openedCount = 0;
    const opened = pipes.map(async (pipe) => {
      const file = await fileSystem.open(pipe, { isReadOnly: true });
      openedCount++;
      await file.close();
    });
    const written = journal.writeDurably(4096, device.allocate(4096));
    const isWritten = await Promise.race([
      written.then(() => true),
      setTimeout(WRITE_MS_MAX, false, { ref: false }),
    ]);
    assert.equal(openedCount, 0);
    const ends = pipes.map((pipe) => openSync(pipe, constants.O_RDWR));
    await Promise.all(opened);
    for (const end of ends) closeSync(end);
    await written;
    await journal.close();
    assert.equal(isWritten, true);
  },
);
