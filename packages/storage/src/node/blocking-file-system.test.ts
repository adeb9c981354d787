import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { testFileSystem } from '../testing/file-system-conformance.ts';
import { BlockingFileSystem } from './blocking-file-system.ts';

testFileSystem('BlockingFileSystem', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-files-'));
  context.after(() => rm(directory, { recursive: true }));
  return { fileSystem: new BlockingFileSystem(), directory: directory.split('\\').join('/') };
});
