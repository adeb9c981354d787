import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { testJournalDevice } from '../testing/journal-device-conformance.ts';
import { BufferedJournalDevice } from './buffered-journal-device.ts';

testJournalDevice('BufferedJournalDevice in memory', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  return { device: new BufferedJournalDevice(fileSystem), directory: '/data' };
});
