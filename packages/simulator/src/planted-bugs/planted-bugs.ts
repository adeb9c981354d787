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
    breaks: [
      'acknowledged records are there, at their offset',
      'nothing is visible before it is durable',
      'what a consumer has seen stays as it is',
      'the high watermark never goes back',
    ],
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
    breaks: [
      'a record of an idempotent producer is there once',
      'the records of a producer are in the order in which it sent them',
    ],
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
    breaks: [
      'a consumer can always read on',
      'nothing is visible before it is durable',
      'what a consumer has seen stays as it is',
      'the high watermark never goes back',
    ],
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
    breaks: [
      'acknowledged records are there, at their offset',
      'nothing is visible before it is durable',
      'what a consumer has seen stays as it is',
      'the high watermark never goes back',
      'a broker starts on what a crash leaves',
    ],
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
    breaks: ['every send ends', 'clients settle everything once nothing goes wrong any more'],
    replacements: [
      {
        file: SENDER,
        anchor: 'takeExpired((batch) => this.outcomes.isExpired(batch, nowMs))',
        replacement:
          'takeExpired((batch) => batch.createdMs <= nowMs - this.settings.deliveryTimeoutMs)',
      },
    ],
  },
  {
    name: 'forget-what-was-deleted',
    says: 'DeleteRecords is answered although the log start offset is only in memory.',
    breaks: ['deleted records do not come back'],
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'await this.options.saveLogStartOffset(offset);',
        replacement: 'await Promise.resolve();',
      },
    ],
  },
];
