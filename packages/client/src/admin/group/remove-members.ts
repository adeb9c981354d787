import { KafkaError } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultLeaveGroupRequest,
  type LeaveGroupResponse,
  type MemberIdentity,
} from '@odradek/protocol/messages/13-leave-group';

import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { LEAVE_GROUP } from '../../connection/group-apis.ts';
import type { AdminCalls } from '../admin-calls.ts';
import { askCoordinators } from './coordinators.ts';
import type { MemberToRemove, RemovedMember, RemoveMembersOptions } from './group-options.ts';

/** The first version of LeaveGroup that takes members by name and many of them (KIP-345). */
const VERSION_WITH_MEMBERS = 3;
/** As Kafka's admin client says it, so that the broker's log does not depend on the tool. */
const REASON = 'member was removed by an admin';
/** The longest reason that a broker takes (KIP-800). */
const REASON_LENGTH_MAX = 255;

/** See `Admin.removeMembers`. */
export async function removeMembers(
  calls: AdminCalls,
  groupId: string,
  members: readonly MemberToRemove[],
  options: RemoveMembersOptions,
): Promise<readonly RemovedMember[]> {
  if (members.length === 0) return [];
  const reason = reasonOf(options.reason);
  const identities = members.map((member) => ({ ...identityOf(member), reason }));
  const [removed = []] = await calls.settleAll([{ groupId }], options, (open, timeoutMs) =>
    askCoordinators<{ groupId: string }, readonly RemovedMember[]>(calls, open, timeoutMs, {
      ask: async (connection) => {
        checkVersion(connection);
        const request = { ...defaultLeaveGroupRequest, groupId, members: identities };
        const response = await connection.request(LEAVE_GROUP, request, { timeoutMs });
        if (response.errorCode !== ErrorCode.NONE) throw errorOf(response.errorCode);
        return [identities.map((identity) => removedMember(identity, response))];
      },
      resultOfError: (_, error) => identities.map((identity) => notRemoved(identity, error)),
      errorsOf: (results) => results.map(({ error }) => error),
    }),
  );
  return removed;
}

function reasonOf(reason: string | undefined): string {
  const text = reason === undefined || reason === '' ? REASON : `${REASON}: ${reason}`;
  return text.slice(0, REASON_LENGTH_MAX);
}

function identityOf(member: MemberToRemove): Omit<MemberIdentity, 'reason'> {
  if ('groupInstanceId' in member) {
    return { memberId: '', groupInstanceId: member.groupInstanceId };
  }
  return { memberId: member.memberId, groupInstanceId: null };
}

function checkVersion(connection: BrokerConnection): void {
  if (connection.versionOf(LEAVE_GROUP) >= VERSION_WITH_MEMBERS) return;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    'The broker does not remove members for others; it needs Kafka 2.4 or later.',
  );
}

function removedMember(identity: MemberIdentity, { members }: LeaveGroupResponse): RemovedMember {
  const { memberId, groupInstanceId } = identity;
  const answer = members.find((other) =>
    groupInstanceId === null
      ? other.memberId === memberId
      : other.groupInstanceId === groupInstanceId,
  );
  if (answer === undefined) return notRemoved(identity, missingMember(identity));
  if (answer.errorCode !== ErrorCode.NONE) return notRemoved(identity, errorOf(answer.errorCode));
  return { memberId: answer.memberId, groupInstanceId };
}

function notRemoved(
  { memberId, groupInstanceId }: MemberIdentity,
  error: KafkaError,
): RemovedMember {
  return { memberId, groupInstanceId, error };
}

function missingMember({ memberId, groupInstanceId }: MemberIdentity): KafkaError {
  return new KafkaError(
    'ODRADEK_MALFORMED_MESSAGE',
    `The broker's answer passes over member "${groupInstanceId ?? memberId}".`,
  );
}
