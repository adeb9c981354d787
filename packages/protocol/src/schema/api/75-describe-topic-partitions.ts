import { type ApiDeclaration, field } from '../declaration.ts';

export const describeTopicPartitions: ApiDeclaration = {
  key: 75,
  name: 'DescribeTopicPartitions',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('topics', '[]TopicRequest', { fields: [field('name', 'string')] }),
    field('responsePartitionLimit', 'int32', { default: 2000 }),
    field('cursor', 'Cursor', {
      nullable: '0+',
      default: null,
      fields: [field('topicName', 'string'), field('partitionIndex', 'int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]DescribeTopicPartitionsResponseTopic', {
      fields: [
        field('errorCode', 'int16'),
        field('name', 'string', { nullable: '0+' }),
        field('topicId', 'uuid'),
        field('isInternal', 'bool'),
        field('partitions', '[]DescribeTopicPartitionsResponsePartition', {
          fields: [
            field('errorCode', 'int16'),
            field('partitionIndex', 'int32'),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32', { default: -1 }),
            field('replicaNodes', '[]int32'),
            field('isrNodes', '[]int32'),
            field('eligibleLeaderReplicas', '[]int32', { nullable: '0+', default: null }),
            field('lastKnownElr', '[]int32', { nullable: '0+', default: null }),
            field('offlineReplicas', '[]int32'),
          ],
        }),
        field('topicAuthorizedOperations', 'int32', { default: -2147483648 }),
      ],
    }),
    field('nextCursor', 'Cursor', {
      nullable: '0+',
      default: null,
      fields: [field('topicName', 'string'), field('partitionIndex', 'int32')],
    }),
  ],
};
