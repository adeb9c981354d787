import { type ApiDeclaration, field } from '../declaration.ts';

export const alterReplicaLogDirs: ApiDeclaration = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  about: 'TBD',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('dirs', '[]AlterReplicaLogDir', {
      fields: [
        field('path', 'string'),
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
