import { type ApiDeclaration, field } from '../declaration.ts';

export const writeTxnMarkers: ApiDeclaration = {
  key: 27,
  name: 'WriteTxnMarkers',
  about: 'TBD',
  versions: '1-2',
  flexible: '1+',
  listeners: ['broker'],
  request: [
    field('markers', '[]WritableTxnMarker', {
      fields: [
        field('producerId', 'int64'),
        field('producerEpoch', 'int16'),
        field('transactionResult', 'bool'),
        field('topics', '[]WritableTxnMarkerTopic', {
          fields: [field('name', 'string'), field('partitionIndexes', '[]int32')],
        }),
        field('coordinatorEpoch', 'int32'),
        field('transactionVersion', 'int8', { versions: '2+' }),
      ],
    }),
  ],
  response: [
    field('markers', '[]WritableTxnMarkerResult', {
      fields: [
        field('producerId', 'int64'),
        field('topics', '[]WritableTxnMarkerTopicResult', {
          fields: [
            field('name', 'string'),
            field('partitions', '[]WritableTxnMarkerPartitionResult', {
              fields: [field('partitionIndex', 'int32'), field('errorCode', 'int16')],
            }),
          ],
        }),
      ],
    }),
  ],
};
