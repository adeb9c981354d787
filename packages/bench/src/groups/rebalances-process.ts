/*
 * A group that a member joins and leaves, again and again; prints how long it took until it was stable:
 *
 *   node rebalances-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { LatencyHistogram } from '../load/latency-histogram.ts';
import { ProcessorWatch } from '../load/processor-watch.ts';
import { connectMember, untilCoordinated, untilStable } from './bench-group.ts';
import type { GroupMember } from './group-member.ts';
import type { RebalanceLoad, RebalanceMeasurement } from './rebalance-load.ts';

/** A group rests for so many heartbeats between two rebalances. */
const BEATS_BETWEEN = 2;

/** A group with a member that comes and goes. */
class RebalancedGroup {
  private readonly load: RebalanceLoad;
  private readonly members: readonly GroupMember[];
  private readonly guest: GroupMember;

  private constructor(load: RebalanceLoad, members: readonly GroupMember[], guest: GroupMember) {
    this.load = load;
    this.members = members;
    this.guest = guest;
  }

  static async begin(load: RebalanceLoad): Promise<RebalancedGroup> {
    const { protocol, address, topic, partitions, intervalMs } = load;
    const groupId = `${topic}-${protocol}`;
    await untilCoordinated(address, [groupId]);
    const options = { address, topic, partitions, groupId };
    const connecting = Array.from({ length: load.members + 1 }, () =>
      connectMember(protocol, options),
    );
    const [guest, ...members] = await Promise.all(connecting);
    if (guest === undefined) throw new Error('A group has members.');
    await Promise.all(members.map((member) => member.join()));
    await untilStable(members, partitions, intervalMs);
    return new RebalancedGroup(load, members, guest);
  }

  /** A member joins and leaves again; answers how long each took until the group was stable. */
  async joinAndLeave(): Promise<{ readonly joinMs: number; readonly leaveMs: number }> {
    const { partitions, intervalMs } = this.load;
    await sleep(BEATS_BETWEEN * intervalMs);
    const joinsMs = performance.now();
    const joining = this.guest.join();
    await Promise.all([joining, this.untilAllHaveJoined(joining)]);
    const joinMs = performance.now() - joinsMs;
    await sleep(BEATS_BETWEEN * intervalMs);
    const leavesMs = performance.now();
    await this.guest.leave();
    // The group has to see first that one is missing: all partitions are in one epoch no more.
    await untilStable(this.members, partitions, intervalMs);
    return { joinMs, leaveMs: performance.now() - leavesMs };
  }

  /** A member of a classic group is in it once the others have joined again. */
  private async untilAllHaveJoined(joining: Promise<void>): Promise<void> {
    const { partitions, intervalMs } = this.load;
    let hasJoined = false;
    void joining.then(() => {
      hasJoined = true;
    });
    const beat = async (member: GroupMember): Promise<void> => {
      while (!hasJoined) {
        await member.heartbeat();
        await sleep(intervalMs);
      }
    };
    await Promise.all(this.members.map(beat));
    await untilStable([...this.members, this.guest], partitions, intervalMs);
  }

  async end(): Promise<void> {
    await Promise.all(this.members.map((member) => member.leave()));
    for (const member of [...this.members, this.guest]) member.close();
  }
}

async function measure(load: RebalanceLoad): Promise<RebalanceMeasurement> {
  const group = await RebalancedGroup.begin(load);
  for (let done = 0; done < load.warmUp; done++) await group.joinAndLeave();
  const watch = new ProcessorWatch(load.brokerPid);
  const [joins, leaves] = [new LatencyHistogram(), new LatencyHistogram()];
  for (let done = 0; done < load.joins; done++) {
    const { joinMs, leaveMs } = await group.joinAndLeave();
    joins.record(joinMs);
    leaves.record(leaveMs);
  }
  const { brokerCores, elapsedMs } = watch.end();
  await group.end();
  return {
    joinMs: joins.percentiles(),
    leaveMs: leaves.percentiles(),
    brokerMs: (brokerCores * elapsedMs) / load.joins,
  };
}

const load = JSON.parse(process.argv[2] ?? '') as RebalanceLoad;
process.stdout.write(JSON.stringify(await measure(load)));
