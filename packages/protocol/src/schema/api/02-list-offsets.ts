import { type ApiDeclaration, field } from '../declaration.ts';

export const listOffsets: ApiDeclaration = {
  key: 2,
  name: 'ListOffsets',
  about:
    'Sent by consumers, admin clients and replicas to leaders: finds the offset of a timestamp, or the start or end of a log. v2 added isolation levels, v4 leader epochs, v7 the largest timestamp (KIP-734), v8, v9 and v11 tiered storage.',
  versions: '1-11',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('replicaId', 'int32', {
      about:
        'The node id of a follower, which sees records above the high watermark; -1 for a consumer, -2 for tools.',
    }),
    field('isolationLevel', 'int8', {
      versions: '2+',
      about:
        '0 read_uncommitted: latest is the high watermark; 1 read_committed: the last stable offset.',
    }),
    field('topics', '[]ListOffsetsTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ListOffsetsPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('currentLeaderEpoch', 'int32', {
              versions: '4+',
              default: -1,
              about:
                'The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.',
            }),
            field('timestamp', 'timestamp', {
              about:
                'Or -1 latest, -2 earliest, -3 largest timestamp, -4 earliest local, -5 latest tiered, -6 earliest not yet tiered.',
            }),
          ],
        }),
      ],
    }),
    field('timeoutMs', 'int32', {
      versions: '10+',
      about: 'How long to wait for tiered storage, in milliseconds.',
    }),
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
            field('timestamp', 'timestamp', {
              versions: '1+',
              default: -1,
              about:
                'The timestamp of the record found; -1 if none was found or an end of the log was asked for.',
            }),
            field('offset', 'offset', {
              versions: '1+',
              default: -1,
              about:
                'The first offset whose record has at least the timestamp asked for; -1 if there is none.',
            }),
            field('leaderEpoch', 'int32', {
              versions: '4+',
              default: -1,
              about: 'The leader epoch of the record at the offset; -1 if unknown.',
            }),
          ],
        }),
      ],
    }),
  ],
};
