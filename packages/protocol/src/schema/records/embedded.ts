import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const embedded: RecordFamilyDeclaration = {
  name: 'embedded',
  about: 'Messages inside the bytes of other messages.',
  records: [
    {
      name: 'ConsumerProtocolSubscription',
      about:
        'What a consumer sends in JoinGroup, for the leader of its classic group. v1 added owned partitions (KIP-429), v2 the generation (KIP-792) and v3 the rack (KIP-881).',
      versions: '0-3',
      flexible: 'none',
      fields: [
        field('topics', '[]string'),
        field('userData', 'bytes', {
          nullable: '0+',
          default: null,
          about: 'Bytes for the assignor; null if it needs none.',
        }),
        field('ownedPartitions', '[]TopicPartition', {
          versions: '1+',
          about: 'The partitions that the consumer has at the moment.',
          fields: [
            field('topic', 'string', { versions: '1+' }),
            field('partitions', '[]int32', { versions: '1+' }),
          ],
        }),
        field('generationId', 'int32', {
          versions: '2+',
          default: -1,
          about:
            'The generation of `ownedPartitions`, so that the leader can tell which claim is older; -1 if none.',
        }),
        field('rackId', 'string', {
          versions: '3+',
          nullable: '0+',
          default: null,
          about: 'Null if there is none.',
        }),
      ],
    },
    {
      name: 'ConsumerProtocolAssignment',
      about:
        'What the leader of a classic group assigns to a consumer by SyncGroup; all versions have the same fields.',
      versions: '0-3',
      flexible: 'none',
      fields: [
        field('assignedPartitions', '[]TopicPartition', {
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
        field('userData', 'bytes', {
          nullable: '0+',
          default: null,
          about: 'Bytes from the assignor; null if it needs none.',
        }),
      ],
    },
    {
      name: 'DefaultPrincipalData',
      about:
        'The principal of a client inside an Envelope, so that the controller can authorize the forwarded request (KIP-590).',
      versions: '0',
      flexible: '0+',
      fields: [
        field('type', 'string', { about: 'Usually `User`.' }),
        field('name', 'string'),
        field('tokenAuthenticated', 'bool', {
          about: 'True if the client authenticated with a delegation token.',
        }),
      ],
    },
  ],
};
