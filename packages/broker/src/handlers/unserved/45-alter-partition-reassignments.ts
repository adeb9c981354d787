import {
  type AlterPartitionReassignmentsRequest,
  type AlterPartitionReassignmentsResponse,
  defaultAlterPartitionReassignmentsResponse,
  readAlterPartitionReassignmentsRequest,
  writeAlterPartitionReassignmentsResponse,
} from '@odradek/protocol/messages/45-alter-partition-reassignments';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterPartitionReassignments, refused. */
export const alterPartitionReassignments: RequestHandler = defineRefusal<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
>({
  apiKey: 45,
  read: readAlterPartitionReassignmentsRequest,
  write: writeAlterPartitionReassignmentsResponse,
  refuse: ({ topics }, error) => ({
    ...defaultAlterPartitionReassignmentsResponse,
    ...error,
    responses: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ ...error, partitionIndex })),
    })),
  }),
});
