import type {
  CoordinatorObserver,
  GroupCounts,
  MemberDeparture,
  RebalanceExplained,
  RebalanceListener,
} from '@odradek/coordinators';

import { Durations } from './durations.ts';
import {
  kafkaFamily,
  labelText,
  type Metric,
  type MetricType,
  ownFamily,
  singleMetric,
} from './metric.ts';

type GroupType = RebalanceExplained['groupType'];

const GROUP_TYPES: readonly GroupType[] = ['classic', 'consumer'];
/** For how long Kafka tells of loads. */
const LOADS_MS = 30_000;

/** What is counted of the rebalances of groups of one type. */
class RebalanceCounts {
  readonly times: Durations = new Durations();
  rebalances = 0;
  generations = 0;
  idle = 0;
  readonly goneByCause: Map<MemberDeparture['cause'], number> = new Map();
}

/** Counts what the group coordinator does. */
export class GroupMetrics implements CoordinatorObserver, RebalanceListener {
  offsetCommits = 0;
  offsetExpirations = 0;
  offsetDeletions = 0;
  loadFailures = 0;
  readonly commitWaits: Durations = new Durations();
  readonly rebalances: Readonly<Record<GroupType, RebalanceCounts>> = {
    classic: new RebalanceCounts(),
    consumer: new RebalanceCounts(),
  };
  private readonly monotonicMs: () => number;
  private loads: { readonly ms: number; readonly endMs: number }[] = [];

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
  }

  partitionLoaded(ms: number): void {
    this.loads = [...this.recentLoads(), { ms, endMs: this.monotonicMs() }];
  }

  partitionFailed(): void {
    this.loadFailures++;
  }

  committed(ms: number): void {
    this.commitWaits.add(ms, this.monotonicMs());
  }

  offsetsCommitted(count: number): void {
    this.offsetCommits += count;
  }

  offsetsExpired(count: number): void {
    this.offsetExpirations += count;
  }

  offsetsDeleted(count: number): void {
    this.offsetDeletions += count;
  }

  onRebalanced({ groupType, durationMs, generations, gone, idle }: RebalanceExplained): void {
    const counts = this.rebalances[groupType];
    counts.times.add(durationMs, this.monotonicMs());
    counts.rebalances++;
    counts.generations += generations;
    counts.idle += idle.length;
    for (const { cause } of gone) {
      counts.goneByCause.set(cause, (counts.goneByCause.get(cause) ?? 0) + 1);
    }
  }

  /** How long the loads of the last 30 seconds took. */
  get loadTimes(): readonly number[] {
    return this.recentLoads().map(({ ms }) => ms);
  }

  private recentLoads(): typeof this.loads {
    const sinceMs = this.monotonicMs() - LOADS_MS;
    return this.loads.filter(({ endMs }) => endMs > sinceMs);
  }
}

/** What the metrics of groups are read from. */
export interface GroupSource {
  readonly groupMetrics: GroupMetrics;
  readonly groupCounts: GroupCounts;
  /** By the monotonic clock. */
  readonly nowMs: number;
}

/** The states of groups, with what ends the name of the metric of classic ones in Kafka. */
const CLASSIC_STATES = [
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Empty',
] as const;
const CONSUMER_STATES = ['Empty', 'Assigning', 'Reconciling', 'Stable', 'Dead'] as const;

