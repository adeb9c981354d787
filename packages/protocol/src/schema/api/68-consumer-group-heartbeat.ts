import { type ApiDeclaration, field } from '../declaration.ts';

export const consumerGroupHeartbeat: ApiDeclaration = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string'),
    field('memberEpoch', 'int32'),
    field('instanceId', 'string', { nullable: '0+', default: null }),
    field('rackId', 'string', { nullable: '0+', default: null }),
    field('rebalanceTimeoutMs', 'int32', { default: -1 }),
    field('subscribedTopicNames', '[]string', { nullable: '0+', default: null }),
    field('subscribedTopicRegex', 'string', { versions: '1+', nullable: '0+', default: null }),
    field('serverAssignor', 'string', { nullable: '0+', default: null }),
    field('topicPartitions', '[]TopicPartitions', {
      nullable: '0+',
      default: null,
      fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+', default: null }),
    field('memberEpoch', 'int32'),
    field('heartbeatIntervalMs', 'int32'),
    field('assignment', 'Assignment', {
      nullable: '0+',
      default: null,
      fields: [
        field('topicPartitions', '[]TopicPartitions', {
          fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
