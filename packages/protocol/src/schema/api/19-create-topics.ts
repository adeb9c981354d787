import { type ApiDeclaration, field } from '../declaration.ts';

export const createTopics: ApiDeclaration = {
  key: 19,
  name: 'CreateTopics',
  about:
    'Sent by admin clients to the controller, through any broker: creates topics. v4 can leave the numbers to the cluster (KIP-464), v5 returns configs, v6 knows quotas (KIP-599), v7 returns the topic id.',
  versions: '2-7',
  flexible: '5+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]CreatableTopic', {
      fields: [
        field('name', 'string'),
        field('numPartitions', 'int32', {
          about: '-1 for the default of the cluster, or if `assignments` is given.',
        }),
        field('replicationFactor', 'int16', {
          about: '-1 for the default of the cluster, or if `assignments` is given.',
        }),
        field('assignments', '[]CreatableReplicaAssignment', {
          about:
            'The replicas of every partition, chosen by hand; empty to let the controller choose.',
          fields: [
            field('partitionIndex', 'int32'),
            field('brokerIds', '[]int32', { about: 'The replicas, the preferred leader first.' }),
          ],
        }),
        field('configs', '[]CreatableTopicConfig', {
          about: 'Settings that differ from the defaults of the cluster.',
          fields: [
            field('name', 'string'),
            field('value', 'string', {
              nullable: '0+',
              about: 'Null for the default of the cluster.',
            }),
          ],
        }),
      ],
    }),
    field('timeoutMs', 'int32', {
      default: 60000,
      about: 'How long to wait for the topics, in milliseconds; they may come into being later.',
    }),
    field('validateOnly', 'bool', {
      versions: '1+',
      about: 'True to check the request and create nothing.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', {
      versions: '2+',
      about: 'How long the client should wait because of a quota, in milliseconds.',
    }),
    field('topics', '[]CreatableTopicResult', {
      fields: [
        field('name', 'string'),
        field('topicId', 'uuid', { versions: '7+' }),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', {
          versions: '1+',
          nullable: '0+',
          about: 'What the error code leaves out; null if there is no error.',
        }),
        field('topicConfigErrorCode', 'int16', {
          versions: '5+',
          tag: 0,
          about: 'Why the numbers and configs are missing: the client may not describe configs.',
        }),
        field('numPartitions', 'int32', {
          versions: '5+',
          default: -1,
          about: '-1 if the client may not know.',
        }),
        field('replicationFactor', 'int16', {
          versions: '5+',
          default: -1,
          about: '-1 if the client may not know.',
        }),
        field('configs', '[]CreatableTopicConfigs', {
          versions: '5+',
          nullable: '0+',
          about: 'The settings in force for the topic; null if the client may not know.',
          fields: [
            field('name', 'string', { versions: '5+' }),
            field('value', 'string', {
              versions: '5+',
              nullable: '0+',
              about: 'Null if the setting has no value or is sensitive.',
            }),
            field('readOnly', 'bool', {
              versions: '5+',
              about: 'True if the setting cannot be changed while the broker runs.',
            }),
            field('configSource', 'int8', {
              versions: '5+',
              default: -1,
              about:
                '1 topic, 2 broker, 3 all brokers, 4 file of the broker, 5 default, 8 group; -1 unknown.',
            }),
            field('isSensitive', 'bool', {
              versions: '5+',
              about: 'True for passwords and the like, whose value is never shown.',
            }),
          ],
        }),
      ],
    }),
  ],
};
