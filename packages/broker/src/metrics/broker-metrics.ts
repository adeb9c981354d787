import { apiKeyInfo } from '@odradek/protocol';

import type { DelayedFetchPurgatory } from '../purgatory/delayed-fetch.ts';
import type { RefusedApis } from '../request/refused-apis.ts';
import { BROKER_TOPIC_METRICS, type BrokerTopicSource } from './broker-topic-stats.ts';
import { CONNECTION_METRICS, type ConnectionSource } from './connection-counts.ts';
import {
  CONNECTION_RESOURCE_METRICS,
  type ConnectionResourceSource,
} from './connection-resource-metrics.ts';
import { FETCH_SESSION_METRICS, type FetchSessionSource } from './fetch-session-metrics.ts';
import { GROUP_METRICS, type GroupSource } from './group-metrics.ts';
import { LOG_CLEANER_METRICS, type LogCleanerSource } from './log-cleaner-metrics.ts';
import { LOG_METRICS, type LogSource } from './log-metrics.ts';
import { kafkaFamily, labelText, type Metric, ownFamily, singleMetric } from './metric.ts';
import { PARTITION_METRICS, type PartitionCountsSource } from './partition-counts.ts';
import { PROCESS_METRICS, type ProcessSource } from './process-metrics.ts';
import { REQUEST_METRICS, type RequestMetricsSource } from './request-metrics.ts';
import { STORAGE_METRICS, type StorageSource } from './storage-metrics.ts';

/** What Kafka's `BrokerState` says. */
export const BROKER_STATE = { STARTING: 1, RUNNING: 3, SHUTTING_DOWN: 7 } as const;

/** What the metrics of a broker are read from, in one moment. */
export interface BrokerMetricsSource
  extends
    RequestMetricsSource,
    BrokerTopicSource,
    PartitionCountsSource,
    LogSource,
    LogCleanerSource,
    GroupSource,
    StorageSource,
    ConnectionSource,
    ConnectionResourceSource,
    FetchSessionSource,
    ProcessSource {
  readonly refusedApis: RefusedApis;
  readonly brokerState: number;
  readonly delayedFetches: DelayedFetchPurgatory;
}

const OTHER_METRICS: readonly Metric<BrokerMetricsSource>[] = [
  singleMetric(
    kafkaFamily(
      { domain: 'server', type: 'KafkaServer', name: 'BrokerState' },
      'gauge',
      'Whether the broker is starting (1), running (3) or shutting down (7)',
    ),
    ({ brokerState }) => brokerState,
  ),
  singleMetric(
    kafkaFamily(
      { domain: 'controller', type: 'KafkaController', name: 'ActiveControllerCount' },
      'gauge',
      'Whether this broker is the active controller',
    ),
    () => 1,
  ),
  purgatory('PurgatorySize', 'What requests wait for that something happens to it', (fetches) => {
    return fetches.watched;
  }),
  purgatory('NumDelayedOperations', 'Requests that wait for something to happen', (fetches) => {
    return fetches.size;
  }),
  {
    family: ownFamily(
      'odradek_refused_requests_total',
      'counter',
      'Requests that were refused because their API is not built yet',
      ['request'],
    ),
    *samples({ refusedApis }) {
      for (const [apiKey, value] of refusedApis.byApiKey) {
        const request = apiKeyInfo(apiKey)?.name ?? `${apiKey}`;
        yield { labels: labelText({ request }), value };
      }
    },
  },
];

function purgatory(
  name: string,
  help: string,
  read: (fetches: DelayedFetchPurgatory) => number,
): Metric<BrokerMetricsSource> {
  return {
    family: kafkaFamily(
      { domain: 'server', type: 'DelayedOperationPurgatory', name },
      'gauge',
      help,
      ['delayedOperation'],
    ),
    samples: ({ delayedFetches }) => [
      { labels: labelText({ delayedOperation: 'Fetch' }), value: read(delayedFetches) },
    ],
  };
}

/** All metrics of a broker; those of single partitions come last, as there may be many. */
export const BROKER_METRICS: readonly Metric<BrokerMetricsSource>[] = [
  ...OTHER_METRICS,
  ...PARTITION_METRICS,
  ...REQUEST_METRICS,
  ...CONNECTION_METRICS,
  ...CONNECTION_RESOURCE_METRICS,
  ...FETCH_SESSION_METRICS,
  ...STORAGE_METRICS,
  ...LOG_CLEANER_METRICS,
  ...GROUP_METRICS,
  ...PROCESS_METRICS,
  ...BROKER_TOPIC_METRICS,
  ...LOG_METRICS,
];
