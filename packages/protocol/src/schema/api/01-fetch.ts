import { type ApiDeclaration, field } from '../declaration.ts';

export const fetch: ApiDeclaration = {
  key: 1,
  name: 'Fetch',
  about: 'TBD',
  versions: '4-18',
  flexible: '12+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', { versions: '12+', nullable: '0+', tag: 0, default: null }),
    field('replicaId', 'int32', { versions: '0-14', default: -1 }),
    field('replicaState', 'ReplicaState', {
      versions: '15+',
      tag: 1,
      fields: [
        field('replicaId', 'int32', { versions: '15+', default: -1 }),
        field('replicaEpoch', 'int64', { versions: '15+', default: -1 }),
      ],
    }),
    field('maxWaitMs', 'int32'),
    field('minBytes', 'int32'),
    field('maxBytes', 'int32', { versions: '3+', default: 2147483647 }),
    field('isolationLevel', 'int8', { versions: '4+' }),
    field('sessionId', 'int32', { versions: '7+' }),
    field('sessionEpoch', 'int32', { versions: '7+', default: -1 }),
    field('topics', '[]FetchTopic', {
      fields: [
        field('topic', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]FetchPartition', {
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32', { versions: '9+', default: -1 }),
            field('fetchOffset', 'offset'),
            field('lastFetchedEpoch', 'int32', { versions: '12+', default: -1 }),
            field('logStartOffset', 'offset', { versions: '5+', default: -1 }),
            field('partitionMaxBytes', 'int32'),
            field('replicaDirectoryId', 'uuid', { versions: '17+', tag: 0 }),
            field('highWatermark', 'offset', { versions: '18+', tag: 1, default: 'maxInt64' }),
          ],
        }),
      ],
    }),
    field('forgottenTopicsData', '[]ForgottenTopic', {
      versions: '7+',
      fields: [
        field('topic', 'string', { versions: '7-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]int32', { versions: '7+' }),
      ],
    }),
    field('rackId', 'string', { versions: '11+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16', { versions: '7+' }),
    field('sessionId', 'int32', { versions: '7+' }),
    field('responses', '[]FetchableTopicResponse', {
      fields: [
        field('topic', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('highWatermark', 'offset'),
            field('lastStableOffset', 'offset', { versions: '4+', default: -1 }),
            field('logStartOffset', 'offset', { versions: '5+', default: -1 }),
            field('divergingEpoch', 'EpochEndOffset', {
              versions: '12+',
              tag: 0,
              fields: [
                field('epoch', 'int32', { versions: '12+', default: -1 }),
                field('endOffset', 'offset', { versions: '12+', default: -1 }),
              ],
            }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              versions: '12+',
              tag: 1,
              fields: [
                field('leaderId', 'int32', { versions: '12+', default: -1 }),
                field('leaderEpoch', 'int32', { versions: '12+', default: -1 }),
              ],
            }),
            field('snapshotId', 'SnapshotId', {
              versions: '12+',
              tag: 2,
              fields: [
                field('endOffset', 'offset', { default: -1 }),
                field('epoch', 'int32', { default: -1 }),
              ],
            }),
            field('abortedTransactions', '[]AbortedTransaction', {
              versions: '4+',
              nullable: '0+',
              fields: [
                field('producerId', 'int64', { versions: '4+' }),
                field('firstOffset', 'offset', { versions: '4+' }),
              ],
            }),
            field('preferredReadReplica', 'int32', { versions: '11+', default: -1 }),
            field('records', 'records', { nullable: '0+' }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '16+',
      tag: 0,
      fields: [
        field('nodeId', 'int32', { versions: '16+' }),
        field('host', 'string', { versions: '16+' }),
        field('port', 'int32', { versions: '16+' }),
        field('rack', 'string', { versions: '16+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
