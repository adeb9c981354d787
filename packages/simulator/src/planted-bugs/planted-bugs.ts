import type { PlantedBug } from './planted-bug.ts';
import { PLANTED_GROUP_BUGS } from './planted-group-bugs.ts';
import { PLANTED_JOURNAL_BUGS } from './planted-journal-bugs.ts';

const PARTITION_LOG = 'packages/storage/src/log/partition-log.ts';
const RECENT_BATCHES = 'packages/storage/src/log/recent-batches.ts';
const SENDER = 'packages/client/src/producer/sender.ts';
const LOG_DELETION = 'packages/storage/src/log/log-deletion.ts';
const LOG_READER = 'packages/storage/src/log/log-reader.ts';
const PRODUCER_SNAPSHOT = 'packages/storage/src/producer-state/producer-snapshot.ts';
const SEGMENT_LOADER = 'packages/storage/src/log/segment-loader.ts';

/**
 * The bugs that the simulation must find, each within some hundred seeds: those that nobody must ever
 * make, and those that were made and found by it.
 */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...PLANTED_JOURNAL_BUGS,
  ...PLANTED_GROUP_BUGS,
  {
    name: 'forget-the-sequence-at-restart',
    says: 'A restarted broker does not know which sequences its log has of a producer.',
    breaks: [
      'a record of an idempotent producer is there once',
      'the records of a producer are in the order in which it sent them',
    ],
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor: ': noteBatch(producers, scan.bytes, scan.at);',
        replacement: ': undefined;',
      },
      {
        file: PRODUCER_SNAPSHOT,
        anchor: 'return new ProducerStates(entries);',
        replacement: 'return new ProducerStates(entries.slice(entries.length));',
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
        anchor: 'return this.state.durableOffset;',
        replacement: 'return this.state.endOffset;',
      },
      {
        file: LOG_READER,
        anchor: 'if (offset >= Math.min(durableOffset, maxOffset)) return NOTHING;',
        replacement:
          'if (offset >= Math.min(Math.max(durableOffset, endOffset), maxOffset)) return NOTHING;',
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
      'every partition can be read after everything is healed',
    ],
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor: 'if (isBehind && isLast) await rewriteTail(walk.file, lastBatchAt, segment.size);',
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
        file: LOG_DELETION,
        anchor: 'await saveLogStartOffset(offset);',
        replacement: 'await Promise.resolve(saveLogStartOffset);',
      },
    ],
  },
];
