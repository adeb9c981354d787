import { type ConfigDefinition, LONG_MAX } from '../config-definition.ts';

/** The compaction of logs. */
export const LOG_CLEANER_CONFIGS: readonly ConfigDefinition[] = [
  {
    name: 'log.cleaner.backoff.ms',
    type: 'LONG',
    default: '15000',
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How long the broker waits before it looks again which logs are to be compacted, when ' +
      'none is.',
  },
  {
    name: 'log.cleaner.dedupe.buffer.size',
    type: 'LONG',
    default: '134217728',
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How many bytes of memory the keys of the dirty part of logs may take while they are ' +
      'compacted, of all threads together; a key takes 24. What does not fit is compacted ' +
      'the next time.',
  },
  {
    name: 'log.cleaner.delete.retention.ms',
    type: 'LONG',
    default: '86400000',
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How long tombstones and transaction markers stay by default when they were compacted.',
  },
  {
    name: 'log.cleaner.enable',
    type: 'BOOLEAN',
    default: 'true',
    effect: 'applied',
    documentation:
      'Whether logs are compacted at all. Without it, topics with cleanup.policy=compact ' +
      'grow.',
  },
  {
    name: 'log.cleaner.io.buffer.load.factor',
    type: 'DOUBLE',
    default: '0.9',
    update: 'cluster-wide',
    effect: 'applied',
    documentation: 'Which part of log.cleaner.dedupe.buffer.size may be filled.',
  },
  {
    name: 'log.cleaner.io.buffer.size',
    type: 'INT',
    default: '524288',
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How much is read and written at a time while logs are compacted, of all threads ' +
      'together.',
  },
  {
    name: 'log.cleaner.io.max.bytes.per.second',
    type: 'DOUBLE',
    default: '1.7976931348623157E308',
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How many bytes compaction may read and write in a second, of all threads together.',
  },
  {
    name: 'log.cleaner.max.compaction.lag.ms',
    type: 'LONG',
    default: LONG_MAX,
    min: 1,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How long a record may be in a compacted topic by default before it is compacted, ' +
      'however little of the log is dirty.',
  },
  {
    name: 'log.cleaner.min.cleanable.ratio',
    type: 'DOUBLE',
    default: '0.5',
    min: 0,
    max: 1,
    update: 'cluster-wide',
    effect: 'applied',
    documentation: 'Which part of a log has to be dirty by default before it is compacted.',
  },
  {
    name: 'log.cleaner.min.compaction.lag.ms',
    type: 'LONG',
    default: '0',
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation: 'How long every record stays by default before it may be compacted.',
  },
  {
    name: 'log.cleaner.threads',
    type: 'INT',
    default: '1',
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation: 'How many logs are compacted at once, each by a thread of its own.',
  },
];
