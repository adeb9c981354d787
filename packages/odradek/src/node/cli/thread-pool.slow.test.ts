import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { OdradekProcess } from '../testing/odradek-process.ts';

/** How many threads a broker has with `UV_THREADPOOL_SIZE` set to that, or not set. */
async function threadCount(context: TestContext, poolSize: string | undefined): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-threads-'));
  context.after(() => rm(directory, { recursive: true }));
  const args = ['start', '--data', directory, '--listen', '127.0.0.1:0'];
  await using broker = new OdradekProcess(args, { UV_THREADPOOL_SIZE: poolSize });
  await broker.ready();
  return await broker.threadCount();
}

test(
  'a broker has eight threads for its files, or as many as UV_THREADPOOL_SIZE says',
  { skip: process.platform !== 'linux' && 'only Linux tells of the threads of a process' },
  async (context) => {
    const others = (await threadCount(context, '1')) - 1;
    assert.equal(await threadCount(context, undefined), others + 8);
    assert.equal(await threadCount(context, '5'), others + 5);
  },
);
