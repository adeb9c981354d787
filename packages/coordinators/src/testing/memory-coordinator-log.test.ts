import { KafkaError } from '@odradek/base';

import { testCoordinatorLog } from './coordinator-log-conformance.ts';
import { MemoryCoordinatorLog } from './memory-coordinator-log.ts';

testCoordinatorLog('memory', async () => {
  const log = new MemoryCoordinatorLog();
  return {
    source: log,
    async settle(): Promise<void> {
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      log.commit();
    },
    async fail(): Promise<void> {
      log.fail();
      log.refusal = new KafkaError('KAFKA_STORAGE_ERROR', 'the disk is gone');
    },
  };
});
