import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { lockDirectory } from './directory-lock.ts';

async function temporaryDirectory(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-lock-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
}

/** Another process that has the directory. */
async function spawnOwner(directory: string): Promise<ChildProcess> {
  const module = new URL('./directory-lock.js', import.meta.url).href;
  const script = `
    import(${JSON.stringify(module)}).then(async ({ lockDirectory }) => {
      await lockDirectory(${JSON.stringify(directory)});
      console.log('locked');
      setInterval(() => {}, 1000);
    });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('a data directory has one owner at a time', async (context) => {
  const directory = await temporaryDirectory(context);
  const lock = await lockDirectory(directory);
  await assert.rejects(lockDirectory(directory), {
    code: 'ODRADEK_DIRECTORY_LOCKED',
    message: new RegExp(`^The data directory ${directory} is in use by process ${process.pid} on `),
  });
  await lock.release();
  assert.deepEqual(await readdir(directory), []);
  const next = await lockDirectory(directory);
  await next.release();
});

test('an owner that was killed leaves no lock behind', async (context) => {
  const directory = await temporaryDirectory(context);
  const owner = await spawnOwner(directory);
  await assert.rejects(lockDirectory(directory), {
    code: 'ODRADEK_DIRECTORY_LOCKED',
    message: new RegExp(`is in use by process ${owner.pid} on `),
  });
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
  const lock = await lockDirectory(directory);
  await lock.release();
  assert.deepEqual(await readdir(directory), []);
});

test('an owner that is stopped is still the owner', async (context) => {
  const directory = await temporaryDirectory(context);
  const owner = await spawnOwner(directory);
  owner.kill('SIGSTOP');
  await assert.rejects(lockDirectory(directory), {
    code: 'ODRADEK_DIRECTORY_LOCKED',
    message: /is in use by another process/,
  });
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
});

test('of owners that come at the same time at most one succeeds', async (context) => {
  const directory = await temporaryDirectory(context);
  for (let round = 0; round < 20; round++) {
    const results = await Promise.allSettled([1, 2, 3].map(() => lockDirectory(directory)));
    const locks = results.filter((result) => result.status === 'fulfilled');
    assert.equal(locks.length <= 1, true);
    for (const { value } of locks) await value.release();
  }
});

test('a path longer than that of a socket can be locked', async (context) => {
  const directory = join(await temporaryDirectory(context), 'a'.repeat(100), 'b'.repeat(100));
  await mkdir(directory, { recursive: true });
  const lock = await lockDirectory(directory);
  await assert.rejects(lockDirectory(directory), { code: 'ODRADEK_DIRECTORY_LOCKED' });
  await lock.release();
});
