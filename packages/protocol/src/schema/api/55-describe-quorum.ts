import { type ApiDeclaration, field } from '../declaration.ts';

export const describeQuorum: ApiDeclaration = {
  key: 55,
  name: 'DescribeQuorum',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', { fields: [field('partitionIndex', 'int32')] }),
      ],
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { versions: '2+', nullable: '0+' }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { versions: '2+', nullable: '0+' }),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32'),
            field('highWatermark', 'offset'),
            field('currentVoters', '[]ReplicaState', {
              fields: [
                field('replicaId', 'int32'),
                field('replicaDirectoryId', 'uuid', { versions: '2+' }),
                field('logEndOffset', 'offset'),
                field('lastFetchTimestamp', 'timestamp', { versions: '1+', default: -1 }),
                field('lastCaughtUpTimestamp', 'timestamp', { versions: '1+', default: -1 }),
              ],
            }),
            field('observers', '[]ReplicaState', {
              fields: [
                field('replicaId', 'int32'),
                field('replicaDirectoryId', 'uuid', { versions: '2+' }),
                field('logEndOffset', 'offset'),
                field('lastFetchTimestamp', 'timestamp', { versions: '1+', default: -1 }),
                field('lastCaughtUpTimestamp', 'timestamp', { versions: '1+', default: -1 }),
              ],
            }),
          ],
        }),
      ],
    }),
    field('nodes', '[]Node', {
      versions: '2+',
      fields: [
        field('nodeId', 'int32', { versions: '2+' }),
        field('listeners', '[]Listener', {
          versions: '2+',
          fields: [
            field('name', 'string', { versions: '2+' }),
            field('host', 'string', { versions: '2+' }),
            field('port', 'uint16', { versions: '2+' }),
          ],
        }),
      ],
    }),
  ],
};
