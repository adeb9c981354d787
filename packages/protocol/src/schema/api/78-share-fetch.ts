import { type ApiDeclaration, field } from '../declaration.ts';

export const shareFetch: ApiDeclaration = {
  key: 78,
  name: 'ShareFetch',
  about: 'TBD',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+' }),
    field('shareSessionEpoch', 'int32'),
    field('maxWaitMs', 'int32'),
    field('minBytes', 'int32'),
    field('maxBytes', 'int32', { default: 2147483647 }),
    field('maxRecords', 'int32', { versions: '1+' }),
    field('batchSize', 'int32', { versions: '1+' }),
    field('shareAcquireMode', 'int8', { versions: '2+' }),
    field('isRenewAck', 'bool', { versions: '2+' }),
    field('topics', '[]FetchTopic', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]FetchPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('partitionMaxBytes', 'int32', { versions: '0' }),
            field('acknowledgementBatches', '[]AcknowledgementBatch', {
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset'),
                field('acknowledgeTypes', '[]int8'),
              ],
            }),
          ],
        }),
      ],
    }),
    field('forgottenTopicsData', '[]ForgottenTopic', {
      fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('acquisitionLockTimeoutMs', 'int32', { versions: '1+' }),
    field('responses', '[]ShareFetchableTopicResponse', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('acknowledgeErrorCode', 'int16'),
            field('acknowledgeErrorMessage', 'string', { nullable: '0+', default: null }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              fields: [field('leaderId', 'int32'), field('leaderEpoch', 'int32')],
            }),
            field('records', 'records', { nullable: '0' }),
            field('acquiredRecords', '[]AcquiredRecords', {
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset'),
                field('deliveryCount', 'int16'),
              ],
            }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      fields: [
        field('nodeId', 'int32'),
        field('host', 'string'),
        field('port', 'int32'),
        field('rack', 'string', { nullable: '0+', default: null }),
      ],
    }),
  ],
};
