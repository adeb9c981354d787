import { CLUSTER_METADATA_TOPIC } from '@odradek/cluster';
import type { LogManager } from '@odradek/storage';

import type { LogDirectories } from '../log-directories/log-directories.ts';
import type { HostedPartition } from '../replication/hosted-partition.ts';
import { kafkaFamily, labelText, type Metric, type Sample, singleMetric } from './metric.ts';
import type { HostedPartitions } from './partition-counts.ts';

/** What the metrics of logs are read from. */
export interface LogSource {
  readonly hosted: HostedPartitions;
  readonly logManager: LogManager;
  readonly logDirectories: LogDirectories;
}

/** What is said of one log, be it open or known from what was written down when it was closed. */
interface LogFigures {
  readonly size: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly segmentsCount: number;
}

type Row = readonly [name: string, field: keyof LogFigures, help: string];

const LOG_GAUGES: readonly Row[] = [
  ['Size', 'size', 'Bytes of the log of a partition'],
  ['LogStartOffset', 'logStartOffset', 'The first offset of a partition that may be read'],
  ['LogEndOffset', 'logEndOffset', 'The offset that the next record of a partition gets'],
  ['NumLogSegments', 'segmentsCount', 'Segments of the log of a partition'],
];

/**
 * The metrics of log directories and of the log of each partition. A log that is not open is not
 * opened for it: it is left out where nothing is known of it, as after a crash.
 */
export const LOG_METRICS: readonly Metric<LogSource>[] = [
  singleMetric(
    kafkaFamily(
      { domain: 'log', type: 'LogManager', name: 'OfflineLogDirectoryCount' },
      'gauge',
      'Log directories that are offline',
    ),
    ({ logDirectories }) => logDirectories.offline.length,
  ),
  {
    family: kafkaFamily(
      { domain: 'log', type: 'LogManager', name: 'LogDirectoryOffline' },
      'gauge',
      'Whether a log directory is offline',
      ['logDirectory'],
    ),
    *samples({ logDirectories }) {
      for (const directory of logDirectories.all) {
        const isOffline = logDirectories.errorOf(directory) !== undefined;
        yield { labels: labelText({ logDirectory: directory.path }), value: isOffline ? 1 : 0 };
      }
    },
  },
  ...LOG_GAUGES.map(([name, field, help]) => ({
    family: kafkaFamily({ domain: 'log', type: 'Log', name }, 'gauge', help, [
      'topic',
      'partition',
    ]),
    samples: (source: LogSource) => logSamples(source, field),
  })),
];

function* logSamples({ hosted, logManager }: LogSource, field: keyof LogFigures): Iterable<Sample> {
  // As in Kafka the log of the metadata has these too, though it is no partition that is hosted.
  const metadataLog = logManager.get(CLUSTER_METADATA_TOPIC, 0);
  if (metadataLog !== undefined) {
    yield { labels: `${labelsOf(CLUSTER_METADATA_TOPIC)}0"}`, value: metadataLog[field] };
  }
  for (const [topic, partitions] of hosted) {
    // Written once for each topic: there may be tens of thousands of samples.
    const labels = labelsOf(topic);
    for (const [index, partition] of partitions.entries()) {
      const figures = figuresOf(partition);
      if (figures !== undefined) yield { labels: `${labels}${index}"}`, value: figures[field] };
    }
  }
}

/** The labels up to the partition. No character of the name of a topic needs to be escaped. */
function labelsOf(topic: string): string {
  return `{topic="${topic}",partition="`;
}

function figuresOf(partition: HostedPartition | undefined): LogFigures | undefined {
  if (partition?.type === 'online') return partition.partition.log;
  if (partition?.type !== 'unopened') return undefined;
  const { opened, summary } = partition.lazyLog;
  if (opened !== undefined) return opened;
  if (summary === undefined) return undefined;
  const { size, startOffset, endOffset, segmentsCount } = summary;
  return { size, logStartOffset: startOffset, logEndOffset: endOffset, segmentsCount };
}
