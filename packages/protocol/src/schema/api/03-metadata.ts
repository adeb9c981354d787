import { type ApiDeclaration, field } from '../declaration.ts';

export const metadata: ApiDeclaration = {
  key: 3,
  name: 'Metadata',
  about:
    'Sent by every client to any broker: the brokers of the cluster, and the leaders and replicas of topics. v4 can leave topics uncreated, v7 added leader epochs, v8 authorized operations, v10 topic ids, v13 an error for all.',
  versions: '0-13',
  flexible: '9+',
  listeners: ['broker'],
  request: [
    field('topics', '[]MetadataRequestTopic', {
      nullable: '1+',
      about: 'Null for all topics, an empty array for none; in v0 an empty array means all.',
      fields: [
        field('topicId', 'uuid', {
          versions: '10+',
          about: 'Zero to ask by name; used from v12 on.',
        }),
        field('name', 'string', {
          nullable: '10+',
          about: 'Null to ask by topic id, from v12 on.',
        }),
      ],
    }),
    field('allowAutoTopicCreation', 'bool', {
      versions: '4+',
      default: true,
      about: 'Whether topics that do not exist are created, if the broker allows it as well.',
    }),
    field('includeClusterAuthorizedOperations', 'bool', {
      versions: '8-10',
      about: 'DescribeCluster replaced it in v11.',
    }),
    field('includeTopicAuthorizedOperations', 'bool', { versions: '8+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', {
      versions: '3+',
      about:
        'How long the broker will now ignore the connection because of a quota, in milliseconds.',
    }),
    field('brokers', '[]MetadataResponseBroker', {
      about: 'The brokers that are alive.',
      fields: [
        field('nodeId', 'int32'),
        field('host', 'string', {
          about: 'The address of the listener on which the request came in.',
        }),
        field('port', 'int32'),
        field('rack', 'string', {
          versions: '1+',
          nullable: '0+',
          default: null,
          about: 'Null if the broker has none.',
        }),
      ],
    }),
    field('clusterId', 'string', { versions: '2+', nullable: '0+', default: null }),
    field('controllerId', 'int32', {
      versions: '1+',
      default: -1,
      about:
        'A broker that takes requests for the controller, in KRaft any of them; -1 if there is none.',
    }),
    field('topics', '[]MetadataResponseTopic', {
      fields: [
        field('errorCode', 'int16'),
        field('name', 'string', { nullable: '12+', about: 'Null if the topic id is unknown.' }),
        field('topicId', 'uuid', { versions: '10+' }),
        field('isInternal', 'bool', {
          versions: '1+',
          about: 'True for topics of the cluster itself such as `__consumer_offsets`.',
        }),
        field('partitions', '[]MetadataResponsePartition', {
          fields: [
            field('errorCode', 'int16'),
            field('partitionIndex', 'int32'),
            field('leaderId', 'int32', { about: '-1 while the partition has no leader.' }),
            field('leaderEpoch', 'int32', {
              versions: '7+',
              default: -1,
              about: 'Grows with each election of a leader; -1 if unknown.',
            }),
            field('replicaNodes', '[]int32', {
              about: 'The brokers with a replica, the preferred leader first.',
            }),
            field('isrNodes', '[]int32', {
              about: 'The replicas that have caught up with the leader.',
            }),
            field('offlineReplicas', '[]int32', {
              versions: '5+',
              about: 'The replicas whose broker or log directory is down.',
            }),
          ],
        }),
        field('topicAuthorizedOperations', 'int32', {
          versions: '8+',
          default: -2147483648,
          about:
            'Bit n is set if the client may do ACL operation n on the topic; -2147483648 if not asked.',
        }),
      ],
    }),
    field('clusterAuthorizedOperations', 'int32', {
      versions: '8-10',
      default: -2147483648,
      about:
        'Bit n is set if the client may do ACL operation n on the cluster; -2147483648 if not asked.',
    }),
    field('errorCode', 'int16', {
      versions: '13+',
      about: 'REBOOTSTRAP_REQUIRED tells the client to start again from its bootstrap servers.',
    }),
  ],
};
