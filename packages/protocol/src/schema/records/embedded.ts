import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const embedded: RecordFamilyDeclaration = {
  name: 'embedded',
  about: 'Messages inside the bytes of other messages.',
  records: [
    {
      name: 'ConsumerProtocolSubscription',
      about: 'TBD',
      versions: '0-3',
      flexible: 'none',
      fields: [
        field('topics', '[]string'),
        field('userData', 'bytes', { nullable: '0+', default: null }),
        field('ownedPartitions', '[]TopicPartition', {
          versions: '1+',
          fields: [
            field('topic', 'string', { versions: '1+' }),
            field('partitions', '[]int32', { versions: '1+' }),
          ],
        }),
        field('generationId', 'int32', { versions: '2+', default: -1 }),
        field('rackId', 'string', { versions: '3+', nullable: '0+', default: null }),
      ],
    },
    {
      name: 'ConsumerProtocolAssignment',
      about: 'TBD',
      versions: '0-3',
      flexible: 'none',
      fields: [
        field('assignedPartitions', '[]TopicPartition', {
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
        field('userData', 'bytes', { nullable: '0+', default: null }),
      ],
    },
    {
      name: 'DefaultPrincipalData',
      about: 'TBD',
      versions: '0',
      flexible: '0+',
      fields: [
        field('type', 'string'),
        field('name', 'string'),
        field('tokenAuthenticated', 'bool'),
      ],
    },
  ],
};
