import {
  defaultListPartitionReassignmentsResponse,
  defaultOngoingPartitionReassignment,
  type ListPartitionReassignmentsRequest,
  type ListPartitionReassignmentsResponse,
  readListPartitionReassignmentsRequest,
  writeListPartitionReassignmentsResponse,
} from '@odradek/protocol/messages/46-list-partition-reassignments';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ListPartitionReassignments, refused. Partitions have no errors of their own. */
export const listPartitionReassignments: RequestHandler = defineRefusal<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
>({
  apiKey: 46,
  read: readListPartitionReassignmentsRequest,
  write: writeListPartitionReassignmentsResponse,
  refuse: ({ topics }, error) => ({
    ...defaultListPartitionReassignmentsResponse,
    ...error,
    topics: (topics ?? []).map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => ({
        ...defaultOngoingPartitionReassignment,
        partitionIndex,
      })),
    })),
  }),
});
