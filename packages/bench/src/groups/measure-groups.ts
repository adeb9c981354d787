/*
 * Consumer groups of both protocols, with brokers in turn: see `npm run bench`.
 */
import { fileURLToPath } from 'node:url';

import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { withEventLoop } from '../brokers/event-loop-watch.ts';
import type { Percentiles } from '../load/latency-histogram.ts';
import { outputOf } from '../load/run-program.ts';
import {
  type Column,
  mediansTable,
  oursWithKafkas,
  type Ratio,
  ratiosTable,
} from '../report/comparison-tables.ts';
import { compareBrokers } from '../rounds/compare-brokers.ts';
import type { ComparisonArguments } from '../rounds/comparison-arguments.ts';
import { sampleInTurn } from '../rounds/sample-in-turn.ts';
import type { GroupProtocol } from './group-member.ts';
import type { HeartbeatLoad, HeartbeatMeasurement } from './heartbeat-load.ts';
import type { RebalanceLoad, RebalanceMeasurement } from './rebalance-load.ts';

const HEARTBEATS = fileURLToPath(new URL('heartbeats-process.js', import.meta.url));
const REBALANCES = fileURLToPath(new URL('rebalances-process.js', import.meta.url));
const MS_PER_SECOND = 1000;
const SETTLE_MS = 3000;

/** Members send heartbeats as often as they do by default: Java's in classic groups, the broker's in others. */
const MANY_GROUPS: Readonly<Record<GroupProtocol, Pick<HeartbeatLoad, 'intervalMs'>>> = {
  classic: { intervalMs: 3000 },
  consumer: { intervalMs: 5000 },
};
const GROUPS = { groups: 1000, members: 10, partitions: 10 };
/** Heartbeats come so often that a rebalance takes as long as the broker does, not as members wait. */
const REBALANCED = { members: 9, partitions: 100, intervalMs: 20, warmUp: 20, joins: 50 };

type HeartbeatSample = HeartbeatMeasurement & { readonly eventLoopMs?: Percentiles };
type RebalanceSample = RebalanceMeasurement & { readonly eventLoopMs?: Percentiles };

const HEARTBEAT_COLUMNS: readonly Column<HeartbeatSample>[] = [
  ['heartbeats/s', ({ heartbeatsPerSecond }) => heartbeatsPerSecond, 0],
  ['p50 ms', ({ latencyMs }) => latencyMs.p50, 2],
  ['p99 ms', ({ latencyMs }) => latencyMs.p99, 2],
  ['p99.9 ms', ({ latencyMs }) => latencyMs.p999, 2],
  ['max ms', ({ latencyMs }) => latencyMs.max, 1],
  ['left late, p99 ms', ({ latenessMs }) => latenessMs.p99, 2],
  ['event loop late, p99 ms', ({ eventLoopMs }) => eventLoopMs?.p99, 1],
  ['cores', ({ brokerCores }) => brokerCores, 2],
  ['driver', ({ driverCores }) => driverCores, 2],
  ['others', ({ otherCores }) => otherCores, 2],
  ['all joined after, s', ({ joinedMs }) => joinedMs / MS_PER_SECOND, 1],
];
const HEARTBEAT_RATIOS: readonly Ratio<HeartbeatSample>[] = [
  ['p50', ({ latencyMs }) => latencyMs.p50],
  ['p99', ({ latencyMs }) => latencyMs.p99],
  ['CPU', ({ brokerCores }) => brokerCores],
];
const REBALANCE_COLUMNS: readonly Column<RebalanceSample>[] = [
  ['join, p50 ms', ({ joinMs }) => joinMs.p50, 1],
  ['p99 ms', ({ joinMs }) => joinMs.p99, 1],
  ['leave, p50 ms', ({ leaveMs }) => leaveMs.p50, 1],
  ['p99 ms', ({ leaveMs }) => leaveMs.p99, 1],
  ['CPU of both, ms', ({ brokerMs }) => brokerMs, 1],
  ['event loop late, p99 ms', ({ eventLoopMs }) => eventLoopMs?.p99, 1],
];
const REBALANCE_RATIOS: readonly Ratio<RebalanceSample>[] = [
  ['join, p50', ({ joinMs }) => joinMs.p50],
  ['join, p99', ({ joinMs }) => joinMs.p99],
  ['leave, p50', ({ leaveMs }) => leaveMs.p50],
  ['CPU', ({ brokerMs }) => brokerMs],
];

