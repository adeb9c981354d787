import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { ListedGroup } from '@odradek/protocol/messages/16-list-groups';

import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { LIST_GROUPS } from '../../connection/group-apis.ts';
import type { AdminCalls } from '../admin-calls.ts';
import { answeredError } from '../answered-error.ts';
import type { GroupListing, GroupType, ListGroupsOptions } from './group-options.ts';

/** The first versions of ListGroups that filter by state (KIP-518) and by type (KIP-848). */
const VERSION_WITH_STATES = 4;
const VERSION_WITH_TYPES = 5;
const TYPES: readonly GroupType[] = ['classic', 'consumer', 'share', 'streams'];

/** See `Admin.listGroups`. */
export function listGroups(
  calls: AdminCalls,
  options: ListGroupsOptions,
): Promise<readonly GroupListing[]> {
  return calls.repeat(options, async (timeoutMs) => {
    const { brokers } = await calls.cluster.askMetadata([], false);
    const listed = await Promise.all(
      brokers.map(async ({ nodeId }) => {
        const connection = await calls.cluster.connect(nodeId);
        return listOf(connection, options, timeoutMs);
      }),
    );
    // A group that moves from one coordinator to another may be listed by both.
    const groups = new Map(listed.flat().map((group) => [group.groupId, group]));
    const { protocolTypes } = options;
    return [...groups.values()].filter(
      ({ protocolType }) => protocolTypes?.includes(protocolType) ?? true,
    );
  });
}

async function listOf(
  connection: BrokerConnection,
  { states = [], types = [] }: ListGroupsOptions,
  timeoutMs: number,
): Promise<readonly GroupListing[]> {
  const version = connection.versionOf(LIST_GROUPS);
  if (states.length > 0 && version < VERSION_WITH_STATES) throw unsupported('state', '2.6');
  if (types.length > 0 && version < VERSION_WITH_TYPES) throw unsupported('type', '3.8');
  const request = { statesFilter: states, typesFilter: types };
  const response = await connection.request(LIST_GROUPS, request, { timeoutMs });
  if (response.errorCode !== ErrorCode.NONE) throw answeredError(response.errorCode);
  return response.groups.map(listingOf);
}

function listingOf({ groupId, protocolType, groupState, groupType }: ListedGroup): GroupListing {
  const type = TYPES.find((known) => known === groupType.toLowerCase()) ?? 'unknown';
  return { groupId, type, protocolType, state: groupState };
}

function unsupported(filter: string, release: string): KafkaError {
  return new KafkaError(
    'UNSUPPORTED_VERSION',
    `A broker cannot filter groups by ${filter}; it needs Kafka ${release} or later.`,
  );
}
