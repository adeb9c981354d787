import { type ConfigDefinition, LONG_MAX } from '../config-definition.ts';

/** The compaction of logs. */
export const LOG_CLEANER_CONFIGS: readonly ConfigDefinition[] = [
  {
    name: 'log.cleaner.backoff.ms',
    type: 'LONG',
    default: '15000',
    min: 0,
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.dedupe.buffer.size',
    type: 'LONG',
    default: '134217728',
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.delete.retention.ms',
    type: 'LONG',
    default: '86400000',
    min: 0,
    update: 'cluster-wide',
  },
  { name: 'log.cleaner.enable', type: 'BOOLEAN', default: 'true' },
  {
    name: 'log.cleaner.io.buffer.load.factor',
    type: 'DOUBLE',
    default: '0.9',
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.io.buffer.size',
    type: 'INT',
    default: '524288',
    min: 0,
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.io.max.bytes.per.second',
    type: 'DOUBLE',
    default: '1.7976931348623157E308',
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.max.compaction.lag.ms',
    type: 'LONG',
    default: LONG_MAX,
    min: 1,
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.min.cleanable.ratio',
    type: 'DOUBLE',
    default: '0.5',
    min: 0,
    max: 1,
    update: 'cluster-wide',
  },
  {
    name: 'log.cleaner.min.compaction.lag.ms',
    type: 'LONG',
    default: '0',
    min: 0,
    update: 'cluster-wide',
  },
  { name: 'log.cleaner.threads', type: 'INT', default: '1', min: 0, update: 'cluster-wide' },
];
