import {
  labelText,
  type Metric,
  type MetricFamily,
  type MetricType,
  type Sample,
} from './metric.ts';

interface ListenerCounts {
  created: number;
  closed: number;
}

/** How many connections each listener has accepted, and how many of them are open. */
export class ConnectionCounts {
  private readonly byListener = new Map<string, ListenerCounts>();

  /** A listener is open: it has its counts from now on. */
  add(listener: string): void {
    if (!this.byListener.has(listener)) this.byListener.set(listener, { created: 0, closed: 0 });
  }

  /** A connection was accepted. */
  created(listener: string): void {
    const counts = this.byListener.get(listener);
    if (counts !== undefined) counts.created++;
  }

  /** A connection is gone that was accepted. */
  closed(listener: string): void {
    const counts = this.byListener.get(listener);
    if (counts !== undefined) counts.closed++;
  }

  /** The listeners with their counts. */
  get all(): Iterable<readonly [listener: string, counts: Readonly<ListenerCounts>]> {
    return this.byListener;
  }
}

/** What the metrics of connections are read from. */
export interface ConnectionSource {
  readonly connections: ConnectionCounts;
}

type Read = (counts: Readonly<ListenerCounts>) => number;

/** The metrics of connections: one event loop is one of Kafka's network processors. */
export const CONNECTION_METRICS: readonly Metric<ConnectionSource>[] = [
  metric('connection-count', 'gauge', 'Connections that are open', (counts) => {
    return counts.created - counts.closed;
  }),
  metric('connection-creation-total', 'counter', 'Connections that were accepted', (counts) => {
    return counts.created;
  }),
  metric('connection-close-total', 'counter', 'Connections that are closed again', (counts) => {
    return counts.closed;
  }),
];

function metric(
  attribute: string,
  type: MetricType,
  help: string,
  read: Read,
): Metric<ConnectionSource> {
  return {
    family: family(attribute, type, help),
    *samples({ connections }): Iterable<Sample> {
      for (const [listener, counts] of connections.all) {
        yield { labels: labelText({ listener, networkProcessor: 0 }), value: read(counts) };
      }
    },
  };
}

/** Kafka has these as attributes of one MBean for each listener and network processor. */
function family(attribute: string, type: MetricType, help: string): MetricFamily {
  return {
    name: `kafka_server_socket_server_metrics_${attribute.replaceAll('-', '_')}`,
    type,
    mbean: `kafka.server:type=socket-server-metrics:${attribute}`,
    labels: ['listener', 'networkProcessor'],
    help,
  };
}
