/*
 * Groups whose members send heartbeats, evenly over time, and nothing else; prints what it measured:
 *
 *   node heartbeats-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { LatencyHistogram } from '../load/latency-histogram.ts';
import { Metronome } from '../load/metronome.ts';
import { ProcessorWatch } from '../load/processor-watch.ts';
import { connectMember, untilCoordinated, untilStable } from './bench-group.ts';
import type { GroupMember } from './group-member.ts';
import type { HeartbeatLoad, HeartbeatMeasurement } from './heartbeat-load.ts';

const CONNECTED_AT_ONCE = 100;
const BEAT_MS = 1;
/** How long members of a group that is not stable yet wait between two heartbeats. */
const JOINING_INTERVAL_MS = 250;

/** What is measured, while it is. */
class Measured {
  readonly latencies: LatencyHistogram = new LatencyHistogram();
  readonly lateness: LatencyHistogram = new LatencyHistogram();
  isMeasuring = false;
}

async function connectGroups(load: HeartbeatLoad): Promise<GroupMember[][]> {
  const { groups: count, members, protocol, address, topic, partitions } = load;
  const groups = Array.from({ length: count }, (): GroupMember[] => []);
  let next = 0;
  const connectInTurn = async (): Promise<void> => {
    while (next < count * members) {
      const index = next++ % count;
      const options = { address, topic, partitions, groupId: groupName(load, index) };
      groups[index]?.push(await connectMember(protocol, options));
    }
  };
  await Promise.all(Array.from({ length: CONNECTED_AT_ONCE }, connectInTurn));
  return groups;
}

function groupName({ protocol, topic }: HeartbeatLoad, index: number): string {
  return `${topic}-${protocol}-${index}`;
}

async function joinAll(
  groups: readonly (readonly GroupMember[])[],
  partitions: number,
): Promise<void> {
  const join = async (members: readonly GroupMember[]): Promise<void> => {
    await Promise.all(members.map((member) => member.join()));
    await untilStable(members, partitions, JOINING_INTERVAL_MS);
  };
  await Promise.all(groups.map(join));
}

/** Lets each member send a heartbeat when it is due; one that is not answered yet is not due. */
function beatInTurn(
  members: readonly GroupMember[],
  load: HeartbeatLoad,
  measured: Measured,
): Metronome {
  const betweenMs = load.intervalMs / members.length;
  const beganMs = performance.now();
  let sent = 0;
  const beat = (member: GroupMember, dueMs: number): void => {
    if (member.isWaiting) throw new Error('A heartbeat took longer than the interval.');
    const { isMeasuring } = measured;
    if (isMeasuring) measured.lateness.record(performance.now() - dueMs);
    const answered = (): void => {
      if (isMeasuring) measured.latencies.record(performance.now() - dueMs);
    };
    void member.heartbeat().then(answered);
  };
  return new Metronome(BEAT_MS, () => {
    const due = Math.floor((performance.now() - beganMs) / betweenMs) + 1;
    for (; sent < due; sent++) {
      const member = members[sent % members.length];
      if (member !== undefined) beat(member, beganMs + sent * betweenMs);
    }
  });
}

async function measure(load: HeartbeatLoad): Promise<HeartbeatMeasurement> {
  const measured = new Measured();
  const names = Array.from({ length: load.groups }, (_, index) => groupName(load, index));
  await untilCoordinated(load.address, names);
  const groups = await connectGroups(load);
  const joiningMs = performance.now();
  await joinAll(groups, load.partitions);
  const joinedMs = performance.now() - joiningMs;
  const members = groups.flat();
  const metronome = beatInTurn(members, load, measured);
  await sleep(load.settleMs);
  const [watch, usage] = [new ProcessorWatch(load.brokerPid), process.cpuUsage()];
  measured.isMeasuring = true;
  await sleep(load.measureMs);
  measured.isMeasuring = false;
  const { brokerCores, besideCores, elapsedMs } = watch.end();
  const { user, system } = process.cpuUsage(usage);
  const driverCores = (user + system) / 1000 / elapsedMs;
  await metronome.stop();
  await Promise.all(members.map((member) => member.leave()));
  for (const member of members) member.close();
  return {
    heartbeatsPerSecond: (measured.latencies.count * 1000) / elapsedMs,
    latencyMs: measured.latencies.percentiles(),
    latenessMs: measured.lateness.percentiles(),
    joinedMs,
    brokerCores,
    driverCores,
    otherCores: besideCores - driverCores,
  };
}

const load = JSON.parse(process.argv[2] ?? '') as HeartbeatLoad;
process.stdout.write(JSON.stringify(await measure(load)));
