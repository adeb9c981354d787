import { ErrorCode } from '@odradek/protocol';
import type { DeletableGroupResult } from '@odradek/protocol/messages/42-delete-groups';

import { DELETE_GROUPS } from '../../connection/group-apis.ts';
import type { AdminCalls } from '../admin-calls.ts';
import type { CallOptions } from '../admin-options.ts';
import { answeredError } from '../answered-error.ts';
import { askCoordinators, missingGroup } from './coordinators.ts';
import type { GroupResult } from './group-options.ts';

/** See `Admin.deleteGroups`. */
export function deleteGroups(
  calls: AdminCalls,
  groupIds: readonly string[],
  options: CallOptions,
): Promise<readonly GroupResult[]> {
  const items = groupIds.map((groupId) => ({ groupId }));
  return calls.settleAll(items, options, (open, timeoutMs) =>
    askCoordinators<{ groupId: string }, GroupResult>(calls, open, timeoutMs, {
      ask: async (connection, own) => {
        const groupsNames = [...new Set(own.map(({ groupId }) => groupId))];
        const response = await connection.request(DELETE_GROUPS, { groupsNames }, { timeoutMs });
        return own.map(({ groupId }) => groupResult(groupId, response.results));
      },
      resultOfError: ({ groupId }, error) => ({ groupId, error }),
      errorsOf: ({ error }) => [error],
    }),
  );
}

function groupResult(groupId: string, answers: readonly DeletableGroupResult[]): GroupResult {
  const answer = answers.find((other) => other.groupId === groupId);
  if (answer === undefined) return { groupId, error: missingGroup(groupId) };
  if (answer.errorCode === ErrorCode.NONE) return { groupId };
  return { groupId, error: answeredError(answer.errorCode, answer.errorMessage) };
}