async function measureWork(
  brokers: readonly RunningBroker[],
  work: string,
  asked: ComparisonArguments,
): Promise<string> {
  const [kind, protocol] = work.split('-') as [string, GroupProtocol];
  return kind === 'heartbeats'
    ? measureHeartbeats(brokers, protocol, asked)
    : measureRebalances(brokers, protocol, asked);
}

async function measureHeartbeats(
  brokers: readonly RunningBroker[],
  protocol: GroupProtocol,
  { rounds, seconds }: ComparisonArguments,
): Promise<string> {
  const times = { settleMs: SETTLE_MS, measureMs: seconds * MS_PER_SECOND };
  const series = await sampleInTurn(brokers, rounds, async (broker, round) => {
    const { address, pid: brokerPid } = broker;
    const topic = `heartbeats-${protocol}-${round}`;
    const settings = { ...GROUPS, ...MANY_GROUPS[protocol], ...times };
    const load: HeartbeatLoad = { address, brokerPid, protocol, topic, ...settings };
    const sample = await takeSample<HeartbeatMeasurement>(broker, HEARTBEATS, load);
    const { latencyMs, brokerCores, joinedMs } = sample;
    console.error(
      `${topic} ${broker.name}: p99 ${latencyMs.p99.toFixed(2)} ms, ${brokerCores.toFixed(2)} cores, ` +
        `joined after ${(joinedMs / MS_PER_SECOND).toFixed(1)} s`,
    );
    return sample;
  });
  const { intervalMs } = MANY_GROUPS[protocol];
  return [
    `### 1,000 ${protocol} groups of 10 members, a heartbeat of each every ${intervalMs / MS_PER_SECOND} s`,
    mediansTable(HEARTBEAT_COLUMNS, series),
    ratiosTable(HEARTBEAT_RATIOS, oursWithKafkas(series)),
  ]
    .join('\n\n')
    .trim();
}

async function measureRebalances(
  brokers: readonly RunningBroker[],
  protocol: GroupProtocol,
  { rounds }: ComparisonArguments,
): Promise<string> {
  const series = await sampleInTurn(brokers, rounds, async (broker, round) => {
    const { address, pid: brokerPid } = broker;
    const topic = `rebalances-${protocol}-${round}`;
    const load: RebalanceLoad = { address, brokerPid, protocol, topic, ...REBALANCED };
    const sample = await takeSample<RebalanceMeasurement>(broker, REBALANCES, load);
    const { joinMs, leaveMs } = sample;
    console.error(
      `${topic} ${broker.name}: join p50 ${joinMs.p50.toFixed(1)}, p99 ${joinMs.p99.toFixed(1)} ms, ` +
        `leave p50 ${leaveMs.p50.toFixed(1)} ms`,
    );
    return sample;
  });
  const { members, partitions, intervalMs } = REBALANCED;
  return [
    `### A member joins and leaves a ${protocol} group of ${members}, ${partitions} partitions, heartbeats every ${intervalMs} ms`,
    mediansTable(REBALANCE_COLUMNS, series),
    ratiosTable(REBALANCE_RATIOS, oursWithKafkas(series)),
  ]
    .join('\n\n')
    .trim();
}

function takeSample<Measurement>(
  broker: RunningBroker,
  driver: string,
  load: HeartbeatLoad | RebalanceLoad,
): Promise<Measurement & { readonly eventLoopMs?: Percentiles }> {
  const { topic, partitions } = load;
  return withTopic(broker, { topic, partitions, configs: {} }, () => {
    const running = outputOf(process.execPath, [driver, JSON.stringify(load)]);
    const measuring = running.then((output) => JSON.parse(output) as Measurement);
    return withEventLoop(broker.eventLoop, SETTLE_MS, measuring);
  });
}

await compareBrokers({
  name: 'groups',
  works: ['heartbeats-classic', 'heartbeats-consumer', 'rebalances-classic', 'rebalances-consumer'],
  measureWork,
});
