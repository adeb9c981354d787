import { setTimeout as sleep } from 'node:timers/promises';

import { ClassicMember } from './classic-member.ts';
import { ConsumerMember } from './consumer-member.ts';
import type { GroupMember, GroupMemberOptions, GroupProtocol } from './group-member.ts';

const STABLE_MS_MAX = 60_000;

/** Connects as a member by one of the protocols. */
export function connectMember(
  protocol: GroupProtocol,
  options: GroupMemberOptions,
): Promise<GroupMember> {
  return protocol === 'classic' ? ClassicMember.connect(options) : ConsumerMember.connect(options);
}

/** Whether all members are in one epoch and have all partitions among them. */
function isStable(members: readonly GroupMember[], partitions: number): boolean {
  const [first] = members;
  const inOneEpoch = members.every(({ epoch }) => epoch > 0 && epoch === first?.epoch);
  return inOneEpoch && members.reduce((sum, { assigned }) => sum + assigned, 0) === partitions;
}

/** Lets members beat, each at once when it was answered, until they are stable. */
export async function untilStable(
  members: readonly GroupMember[],
  partitions: number,
  intervalMs: number,
): Promise<void> {
  const end = performance.now() + STABLE_MS_MAX;
  const beatUntilStable = async (member: GroupMember): Promise<void> => {
    while (!isStable(members, partitions)) {
      if (performance.now() > end) throw new Error('The group does not become stable.');
      await member.heartbeat();
      await sleep(intervalMs);
    }
  };
  await Promise.all(members.map(beatUntilStable));
}
