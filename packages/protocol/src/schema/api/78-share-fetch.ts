import { type ApiDeclaration, field } from '../declaration.ts';

export const shareFetch: ApiDeclaration = {
  key: 78,
  name: 'ShareFetch',
  about:
    'Sent by members of a share group to leaders: acquires records for a limited time, and acknowledges earlier ones (KIP-932). v2 added acquire modes (KIP-1206) and the renewal of locks (KIP-1222).',
  versions: '1-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string', { nullable: '0+', about: 'The id from ShareGroupHeartbeat.' }),
    field('shareSessionEpoch', 'int32', {
      about: 'Counts the requests of a share session: 0 opens one, -1 closes it.',
    }),
    field('maxWaitMs', 'int32', { about: 'How long to wait for `minBytes`, in milliseconds.' }),
    field('minBytes', 'int32', {
      about: 'The response waits until this many bytes are there; 0 answers at once.',
    }),
    field('maxBytes', 'int32', {
      default: 2147483647,
      about: 'A soft limit for the response: the first batch is returned even if it is larger.',
    }),
    field('maxRecords', 'int32', {
      versions: '1+',
      about: 'How many records to acquire; more may come, up to the end of a record batch.',
    }),
    field('batchSize', 'int32', {
      versions: '1+',
      about: 'How many records the client would like in each of `acquiredRecords`.',
    }),
    field('shareAcquireMode', 'int8', {
      versions: '2+',
      about: '0 whole record batches beyond `maxRecords`, 1 never more than `maxRecords`.',
    }),
    field('isRenewAck', 'bool', {
      versions: '2+',
      about:
        'True if acknowledgements renew locks; then nothing is fetched and all limits must be 0.',
    }),
    field('topics', '[]FetchTopic', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]FetchPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('partitionMaxBytes', 'int32', { versions: '0', about: 'Gone since v1.' }),
            field('acknowledgementBatches', '[]AcknowledgementBatch', {
              about: 'What became of records that were acquired earlier.',
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
    field('forgottenTopicsData', '[]ForgottenTopic', {
      about: 'The partitions to take out of the share session.',
      fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', {
      about:
        'How long the broker will now ignore the connection because of a quota, in milliseconds.',
    }),
    field('errorCode', 'int16', {
      about: 'An error of the share session or of the whole request.',
    }),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('acquisitionLockTimeoutMs', 'int32', {
      versions: '1+',
      about: 'How long the member holds the records, in milliseconds; then others may get them.',
    }),
    field('responses', '[]ShareFetchableTopicResponse', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16', { about: 'An error of the fetch.' }),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('acknowledgeErrorCode', 'int16', {
              about: 'An error of the acknowledgements, which leaves the fetch alone.',
            }),
            field('acknowledgeErrorMessage', 'string', { nullable: '0+', default: null }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              about: 'Who leads now, sent where the client is wrong about it.',
              fields: [
                field('leaderId', 'int32', { about: '-1 if no leader is known.' }),
                field('leaderEpoch', 'int32'),
              ],
            }),
            field('records', 'records', {
              nullable: '0',
              about: 'Whole record batches; only those in `acquiredRecords` are for the member.',
            }),
            field('acquiredRecords', '[]AcquiredRecords', {
              about: 'The ranges of offsets that the member now holds.',
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset', {
                  about: 'The last offset of the range, which belongs to it.',
                }),
                field('deliveryCount', 'int16', {
                  about: 'How often the records have been delivered, this time included.',
                }),
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
