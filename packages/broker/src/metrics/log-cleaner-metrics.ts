import type { LogCleanerCounts, LogManager } from '@odradek/storage';

import type { LogDirectories } from '../log-directories/log-directories.ts';
import { kafkaFamily, labelText, type Metric, ownFamily, singleMetric } from './metric.ts';

/** What the metrics of log compaction are read from. */
export interface LogCleanerSource {
  readonly logManager: LogManager;
  readonly logDirectories: LogDirectories;
  /** By the monotonic clock. */
  readonly nowMs: number;
}

type Read = (counts: Readonly<LogCleanerCounts>, nowMs: number) => number | undefined;

const PERCENT = 100;
const MS_PER_SECOND = 1000;

/** The metrics of log compaction. Percentages are from 0 to 100, as Kafka has them here. */
export const LOG_CLEANER_METRICS: readonly Metric<LogCleanerSource>[] = [
  gauge('LogCleaner', 'cleaner-recopy-percent', {
    help: 'What was written of the log that was compacted last, as a percentage of what was read',
    read: ({ lastRecopyRatio }) => Math.round(PERCENT * lastRecopyRatio),
  }),
  gauge('LogCleaner', 'max-buffer-utilization-percent', {
    help: 'Which percentage of log.cleaner.dedupe.buffer.size the keys of the log filled that was compacted last',
    read: ({ lastMapUtilization }) => Math.round(PERCENT * lastMapUtilization),
  }),
  gauge('LogCleaner', 'max-clean-time-secs', {
    help: 'How many seconds the log took that was compacted last',
    read: ({ lastCleanMs }) => lastCleanMs / MS_PER_SECOND,
  }),
  gauge('LogCleaner', 'max-compaction-delay-secs', {
    help: 'For how many seconds a log should have been compacted because of max.compaction.lag.ms, the most',
    read: ({ compactionDelayMsMax }) => compactionDelayMsMax / MS_PER_SECOND,
  }),
  gauge('LogCleanerManager', 'max-dirty-percent', {
    help: 'Which percentage of the dirtiest log is not compacted',
    read: ({ dirtyRatioMax }) => Math.floor(PERCENT * dirtyRatioMax),
  }),
  gauge('LogCleanerManager', 'time-since-last-run-ms', {
    help: 'How long ago it was looked which logs are to be compacted',
    read: ({ lookedMs }, nowMs) => (lookedMs === undefined ? undefined : nowMs - lookedMs),
  }),
  uncleanable(
    'uncleanable-partitions-count',
    'Logs of a directory that cannot be compacted',
    () => 1,
  ),
  uncleanable(
    'uncleanable-bytes',
    'Bytes of a directory that would be compacted if their logs could be',
    (bytes) => bytes,
  ),
  total('odradek_log_cleaner_cleanings_total', 'Logs that were compacted', 'cleanings'),
  total('odradek_log_cleaner_read_bytes_total', 'Bytes that compaction has read', 'bytesRead'),
  total('odradek_log_cleaner_written_bytes_total', 'Bytes it has written', 'bytesWritten'),
];

function gauge(
  type: string,
  name: string,
  { help, read }: { readonly help: string; readonly read: Read },
): Metric<LogCleanerSource> {
  const family = kafkaFamily({ domain: 'log', type, name }, 'gauge', help);
  return singleMetric(family, ({ logManager, nowMs }) => read(logManager.cleanerCounts, nowMs));
}

function total(
  name: string,
  help: string,
  field: 'cleanings' | 'bytesRead' | 'bytesWritten',
): Metric<LogCleanerSource> {
  return singleMetric(ownFamily(name, 'counter', help), ({ logManager }) => {
    return logManager.cleanerCounts[field];
  });
}

function uncleanable(
  name: string,
  help: string,
  valueOf: (bytes: number) => number,
): Metric<LogCleanerSource> {
  return {
    family: kafkaFamily({ domain: 'log', type: 'LogCleanerManager', name }, 'gauge', help, [
      'logDirectory',
    ]),
    *samples({ logManager, logDirectories }) {
      const sums = new Map(logDirectories.all.map(({ path }) => [path, 0]));
      for (const { directory, bytes } of logManager.uncleanableLogs) {
        const path = directory.slice(0, directory.lastIndexOf('/'));
        sums.set(path, (sums.get(path) ?? 0) + valueOf(bytes));
      }
      for (const [logDirectory, value] of sums)
        yield { labels: labelText({ logDirectory }), value };
    },
  };
}