/** The metrics of groups and their offsets. Of rates there are the counts. */
export const GROUP_METRICS: readonly Metric<GroupSource>[] = [
  manager('NumOffsets', 'Committed offsets', ({ offsets }) => offsets),
  manager('NumGroups', 'Classic groups', ({ groups }) => sum(groups.classic)),
  ...CLASSIC_STATES.map((state) =>
    manager(`NumGroups${state}`, `Classic groups in the state ${state}`, ({ groups }) => {
      return groups.classic.get(state) ?? 0;
    }),
  ),
  {
    family: coordinator(
      'group-count',
      'gauge',
      'Groups whose members speak a protocol',
      'protocol',
    ),
    *samples({ groupCounts: { groups } }) {
      for (const protocol of GROUP_TYPES) {
        yield { labels: labelText({ protocol }), value: sum(groups[protocol]) };
      }
    },
  },
  {
    family: coordinator('consumer-group-count', 'gauge', 'Consumer groups in a state', 'state'),
    *samples({ groupCounts: { groups } }) {
      for (const state of CONSUMER_STATES) {
        const labels = labelText({ state: state.toLowerCase() });
        yield { labels, value: groups.consumer.get(state) ?? 0 };
      }
    },
  },
  {
    family: coordinator('num-partitions', 'gauge', 'Partitions of __consumer_offsets', 'state'),
    *samples({ groupCounts: { partitions } }) {
      for (const [state, value] of Object.entries(partitions)) {
        yield { labels: labelText({ state }), value };
      }
    },
  },
  gauge('partition-load-time-max', 'The longest load of the last 30 s, in ms', ({ loadTimes }) => {
    return loadTimes.length === 0 ? undefined : Math.max(...loadTimes);
  }),
  gauge('partition-load-time-avg', 'The average load of the last 30 s, in ms', ({ loadTimes }) => {
    const total = loadTimes.reduce((before, ms) => before + ms, 0);
    return loadTimes.length === 0 ? undefined : total / loadTimes.length;
  }),
  {
    family: coordinator(
      'event-purgatory-time-ms',
      'summary',
      'How long responses wait until what they tell is committed',
    ),
    samples: ({ groupMetrics, nowMs }) => groupMetrics.commitWaits.samples(nowMs),
  },
  counter('offset-commit-count', 'Offsets that were committed', (metrics) => metrics.offsetCommits),
  counter('offset-expiration-count', 'Offsets that have expired', (metrics) => {
    return metrics.offsetExpirations;
  }),
  counter('offset-deletion-count', 'Offsets that were deleted by hand', (metrics) => {
    return metrics.offsetDeletions;
  }),
  counter('group-completed-rebalance-count', 'Rebalances of classic groups', ({ rebalances }) => {
    return rebalances.classic.rebalances;
  }),
  counter(
    'consumer-group-rebalance-count',
    'Epochs of the rebalances of consumer groups that have ended',
    ({ rebalances }) => rebalances.consumer.generations,
  ),
  singleMetric(
    ownFamily(
      'odradek_group_load_failures_total',
      'counter',
      'Partitions of __consumer_offsets that could not be loaded, or whose log has failed',
    ),
    ({ groupMetrics }) => groupMetrics.loadFailures,
  ),
  ofProtocols('odradek_group_rebalance_time_ms', {
    type: 'summary',
    help: 'Rebalances of groups, from the change that makes one necessary until every member has its part',
    *samples({ times }, { nowMs }, protocol) {
      yield* times.samples(nowMs, { protocol });
    },
  }),
  ofProtocols('odradek_group_idle_members_total', {
    type: 'counter',
    help: 'Members that had no partition at the end of a rebalance',
    *samples({ idle }, _source, protocol) {
      yield { labels: labelText({ protocol }), value: idle };
    },
  }),
  ofProtocols('odradek_group_members_gone_total', {
    type: 'counter',
    help: 'Members that rebalances were about that are no members any more',
    labels: ['cause'],
    *samples({ goneByCause }, _source, protocol) {
      for (const [cause, value] of goneByCause) {
        yield { labels: labelText({ protocol, cause }), value };
      }
    },
  }),
];

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

function manager(
  name: string,
  help: string,
  read: (counts: GroupCounts) => number,
): Metric<GroupSource> {
  const mbean = { domain: 'coordinator.group', type: 'GroupMetadataManager', name };
  return singleMetric(kafkaFamily(mbean, 'gauge', help), ({ groupCounts }) => read(groupCounts));
}

function coordinator(name: string, type: MetricType, help: string, ...labels: readonly string[]) {
  const mbean = { domain: 'server', type: 'group-coordinator-metrics', name };
  return kafkaFamily(mbean, type, help, labels);
}

function gauge(
  name: string,
  help: string,
  read: (metrics: GroupMetrics) => number | undefined,
): Metric<GroupSource> {
  return singleMetric(coordinator(name, 'gauge', help), ({ groupMetrics }) => read(groupMetrics));
}

function counter(
  name: string,
  help: string,
  read: (metrics: GroupMetrics) => number,
): Metric<GroupSource> {
  return singleMetric(coordinator(name, 'counter', help), ({ groupMetrics }) => read(groupMetrics));
}

function ofProtocols(
  name: string,
  options: {
    readonly type: MetricType;
    readonly help: string;
    readonly labels?: readonly string[];
    readonly samples: (
      counts: RebalanceCounts,
      source: GroupSource,
      protocol: GroupType,
    ) => ReturnType<Metric<GroupSource>['samples']>;
  },
): Metric<GroupSource> {
  const { type, help, labels = [], samples } = options;
  return {
    family: ownFamily(name, type, help, ['protocol', ...labels]),
    *samples(source) {
      for (const protocol of GROUP_TYPES) {
        yield* samples(source.groupMetrics.rebalances[protocol], source, protocol);
      }
    },
  };
}
