import { type ApiDeclaration, field } from '../declaration.ts';

export const describeProducers: ApiDeclaration = {
  key: 61,
  name: 'DescribeProducers',
  about:
    'Sent by admin clients to leaders: the producers that wrote to a partition, to find hanging transactions (KIP-664).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('topics', '[]TopicRequest', {
      fields: [field('name', 'string'), field('partitionIndexes', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]TopicResponse', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]PartitionResponse', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('activeProducers', '[]ProducerState', {
              fields: [
                field('producerId', 'int64'),
                field('producerEpoch', 'int32'),
                field('lastSequence', 'int32', {
                  default: -1,
                  about: 'The sequence number of its last record; -1 if none.',
                }),
                field('lastTimestamp', 'timestamp', {
                  default: -1,
                  about: 'The timestamp of its last record batch; -1 if none.',
                }),
                field('coordinatorEpoch', 'int32', {
                  about: 'The coordinator epoch of its last transaction marker; -1 if none.',
                }),
                field('currentTxnStartOffset', 'offset', {
                  default: -1,
                  about: 'The first offset of its open transaction; -1 if none is open.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
};
