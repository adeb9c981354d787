import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BufferedJournalDevice } from '../journal/buffered-journal-device.ts';
import { testJournalDevice } from '../testing/journal-device-conformance.ts';
import { NodeFileSystem } from './node-file-system.ts';

testJournalDevice('BufferedJournalDevice', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-journal-'));
  context.after(() => rm(directory, { recursive: true }));
  const device = new BufferedJournalDevice(new NodeFileSystem());
  return { device, directory: directory.split('\\').join('/') };
});
