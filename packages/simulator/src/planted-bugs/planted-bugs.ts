import type { PlantedBug } from './planted-bug.ts';

const APPEND_QUEUE = 'packages/storage/src/log/append-queue.ts';
const PARTITION_LOG = 'packages/storage/src/log/partition-log.ts';
const RECENT_BATCHES = 'packages/storage/src/log/recent-batches.ts';
const SENDER = 'packages/client/src/producer/sender.ts';
const LOG_RECOVERY = 'packages/storage/src/log/log-recovery.ts';

/**
 * The bugs that the simulation must find, each within some hundred seeds: those that nobody must ever
 * make, and those that were made and found by it.
 */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'acknowledge-before-sync',
    says: 'An append is acknowledged when it is written, while its sync is still under way.',
    replacements: [
      {
        file: APPEND_QUEUE,
        anchor: 'await file.datasync();',
        replacement: 'void file.datasync().catch(() => {});',
      },
    ],
  },
  {
    name: 'forget-the-sequence-at-restart',
    says: 'A restarted broker does not know which sequences its log has of a producer.',
    replacements: [
      {
        file: LOG_RECOVERY,
        anchor: 'else noteBatch(producers, scan.bytes, scan.at);',
        replacement: '',
      },
      {
        file: LOG_RECOVERY,
        anchor: 'producers.addUnknown(states);',
        replacement: 'void states;',
      },
    ],
  },
  {
    name: 'visible-before-durable',
    says: 'Consumers are shown what is appended, before it is synced.',
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'return this.durableOffset;',
        replacement: 'return this.endOffset;',
      },
      {
        file: PARTITION_LOG,
        anchor: 'offset >= this.durableOffset ? NOTHING :',
        replacement: 'offset >= this.endOffset ? NOTHING :',
      },
      {
        file: RECENT_BATCHES,
        anchor: 'batch === undefined || batch.nextOffset > this.highWatermark',
        replacement: 'batch === undefined',
      },
    ],
  },
  {
    name: 'trust-memory-after-a-failed-sync',
    says: 'What a failed sync left in memory is taken for durable at the next start.',
    replacements: [
      {
        file: LOG_RECOVERY,
        anchor: 'await rewriteTail(file, lastBatchAt, segment.size);',
        replacement: 'void [rewriteTail, lastBatchAt];',
      },
    ],
  },
  {
    name: 'one-deadline-computed-twice',
    says: 'A producer gives a batch up that still takes records.',
    replacements: [
      {
        file: SENDER,
        anchor: 'takeExpired((batch) => this.outcomes.isExpired(batch, nowMs))',
        replacement:
          'takeExpired((batch) => batch.createdMs <= nowMs - this.settings.deliveryTimeoutMs)',
      },
    ],
  },
];
