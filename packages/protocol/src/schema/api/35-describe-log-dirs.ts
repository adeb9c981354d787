import { type ApiDeclaration, field } from '../declaration.ts';

export const describeLogDirs: ApiDeclaration = {
  key: 35,
  name: 'DescribeLogDirs',
  about:
    'Sent by admin clients to a broker: what lies in its log directories and how large it is. v3 added an error for the whole response, v4 the size of the volume (KIP-827), v5 cordoned directories.',
  versions: '1-5',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('topics', '[]DescribableLogDirTopic', {
      nullable: '0+',
      about: 'Null for all partitions.',
      fields: [field('topic', 'string'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '3+' }),
    field('results', '[]DescribeLogDirsResult', {
      fields: [
        field('errorCode', 'int16'),
        field('logDir', 'string', { about: 'The absolute path.' }),
        field('topics', '[]DescribeLogDirsTopic', {
          fields: [
            field('name', 'string'),
            field('partitions', '[]DescribeLogDirsPartition', {
              fields: [
                field('partitionIndex', 'int32'),
                field('partitionSize', 'count', { about: 'The bytes of all segments.' }),
                field('offsetLag', 'count', {
                  about:
                    'How many offsets the replica is behind the high watermark, or a future replica behind the current one.',
                }),
                field('isFutureKey', 'bool', {
                  about:
                    'True for the copy in the making that AlterReplicaLogDirs will put in place of the current replica.',
                }),
              ],
            }),
          ],
        }),
        field('totalBytes', 'count', {
          versions: '4+',
          default: -1,
          about: 'The size of the volume, without tiered storage; -1 if unknown.',
        }),
        field('usableBytes', 'count', {
          versions: '4+',
          default: -1,
          about: 'The free bytes of the volume; -1 if unknown.',
        }),
        field('isCordoned', 'bool', {
          versions: '5+',
          about: 'True if the directory gets no new replicas.',
        }),
      ],
    }),
  ],
};
