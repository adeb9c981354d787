import { type ApiDeclaration, field } from '../declaration.ts';

export const consumerGroupHeartbeat: ApiDeclaration = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  about:
    'Sent by members of a consumer group to its coordinator: joins, subscribes, gets and gives up partitions, leaves (KIP-848). v1 added regular expressions and member ids that the client draws (KIP-1082).',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', {
      about: 'A random id that the client draws and keeps; in v0 empty at first.',
    }),
    field('memberEpoch', 'int32', {
      about:
        'The epoch that the member got last; 0 joins, -1 leaves, -2 leaves for a while as a static member.',
    }),
    field('instanceId', 'string', {
      nullable: '0+',
      default: null,
      about: 'The name of a static member; null for a dynamic one or if unchanged.',
    }),
    field('rackId', 'string', {
      nullable: '0+',
      default: null,
      about: 'Null if there is none or it is unchanged.',
    }),
    field('rebalanceTimeoutMs', 'int32', {
      default: -1,
      about:
        'How long the member may take to give up partitions, in milliseconds; -1 if unchanged.',
    }),
    field('subscribedTopicNames', '[]string', {
      nullable: '0+',
      default: null,
      about: 'Null if unchanged.',
    }),
    field('subscribedTopicRegex', 'string', {
      versions: '1+',
      nullable: '0+',
      default: null,
      about: 'An expression in the syntax of RE2; null if there is none or it is unchanged.',
    }),
    field('serverAssignor', 'string', {
      nullable: '0+',
      default: null,
      about:
        'The assignor that the member wants, such as `uniform` or `range`; null for any or if unchanged.',
    }),
    field('topicPartitions', '[]TopicPartitions', {
      nullable: '0+',
      default: null,
      about: 'The partitions that the member owns at the moment; null if unchanged.',
      fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+', default: null, about: 'Null on an error.' }),
    field('memberEpoch', 'int32', { about: 'The epoch to send with the next heartbeat.' }),
    field('heartbeatIntervalMs', 'int32', {
      about: 'When to send the next heartbeat, in milliseconds.',
    }),
    field('assignment', 'Assignment', {
      nullable: '0+',
      default: null,
      about: 'What the member may own now; what it lacks it must give up first; null if unchanged.',
      fields: [
        field('topicPartitions', '[]TopicPartitions', {
          fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
