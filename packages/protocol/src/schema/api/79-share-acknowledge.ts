import { type ApiDeclaration, field } from '../declaration.ts';

export const shareAcknowledge: ApiDeclaration = {
  key: 79,
  name: 'ShareAcknowledge',
  about: 'TBD',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+' }),
    field('shareSessionEpoch', 'int32'),
    field('isRenewAck', 'bool', { versions: '2+' }),
    field('topics', '[]AcknowledgeTopic', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]AcknowledgePartition', {
          fields: [
            field('partitionIndex', 'int32'),
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
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('acquisitionLockTimeoutMs', 'int32', { versions: '2+' }),
    field('responses', '[]ShareAcknowledgeTopicResponse', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              fields: [field('leaderId', 'int32'), field('leaderEpoch', 'int32')],
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
