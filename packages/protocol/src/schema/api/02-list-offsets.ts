import { type ApiDeclaration, field } from '../declaration.ts';

export const listOffsets: ApiDeclaration = {
  key: 2,
  name: 'ListOffsets',
  about: 'TBD',
  versions: '1-11',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('replicaId', 'int32'),
    field('isolationLevel', 'int8', { versions: '2+' }),
    field('topics', '[]ListOffsetsTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ListOffsetsPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('currentLeaderEpoch', 'int32', { versions: '4+', default: -1 }),
            field('timestamp', 'timestamp'),
          ],
        }),
      ],
    }),
    field('timeoutMs', 'int32', { versions: '10+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '2+' }),
    field('topics', '[]ListOffsetsTopicResponse', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ListOffsetsPartitionResponse', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('timestamp', 'timestamp', { versions: '1+', default: -1 }),
            field('offset', 'offset', { versions: '1+', default: -1 }),
            field('leaderEpoch', 'int32', { versions: '4+', default: -1 }),
          ],
        }),
      ],
    }),
  ],
};
