import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteRecords: ApiDeclaration = {
  key: 21,
  name: 'DeleteRecords',
  about:
    'Sent by admin clients to leaders: moves the start of a log forward, so that the records before it are gone.',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('topics', '[]DeleteRecordsTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]DeleteRecordsPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('offset', 'offset', {
              about: 'The new first offset of the log; -1 for the high watermark.',
            }),
          ],
        }),
      ],
    }),
    field('timeoutMs', 'int32', {
      about: 'How long to wait for the replicas to follow, in milliseconds.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]DeleteRecordsTopicResult', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]DeleteRecordsPartitionResult', {
          fields: [
            field('partitionIndex', 'int32'),
            field('lowWatermark', 'offset', {
              about: 'The smallest log start offset among the live replicas; -1 on an error.',
            }),
            field('errorCode', 'int16'),
          ],
        }),
      ],
    }),
  ],
};
