import { type ApiDeclaration, field } from '../declaration.ts';

export const shareAcknowledge: ApiDeclaration = {
  key: 79,
  name: 'ShareAcknowledge',
  about:
    'Sent by members of a share group to leaders: says what became of acquired records, without a fetch (KIP-932). v2 added the renewal of locks (KIP-1222).',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+', about: 'The id from ShareGroupHeartbeat.' }),
    field('shareSessionEpoch', 'int32', {
      about: 'Counts the requests of a share session; -1 closes it and 0 is an error here.',
    }),
    field('isRenewAck', 'bool', {
      versions: '2+',
      about: 'True if the acknowledgements renew locks.',
    }),
    field('topics', '[]AcknowledgeTopic', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]AcknowledgePartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('acknowledgementBatches', '[]AcknowledgementBatch', {
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset', {
                  about: 'The last offset of the range, which belongs to it.',
                }),
                field('acknowledgeTypes', '[]int8', {
                  about:
                    '0 gap, 1 accept, 2 release, 3 reject, 4 renew; one for all offsets or one for each.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', {
      about: 'An error of the share session or of the whole request.',
    }),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('acquisitionLockTimeoutMs', 'int32', {
      versions: '2+',
      about: 'How long a renewed lock holds, in milliseconds.',
    }),
    field('responses', '[]ShareAcknowledgeTopicResponse', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              about: 'Who leads now, sent where the client is wrong about it.',
              fields: [
                field('leaderId', 'int32', { about: '-1 if no leader is known.' }),
                field('leaderEpoch', 'int32'),
              ],
            }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      about: 'The addresses of the brokers that `currentLeader` names.',
      fields: [
        field('nodeId', 'int32'),
        field('host', 'string'),
        field('port', 'int32'),
        field('rack', 'string', {
          nullable: '0+',
          default: null,
          about: 'Null if the broker has none.',
        }),
      ],
    }),
  ],
};
