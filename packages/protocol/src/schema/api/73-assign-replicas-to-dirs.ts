import { type ApiDeclaration, field } from '../declaration.ts';

export const assignReplicasToDirs: ApiDeclaration = {
  key: 73,
  name: 'AssignReplicasToDirs',
  about: 'Sent by brokers to the controller: in which log directory each replica lies (KIP-858).',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', {
      default: -1,
      about:
        'The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.',
    }),
    field('directories', '[]DirectoryData', {
      fields: [
        field('id', 'uuid', {
          about: 'The directory id in the `meta.properties` of the log directory.',
        }),
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
        field('id', 'uuid', {
          about: 'The directory id in the `meta.properties` of the log directory.',
        }),
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
