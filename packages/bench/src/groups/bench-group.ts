import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode } from '@odradek/protocol';
import { defaultFindCoordinatorRequest } from '@odradek/protocol/messages/10-find-coordinator';

import { RawConnection } from '../partitions/raw-connection.ts';
import { ClassicMember } from './classic-member.ts';
import { ConsumerMember } from './consumer-member.ts';
import type { GroupMember, GroupMemberOptions, GroupProtocol } from './group-member.ts';
import { FIND_COORDINATOR } from './group-requests.ts';

const STABLE_MS_MAX = 60_000;
const RETRY_MS = 50;

/** Connects as a member by one of the protocols. */
export function connectMember(
  protocol: GroupProtocol,
  options: GroupMemberOptions,
): Promise<GroupMember> {
  return protocol === 'classic' ? ClassicMember.connect(options) : ConsumerMember.connect(options);
}

/** Resolves when the broker coordinates groups: it makes the internal topic for the first that asks. */
export async function untilCoordinated(
  address: string,
  groupIds: readonly string[],
): Promise<void> {
  const connection = await RawConnection.open(address);
  for (;;) {
    const request = { ...defaultFindCoordinatorRequest, coordinatorKeys: groupIds };
    const { coordinators } = await connection.request(FIND_COORDINATOR, request);
    if (coordinators.every(({ errorCode }) => errorCode === ErrorCode.NONE)) break;
    await sleep(RETRY_MS);
  }
  connection.close();
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
