import { field, type RecordDeclaration } from '../../declaration.ts';

/** Topics and partitions. */
export const topicsRecords: readonly RecordDeclaration[] = [
  {
    name: 'TopicRecord',
    about: 'A topic exists; its partitions follow in PartitionRecords.',
    type: 2,
    versions: '0',
    flexible: '0+',
    fields: [field('name', 'string'), field('topicId', 'uuid')],
  },
  {
    name: 'PartitionRecord',
    about:
      'A partition with all of its state: at its creation, and in snapshots. v1 added log directories (KIP-858), v2 eligible leader replicas (KIP-966).',
    type: 3,
    versions: '0-2',
    flexible: '0+',
    fields: [
      field('partitionId', 'int32', { default: -1 }),
      field('topicId', 'uuid'),
      field('replicas', '[]int32', {
        about: 'The brokers with a replica, the preferred leader first.',
      }),
      field('isr', '[]int32', { about: 'The in-sync replicas.' }),
      field('removingReplicas', '[]int32', {
        about: 'The replicas that go at the end of the reassignment under way.',
      }),
      field('addingReplicas', '[]int32', {
        about: 'The replicas that the reassignment under way adds.',
      }),
      field('leader', 'int32', { default: -1, about: '-1 while there is none.' }),
      field('leaderRecoveryState', 'int8', {
        tag: 0,
        about: '0 recovered, 1 recovering from an unclean election.',
      }),
      field('leaderEpoch', 'int32', {
        default: -1,
        about: 'Grows with each election of a leader.',
      }),
      field('partitionEpoch', 'int32', {
        default: -1,
        about: 'Grows with each change of the partition.',
      }),
      field('directories', '[]uuid', {
        versions: '1+',
        about:
          'The id of the log directory of each of `replicas`; 0 unknown, 1 not assigned yet, 2 lost.',
      }),
      field('eligibleLeaderReplicas', '[]int32', {
        versions: '2+',
        nullable: '0+',
        tag: 1,
        default: null,
        about: 'Replicas outside the in-sync replicas that still have every committed record.',
      }),
      field('lastKnownElr', '[]int32', {
        versions: '2+',
        nullable: '0+',
        tag: 2,
        default: null,
        about:
          'Whom to elect if nobody else is left: the last leader, or former eligible leader replicas.',
      }),
    ],
  },
  {
    name: 'PartitionChangeRecord',
    about:
      'What changed in a partition; each change adds 1 to its partition epoch. v1 added log directories (KIP-858), v2 eligible leader replicas (KIP-966).',
    type: 5,
    versions: '0-2',
    flexible: '0+',
    fields: [
      field('partitionId', 'int32', { default: -1 }),
      field('topicId', 'uuid'),
      field('isr', '[]int32', {
        nullable: '0+',
        tag: 0,
        default: null,
        about: 'Null if unchanged.',
      }),
      field('leader', 'int32', {
        tag: 1,
        default: -2,
        about: '-1 for no leader, -2 if unchanged; else also the leader epoch grows.',
      }),
      field('replicas', '[]int32', {
        nullable: '0+',
        tag: 2,
        default: null,
        about: 'Null if unchanged.',
      }),
      field('removingReplicas', '[]int32', {
        nullable: '0+',
        tag: 3,
        default: null,
        about: 'Null if unchanged.',
      }),
      field('addingReplicas', '[]int32', {
        nullable: '0+',
        tag: 4,
        default: null,
        about: 'Null if unchanged.',
      }),
      field('leaderRecoveryState', 'int8', {
        tag: 5,
        default: -1,
        about: '0 recovered, 1 recovering from an unclean election, -1 if unchanged.',
      }),
      field('directories', '[]uuid', {
        versions: '1+',
        nullable: '0+',
        tag: 8,
        default: null,
        about: 'The id of the log directory of each replica; null if unchanged.',
      }),
      field('eligibleLeaderReplicas', '[]int32', {
        versions: '2+',
        nullable: '0+',
        tag: 6,
        default: null,
        about: 'Null if unchanged.',
      }),
      field('lastKnownElr', '[]int32', {
        versions: '2+',
        nullable: '0+',
        tag: 7,
        default: null,
        about: 'Null if unchanged.',
      }),
    ],
  },
  {
    name: 'RemoveTopicRecord',
    about: 'A topic is deleted with its partitions and settings.',
    type: 9,
    versions: '0',
    flexible: '0+',
    fields: [field('topicId', 'uuid')],
  },
  {
    name: 'ClearElrRecord',
    about:
      'The eligible leader replicas are cleared, because `min.insync.replicas` changed (KIP-966).',
    type: 28,
    versions: '0',
    flexible: '0+',
    fields: [field('topicName', 'string', { about: 'Empty for all topics.' })],
  },
];
