import { type ApiDeclaration, field } from '../declaration.ts';

export const syncGroup: ApiDeclaration = {
  key: 14,
  name: 'SyncGroup',
  about:
    'Sent by members of a classic group to its coordinator after JoinGroup: the leader hands in the assignment, all get their part. v3 added static members, v5 checks protocol type and name (KIP-559).',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationId', 'int32', { about: 'The generation from the response of JoinGroup.' }),
    field('memberId', 'string'),
    field('groupInstanceId', 'string', {
      versions: '3+',
      nullable: '0+',
      default: null,
      about: 'The name that keeps a static member through restarts; null for a dynamic member.',
    }),
    field('protocolType', 'string', {
      versions: '5+',
      nullable: '0+',
      default: null,
      about: 'The protocol type from JoinGroup, which must match; null to skip the check.',
    }),
    field('protocolName', 'string', {
      versions: '5+',
      nullable: '0+',
      default: null,
      about: 'The protocol from JoinGroup, which must match; null to skip the check.',
    }),
    field('assignments', '[]SyncGroupRequestAssignment', {
      about: 'The part of each member, from the leader; empty from the others.',
      fields: [
        field('memberId', 'string'),
        field('assignment', 'bytes', {
          about: 'Opaque to the coordinator; of consumers a ConsumerProtocolAssignment.',
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16'),
    field('protocolType', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('protocolName', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('assignment', 'bytes', {
      about: 'Opaque to the coordinator; of consumers a ConsumerProtocolAssignment.',
    }),
  ],
};
