import assert from 'node:assert/strict';
import { promises } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { testFileSystem } from '../testing/file-system-conformance.ts';
import { NodeFileSystem } from './node-file-system.ts';

testFileSystem('NodeFileSystem', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-files-'));
  context.after(() => rm(directory, { recursive: true }));
  return { fileSystem: new NodeFileSystem(), directory: directory.split('\\').join('/') };
});

test(
  'a directory where the system can have none is refused, not tried forever',
  { skip: process.platform !== 'linux' },
  async () => {
    await assert.rejects(new NodeFileSystem().createDirectory('/proc/odradek/x'), {
      code: 'ENOENT',
    });
  },
);

test(
  'a link is listed as what it leads to, and one that leads nowhere as neither file nor directory',
  { skip: process.platform === 'win32' },
  async (context) => {
    const directory = await mkdtemp(join(tmpdir(), 'odradek-links-'));
    context.after(() => rm(directory, { recursive: true }));
    const fileSystem = new NodeFileSystem();
    await mkdir(join(directory, 'a'));
    await fileSystem.writeWhole(join(directory, 'b'), Buffer.from('x'));
    await symlink('a', join(directory, 'link-a'));
    await symlink('b', join(directory, 'link-b'));
    await symlink('gone', join(directory, 'link-gone'));
    await symlink('link-loop', join(directory, 'link-loop'));
    assert.deepEqual(
      (await fileSystem.list(directory)).map(({ name, type }) => `${name} ${type}`),
      [
        'a directory',
        'b file',
        'link-a directory',
        'link-b file',
        'link-gone other',
        'link-loop other',
      ],
    );
  },
);

test('a directory is removed one name after the other, so that it takes one thread', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-remove-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  const fileSystem = new NodeFileSystem();
  for (const name of ['a', 'b', 'c/d', 'c/e', 'f']) {
    await mkdir(join(directory, dirname(name)), { recursive: true });
    await fileSystem.writeWhole(join(directory, name), Buffer.from(name));
  }
  let underWay = 0;
  const mostUnderWay: number[] = [];
  const { unlink } = promises;
  context.mock.method(promises, 'unlink', async (path: string) => {
    mostUnderWay.push(++underWay);
    await unlink(path);
    underWay--;
  });
  syncBuiltinESMExports();
  try {
    await fileSystem.remove(directory);
  } finally {
    context.mock.restoreAll();
    syncBuiltinESMExports();
  }
  assert.deepEqual(mostUnderWay, [1, 1, 1, 1, 1]);
  assert.equal(await fileSystem.exists(directory), false);
});
