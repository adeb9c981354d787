import { MemoryMetadataLog, MetadataStore } from './memory-metadata-log.ts';
import { testMetadataLog } from './metadata-log-conformance.ts';

testMetadataLog('in memory', () => {
  const store = new MetadataStore();
  return {
    open: async () => {
      const log = new MemoryMetadataLog(store);
      await log.readAll(() => {});
      return log;
    },
    failNextAppend: () => {
      store.isFailing = true;
    },
  };
});
