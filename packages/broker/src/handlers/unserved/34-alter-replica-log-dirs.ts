import {
  type AlterReplicaLogDirsRequest,
  type AlterReplicaLogDirsResponse,
  defaultAlterReplicaLogDirsResponse,
  readAlterReplicaLogDirsRequest,
  writeAlterReplicaLogDirsResponse,
} from '@odradek/protocol/messages/34-alter-replica-log-dirs';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterReplicaLogDirs, refused. */
export const alterReplicaLogDirs: RequestHandler = defineRefusal<
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirsResponse
>({
  apiKey: 34,
  read: readAlterReplicaLogDirsRequest,
  write: writeAlterReplicaLogDirsResponse,
  refuse: ({ dirs }, { errorCode }) => ({
    ...defaultAlterReplicaLogDirsResponse,
    results: dirs.flatMap(({ topics }) =>
      topics.map(({ name, partitions }) => ({
        topicName: name,
        partitions: partitions.map((partitionIndex) => ({ partitionIndex, errorCode })),
      })),
    ),
  }),
});
