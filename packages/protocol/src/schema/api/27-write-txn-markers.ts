import { type ApiDeclaration, field } from '../declaration.ts';

export const writeTxnMarkers: ApiDeclaration = {
  key: 27,
  name: 'WriteTxnMarkers',
  about:
    'Sent by the transaction coordinator to leaders, or by admin clients to abort: writes the marker that ends a transaction. v2 added the transaction version (KIP-1228).',
  versions: '1-2',
  flexible: '1+',
  listeners: ['broker'],
  request: [
    field('markers', '[]WritableTxnMarker', {
      fields: [
        field('producerId', 'int64'),
        field('producerEpoch', 'int16'),
        field('transactionResult', 'bool', {
          about: 'True for a commit marker, false for an abort marker.',
        }),
        field('topics', '[]WritableTxnMarkerTopic', {
          fields: [field('name', 'string'), field('partitionIndexes', '[]int32')],
        }),
        field('coordinatorEpoch', 'int32', {
          about:
            'The leader epoch of the coordinator in `__transaction_state`, which fences an earlier coordinator.',
        }),
        field('transactionVersion', 'int8', {
          versions: '2+',
          about:
            '0 or 1 for classic markers; 2 for markers with a new epoch, which the leader checks more strictly.',
        }),
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
