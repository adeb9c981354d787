import { kafkaFamily, type Metric, ownFamily, singleMetric } from './metric.ts';

/** How late the event loop was in the last one to two minutes, in seconds. */
export interface EventLoopDelay {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly stddev: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** What the process of a broker uses. What the system does not tell is `undefined`. */
export interface ProcessUsage {
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  /** Since 1970. */
  readonly startTimeSeconds: number;
  readonly residentMemoryBytes: number;
  readonly heapTotalBytes: number;
  readonly heapUsedBytes: number;
  readonly externalMemoryBytes: number;
  readonly arrayBuffersBytes: number;
  readonly openFds: number | undefined;
  readonly maxFds: number | undefined;
  readonly eventLoopDelay: EventLoopDelay | undefined;
  /** The share of the last one to two minutes in which the event loop worked: 0 to 1. */
  readonly eventLoopUtilization: number | undefined;
}

/** What the metrics of the process are read from. */
export interface ProcessSource {
  readonly process: ProcessUsage | undefined;
}

type Read = (usage: ProcessUsage) => number | undefined;

const DELAY_HELP = 'How late the event loop was in the last one to two minutes';

/**
 * The metrics of the process, under the names that dashboards for Node use, and those of Kafka that
 * say how much the threads have to spare, of which one event loop does the work.
 */
export const PROCESS_METRICS: readonly Metric<ProcessSource>[] = [
  kafkaIdle('server', 'KafkaRequestHandlerPool', 'RequestHandlerAvgIdlePercent'),
  kafkaIdle('network', 'SocketServer', 'NetworkProcessorAvgIdlePercent'),
  gauge(
    'odradek_event_loop_utilization',
    'The share of the last one to two minutes in which the event loop worked, from 0 to 1',
    (usage) => usage.eventLoopUtilization,
  ),
  delay('min', 'the least'),
  delay('max', 'the most'),
  delay('mean', 'the mean'),
  delay('stddev', 'the standard deviation'),
  delay('p50', 'the median'),
  delay('p90', 'the 90th percentile'),
  delay('p99', 'the 99th percentile'),
  counter('process_cpu_user_seconds_total', 'CPU time of the process for itself', (usage) => {
    return usage.cpuUserSeconds;
  }),
  counter('process_cpu_system_seconds_total', 'CPU time of the system for the process', (usage) => {
    return usage.cpuSystemSeconds;
  }),
  counter('process_cpu_seconds_total', 'CPU time of both', (usage) => {
    return usage.cpuUserSeconds + usage.cpuSystemSeconds;
  }),
  gauge('process_start_time_seconds', 'When the process was started, since 1970', (usage) => {
    return usage.startTimeSeconds;
  }),
  gauge('process_resident_memory_bytes', 'Memory of the process', (usage) => {
    return usage.residentMemoryBytes;
  }),
  gauge('process_open_fds', 'File descriptors that are open', (usage) => usage.openFds),
  gauge('process_max_fds', 'File descriptors that may be open', (usage) => usage.maxFds),
  gauge('nodejs_heap_size_total_bytes', 'The heap of JavaScript', (usage) => usage.heapTotalBytes),
  gauge('nodejs_heap_size_used_bytes', 'What of it is used', (usage) => usage.heapUsedBytes),
  gauge('nodejs_external_memory_bytes', 'Memory of objects outside of the heap', (usage) => {
    return usage.externalMemoryBytes;
  }),
  gauge('nodejs_array_buffers_bytes', 'What of that buffers have', (usage) => {
    return usage.arrayBuffersBytes;
  }),
];

function counter(name: string, help: string, read: Read): Metric<ProcessSource> {
  return singleMetric(ownFamily(name, 'counter', help), (source) => readOf(source, read));
}

function gauge(name: string, help: string, read: Read): Metric<ProcessSource> {
  return singleMetric(ownFamily(name, 'gauge', help), (source) => readOf(source, read));
}

function delay(field: keyof EventLoopDelay, which: string): Metric<ProcessSource> {
  // The mean of all has no name in between, as in the package that most programs have them from.
  const name = `nodejs_eventloop_lag_${field}_seconds`;
  return gauge(name, `${DELAY_HELP}: ${which}`, (usage) => usage.eventLoopDelay?.[field]);
}

function kafkaIdle(domain: string, type: string, name: string): Metric<ProcessSource> {
  const help =
    'The share of the last one to two minutes in which the event loop waited, from 0 to 1';
  return singleMetric(kafkaFamily({ domain, type, name }, 'gauge', help), (source) =>
    readOf(source, ({ eventLoopUtilization }) => {
      return eventLoopUtilization === undefined ? undefined : 1 - eventLoopUtilization;
    }),
  );
}

function readOf({ process }: ProcessSource, read: Read): number | undefined {
  return process === undefined ? undefined : read(process);
}
