import { type ApiDeclaration, field } from '../declaration.ts';

export const alterReplicaLogDirs: ApiDeclaration = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  about:
    'Sent by admin clients to the broker with the replicas: moves replicas to another log directory of the same broker (KIP-113).',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('dirs', '[]AlterReplicaLogDir', {
      fields: [
        field('path', 'string', { about: 'The absolute path of the log directory to move to.' }),
        field('topics', '[]AlterReplicaLogDirTopic', {
          fields: [field('name', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]AlterReplicaLogDirTopicResult', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]AlterReplicaLogDirPartitionResult', {
          fields: [field('partitionIndex', 'int32'), field('errorCode', 'int16')],
        }),
      ],
    }),
  ],
};
