import { type ApiDeclaration, field } from '../declaration.ts';

export const describeProducers: ApiDeclaration = {
  key: 61,
  name: 'DescribeProducers',
  about: 'TBD',
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
                field('lastSequence', 'int32', { default: -1 }),
                field('lastTimestamp', 'timestamp', { default: -1 }),
                field('coordinatorEpoch', 'int32'),
                field('currentTxnStartOffset', 'offset', { default: -1 }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
};
