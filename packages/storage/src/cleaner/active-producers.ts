import type { LogState } from '../log/log-state.ts';
import type { ActiveProducer } from './cleaning-job.ts';

/**
 * What has to stay of each producer that is known (`UnifiedLog.lastRecordsOfActiveProducers`). What is
 * not durable may be taken back, so the last batch that is stays too.
 */
export function activeProducers({ producers, durableOffset }: LogState): readonly ActiveProducer[] {
  return [...producers.all()].map(({ producerId, epoch, batches }) => {
    const lastOffsets = batches.map(({ lastOffset }) => lastOffset);
    const last = lastOffsets.at(-1);
    const lastDurable = lastOffsets.findLast((offset) => offset < durableOffset);
    const lastDataOffsets = [...new Set([last, lastDurable])].filter(
      (offset) => offset !== undefined,
    );
    return { producerId, producerEpoch: epoch, lastDataOffsets };
  });
}
