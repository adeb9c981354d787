import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  type DeletableGroupResult,
  defaultDeletableGroupResult,
  readDeleteGroupsRequest,
  writeDeleteGroupsResponse,
} from '@odradek/protocol/messages/42-delete-groups';

import { ClientContext } from '../../testing/client-context.ts';
import { ScriptedGroups } from '../../testing/scripted-groups.ts';
import type { AdminOptions } from '../admin-options.ts';
import { Admin } from '../admin.ts';

/** An admin client of brokers in memory whose groups are scripted. */
export interface GroupContext {
  readonly context: ClientContext;
  readonly groups: ScriptedGroups;
  readonly admin: Admin;
}

/** Starts brokers and an admin client of them. */
export async function startGroups(
  brokers = 1,
  options: Partial<AdminOptions> = {},
): Promise<GroupContext> {
  const context = await ClientContext.start({ brokers });
  const groups = new ScriptedGroups(context.cluster);
  const admin = new Admin({ ...context.options, ...options });
  return { context, groups, admin };
}

/** Scripts DeleteGroups; answers the groups of each request, by broker. */
export function scriptDeletions(
  { context }: GroupContext,
  errorOf: (groupId: string, node: number) => number = () => ErrorCode.NONE,
): [node: number, groupIds: readonly string[]][] {
  const asked: [number, readonly string[]][] = [];
  context.cluster.script(ApiKey.DeleteGroups, {
    read: readDeleteGroupsRequest,
    write: writeDeleteGroupsResponse,
    answer: ({ groupsNames }, { node }) => {
      asked.push([node, groupsNames]);
      const results: DeletableGroupResult[] = groupsNames.map((groupId) => ({
        ...defaultDeletableGroupResult,
        groupId,
        errorCode: errorOf(groupId, node),
      }));
      return { throttleTimeMs: 0, results };
    },
  });
  return asked;
}
