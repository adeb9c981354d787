import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteRecords: ApiDeclaration = {
  key: 21,
  name: 'DeleteRecords',
  about: 'TBD',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('topics', '[]DeleteRecordsTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]DeleteRecordsPartition', {
          fields: [field('partitionIndex', 'int32'), field('offset', 'offset')],
        }),
      ],
    }),
    field('timeoutMs', 'int32'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]DeleteRecordsTopicResult', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]DeleteRecordsPartitionResult', {
          fields: [
            field('partitionIndex', 'int32'),
            field('lowWatermark', 'offset'),
            field('errorCode', 'int16'),
          ],
        }),
      ],
    }),
  ],
};
