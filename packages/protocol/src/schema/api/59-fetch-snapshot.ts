import { type ApiDeclaration, field } from '../declaration.ts';

export const fetchSnapshot: ApiDeclaration = {
  key: 59,
  name: 'FetchSnapshot',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', tag: 0, default: null }),
    field('replicaId', 'int32', { default: -1 }),
    field('maxBytes', 'int32', { default: 2147483647 }),
    field('topics', '[]TopicSnapshot', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]PartitionSnapshot', {
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32'),
            field('snapshotId', 'SnapshotId', {
              fields: [field('endOffset', 'offset'), field('epoch', 'int32')],
            }),
            field('position', 'count'),
            field('replicaDirectoryId', 'uuid', { versions: '1+', tag: 0 }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('topics', '[]TopicSnapshot', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]PartitionSnapshot', {
          fields: [
            field('index', 'int32'),
            field('errorCode', 'int16'),
            field('snapshotId', 'SnapshotId', {
              fields: [field('endOffset', 'offset'), field('epoch', 'int32')],
            }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              tag: 0,
              fields: [field('leaderId', 'int32'), field('leaderEpoch', 'int32')],
            }),
            field('size', 'count'),
            field('position', 'count'),
            field('unalignedRecords', 'records'),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '1+',
      tag: 0,
      fields: [
        field('nodeId', 'int32', { versions: '1+' }),
        field('host', 'string', { versions: '1+' }),
        field('port', 'uint16', { versions: '1+' }),
      ],
    }),
  ],
};
