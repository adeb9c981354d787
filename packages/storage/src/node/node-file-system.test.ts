import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
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
