import { type ApiDeclaration, field } from '../declaration.ts';

export const describeTopicPartitions: ApiDeclaration = {
  key: 75,
  name: 'DescribeTopicPartitions',
  about:
    'Sent by admin clients to any broker: the partitions of topics with their eligible leader replicas, page by page (KIP-966).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('topics', '[]TopicRequest', {
      about: 'Empty for all topics.',
      fields: [field('name', 'string')],
    }),
    field('responsePartitionLimit', 'int32', {
      default: 2000,
      about: 'The most partitions in one response; the broker may return fewer.',
    }),
    field('cursor', 'Cursor', {
      nullable: '0+',
      default: null,
      about: 'Where to go on; null for the beginning.',
      fields: [field('topicName', 'string'), field('partitionIndex', 'int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]DescribeTopicPartitionsResponseTopic', {
      fields: [
        field('errorCode', 'int16'),
        field('name', 'string', { nullable: '0+', about: 'Null if it is unknown.' }),
        field('topicId', 'uuid'),
        field('isInternal', 'bool', {
          about: 'True for topics of the cluster itself such as `__consumer_offsets`.',
        }),
        field('partitions', '[]DescribeTopicPartitionsResponsePartition', {
          fields: [
            field('errorCode', 'int16'),
            field('partitionIndex', 'int32'),
            field('leaderId', 'int32', { about: '-1 while the partition has no leader.' }),
            field('leaderEpoch', 'int32', { default: -1 }),
            field('replicaNodes', '[]int32', {
              about: 'The brokers with a replica, the preferred leader first.',
            }),
            field('isrNodes', '[]int32', {
              about: 'The replicas that have caught up with the leader.',
            }),
            field('eligibleLeaderReplicas', '[]int32', {
              nullable: '0+',
              default: null,
              about:
                'Replicas outside the in-sync replicas that still have every committed record.',
            }),
            field('lastKnownElr', '[]int32', {
              nullable: '0+',
              default: null,
              about:
                'Whom to elect if nobody else is left: the last leader, or former eligible leader replicas.',
            }),
            field('offlineReplicas', '[]int32', {
              about: 'The replicas whose broker or log directory is down.',
            }),
          ],
        }),
        field('topicAuthorizedOperations', 'int32', {
          default: -2147483648,
          about:
            'Bit n is set if the client may do ACL operation n on the topic; -2147483648 if not asked.',
        }),
      ],
    }),
    field('nextCursor', 'Cursor', {
      nullable: '0+',
      default: null,
      about: 'Where the next page begins; null if this is the last.',
      fields: [field('topicName', 'string'), field('partitionIndex', 'int32')],
    }),
  ],
};
