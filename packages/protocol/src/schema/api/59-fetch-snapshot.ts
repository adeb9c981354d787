import { type ApiDeclaration, field } from '../declaration.ts';

export const fetchSnapshot: ApiDeclaration = {
  key: 59,
  name: 'FetchSnapshot',
  about:
    'Sent by KRaft replicas to the leader, after Fetch named a snapshot: a piece of the snapshot (KIP-630). v1 added directory ids and addresses (KIP-853).',
  versions: '0-1',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', {
      nullable: '0+',
      tag: 0,
      default: null,
      about: 'Null skips the check.',
    }),
    field('replicaId', 'int32', {
      default: -1,
      about: 'The node id of the sender; -1 for a client that is no replica.',
    }),
    field('maxBytes', 'int32', {
      default: 2147483647,
      about: 'How many bytes of snapshots to return at most.',
    }),
    field('topics', '[]TopicSnapshot', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]PartitionSnapshot', {
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32', {
              about:
                'The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.',
            }),
            field('snapshotId', 'SnapshotId', {
              fields: [
                field('endOffset', 'offset', {
                  about: 'The offset after the last record that the snapshot covers.',
                }),
                field('epoch', 'int32', {
                  about: 'The leader epoch of the last record that the snapshot covers.',
                }),
              ],
            }),
            field('position', 'count', { about: 'The byte of the snapshot to start from.' }),
            field('replicaDirectoryId', 'uuid', {
              versions: '1+',
              tag: 0,
              about: 'The log directory of the sender.',
            }),
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
              fields: [
                field('endOffset', 'offset', {
                  about: 'The offset after the last record that the snapshot covers.',
                }),
                field('epoch', 'int32', {
                  about: 'The leader epoch of the last record that the snapshot covers.',
                }),
              ],
            }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              tag: 0,
              about: 'Who leads now, sent where the sender is wrong about it.',
              fields: [
                field('leaderId', 'int32', { about: '-1 if no leader is known.' }),
                field('leaderEpoch', 'int32'),
              ],
            }),
            field('size', 'count', { about: 'The bytes of the whole snapshot.' }),
            field('position', 'count', {
              about: 'The byte of the snapshot at which this piece starts.',
            }),
            field('unalignedRecords', 'records', {
              about: 'A piece of the file, which may start and end within a record batch.',
            }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '1+',
      tag: 0,
      about: 'The addresses of the leaders in the response.',
      fields: [
        field('nodeId', 'int32', { versions: '1+' }),
        field('host', 'string', { versions: '1+' }),
        field('port', 'uint16', { versions: '1+' }),
      ],
    }),
  ],
};
