import type { FetchSessionCache } from '../fetch/fetch-session-cache.ts';
import { kafkaFamily, type Metric, type MetricFamily, singleMetric } from './metric.ts';

/** What the metrics of fetch sessions are read from. */
export interface FetchSessionSource {
  readonly fetchSessions: Pick<FetchSessionCache, 'size' | 'partitionCount' | 'evictions'>;
}

/** The metrics of fetch sessions (KIP-227). */
export const FETCH_SESSION_METRICS: readonly Metric<FetchSessionSource>[] = [
  singleMetric(
    family('NumIncrementalFetchSessions', 'gauge', 'Fetch sessions that there are'),
    ({ fetchSessions }) => fetchSessions.size,
  ),
  singleMetric(
    family('NumIncrementalFetchPartitionsCached', 'gauge', 'Partitions that fetch sessions have'),
    ({ fetchSessions }) => fetchSessions.partitionCount,
  ),
  singleMetric(
    family(
      'IncrementalFetchSessionEvictionsPerSec',
      'counter',
      'Fetch sessions that had to make room for another',
    ),
    ({ fetchSessions }) => fetchSessions.evictions,
  ),
];

function family(name: string, type: 'counter' | 'gauge', help: string): MetricFamily {
  return kafkaFamily({ domain: 'server', type: 'FetchSessionCache', name }, type, help);
}
