import { type ApiDeclaration, field } from '../declaration.ts';

export const describeLogDirs: ApiDeclaration = {
  key: 35,
  name: 'DescribeLogDirs',
  about: 'TBD',
  versions: '1-5',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('topics', '[]DescribableLogDirTopic', {
      nullable: '0+',
      fields: [field('topic', 'string'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '3+' }),
    field('results', '[]DescribeLogDirsResult', {
      fields: [
        field('errorCode', 'int16'),
        field('logDir', 'string'),
        field('topics', '[]DescribeLogDirsTopic', {
          fields: [
            field('name', 'string'),
            field('partitions', '[]DescribeLogDirsPartition', {
              fields: [
                field('partitionIndex', 'int32'),
                field('partitionSize', 'count'),
                field('offsetLag', 'count'),
                field('isFutureKey', 'bool'),
              ],
            }),
          ],
        }),
        field('totalBytes', 'count', { versions: '4+', default: -1 }),
        field('usableBytes', 'count', { versions: '4+', default: -1 }),
        field('isCordoned', 'bool', { versions: '5+' }),
      ],
    }),
  ],
};
