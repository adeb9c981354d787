import { type ApiDeclaration, field } from '../declaration.ts';

export const shareGroupHeartbeat: ApiDeclaration = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  about:
    'Sent by members of a share group to its coordinator: joins, subscribes, gets partitions, leaves (KIP-932). v1 is the first stable version.',
  versions: '1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', { about: 'A random id that the client draws and keeps.' }),
    field('memberEpoch', 'int32', {
      about: 'The epoch that the member got last; 0 joins, -1 leaves.',
    }),
    field('rackId', 'string', {
      nullable: '0+',
      default: null,
      about: 'Null if there is none or it is unchanged.',
    }),
    field('subscribedTopicNames', '[]string', {
      nullable: '0+',
      default: null,
      about: 'Null if unchanged.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+', default: null }),
    field('memberEpoch', 'int32', { about: 'The epoch to send with the next heartbeat.' }),
    field('heartbeatIntervalMs', 'int32', {
      about: 'When to send the next heartbeat, in milliseconds.',
    }),
    field('assignment', 'Assignment', {
      nullable: '0+',
      default: null,
      about: 'The partitions to fetch from, which other members may share; null if unchanged.',
      fields: [
        field('topicPartitions', '[]TopicPartitions', {
          fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
