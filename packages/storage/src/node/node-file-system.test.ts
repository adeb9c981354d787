import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
