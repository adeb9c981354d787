import type { ConnectionResources } from '../connection/connection-resources.ts';
import {
  kafkaFamily,
  labelText,
  type Metric,
  ownFamily,
  type Sample,
  singleMetric,
} from './metric.ts';

/** What the metrics of what connections share are read from. */
export interface ConnectionResourceSource {
  readonly connectionResources: Pick<
    ConnectionResources,
    'requestMemory' | 'responseMemory' | 'counters'
  >;
}

/** The metrics of what all connections share, and of those that were refused or closed for it. */
export const CONNECTION_RESOURCE_METRICS: readonly Metric<ConnectionResourceSource>[] = [
  singleMetric(
    kafkaFamily(
      { domain: 'network', type: 'RequestChannel', name: 'RequestQueueSize' },
      'gauge',
      'Requests that wait for their turn to be worked on',
    ),
    ({ connectionResources }) => connectionResources.requestMemory.queuedRequests,
  ),
  singleMetric(
    kafkaFamily(
      { domain: 'network', type: 'SocketServer', name: 'MemoryPoolUsed' },
      'gauge',
      'Bytes of requests that are in memory',
    ),
    ({ connectionResources }) => connectionResources.requestMemory.usedBytes,
  ),
  singleMetric(
    kafkaFamily(
      { domain: 'network', type: 'SocketServer', name: 'ExpiredConnectionsKilledCount' },
      'counter',
      'Connections that were closed after connections.max.idle.ms',
    ),
    ({ connectionResources }) => connectionResources.counters.expired,
  ),
  singleMetric(
    ownFamily(
      'odradek_response_memory_bytes',
      'gauge',
      'Bytes of records in responses that clients have not taken yet',
    ),
    ({ connectionResources }) => connectionResources.responseMemory.usedBytes,
  ),
  singleMetric(
    ownFamily(
      'odradek_fetches_waiting_for_memory',
      'gauge',
      'Fetches that wait for odradek.queued.max.response.bytes',
    ),
    ({ connectionResources }) => connectionResources.responseMemory.waiting,
  ),
  {
    family: ownFamily(
      'odradek_connections_refused_total',
      'counter',
      'Connections that were closed when they came, by why',
      ['reason'],
    ),
    samples: ({ connectionResources: { counters } }) =>
      byReason({
        'max.connections.per.ip': counters.refusedPerIp,
        'socket.listen.backlog.size': counters.refusedWaiting,
        connection_creation_rate: counters.throttledPerIp,
      }),
  },
  {
    family: ownFamily(
      'odradek_connections_closed_total',
      'counter',
      'Connections that were closed to give back what they had, by what it was limited by',
      ['reason'],
    ),
    samples: ({ connectionResources: { counters } }) =>
      byReason({
        'connections.max.idle.ms': counters.expired,
        'max.connections': counters.excess,
        'odradek.queued.max.response.bytes': counters.stalled,
      }),
  },
  singleMetric(
    ownFamily(
      'odradek_connections_delayed_total',
      'counter',
      'Connections that waited for max.connections or max.connection.creation.rate',
    ),
    ({ connectionResources }) => connectionResources.counters.delayed,
  ),
];

function byReason(counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([reason, value]) => ({
    labels: labelText({ reason }),
    value,
  }));
}
