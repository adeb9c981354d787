import { field, type RecordDeclaration } from '../../declaration.ts';

/** Groups of the classic protocol. */
export const classicGroupRecords: readonly RecordDeclaration[] = [
  {
    name: 'GroupMetadataKey',
    about: 'The key of a classic group.',
    type: 2,
    versions: '0',
    flexible: 'none',
    fields: [field('group', 'string')],
  },
  {
    name: 'GroupMetadataValue',
    about:
      'A classic group after a rebalance: its generation, members and assignment; a missing value deletes the group. v1 added the rebalance timeout, v2 the time of the state and v3 static members.',
    type: 2,
    versions: '0-4',
    flexible: '4+',
    fields: [
      field('protocolType', 'string', { about: 'What the group is, such as `consumer`.' }),
      field('generation', 'int32', { about: 'Counts the rebalances of the group.' }),
      field('protocol', 'string', {
        nullable: '0+',
        about: 'The protocol that was picked, such as an assignor; null if there is none.',
      }),
      field('leader', 'string', {
        nullable: '0+',
        about: 'The member id of the leader; null if there is none.',
      }),
      field('currentStateTimestamp', 'timestamp', {
        versions: '2+',
        default: -1,
        about: 'When the group came into its state; -1 if unknown.',
      }),
      field('members', '[]MemberMetadata', {
        fields: [
          field('memberId', 'string'),
          field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
          field('clientId', 'string'),
          field('clientHost', 'string'),
          field('rebalanceTimeout', 'int32', {
            versions: '1+',
            default: -1,
            about: 'In milliseconds; -1 for the session timeout.',
          }),
          field('sessionTimeout', 'int32', { about: 'In milliseconds.' }),
          field('subscription', 'bytes', {
            about: 'What the member sent in JoinGroup for the protocol that was picked.',
          }),
          field('assignment', 'bytes', { about: 'The part of the member from SyncGroup.' }),
        ],
      }),
    ],
  },
];
