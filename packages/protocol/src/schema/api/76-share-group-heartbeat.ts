import { type ApiDeclaration, field } from '../declaration.ts';

export const shareGroupHeartbeat: ApiDeclaration = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  about: 'TBD',
  versions: '1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string'),
    field('memberEpoch', 'int32'),
    field('rackId', 'string', { nullable: '0+', default: null }),
    field('subscribedTopicNames', '[]string', { nullable: '0+', default: null }),
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
