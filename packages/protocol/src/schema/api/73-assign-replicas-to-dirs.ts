import { type ApiDeclaration, field } from '../declaration.ts';

export const assignReplicasToDirs: ApiDeclaration = {
  key: 73,
  name: 'AssignReplicasToDirs',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', { default: -1 }),
    field('directories', '[]DirectoryData', {
      fields: [
        field('id', 'uuid'),
        field('topics', '[]TopicData', {
          fields: [
            field('topicId', 'uuid'),
            field('partitions', '[]PartitionData', { fields: [field('partitionIndex', 'int32')] }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('directories', '[]DirectoryData', {
      fields: [
        field('id', 'uuid'),
        field('topics', '[]TopicData', {
          fields: [
            field('topicId', 'uuid'),
            field('partitions', '[]PartitionData', {
              fields: [field('partitionIndex', 'int32'), field('errorCode', 'int16')],
            }),
          ],
        }),
      ],
    }),
  ],
};
