import { type ApiDeclaration, field } from '../declaration.ts';

export const leaveGroup: ApiDeclaration = {
  key: 13,
  name: 'LeaveGroup',
  about:
    'Sent by members of a classic group, and by admin clients on their behalf, to its coordinator: removes members at once. v3 takes many members and static ones (KIP-345), v5 a reason (KIP-800).',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', { versions: '0-2' }),
    field('members', '[]MemberIdentity', {
      versions: '3+',
      fields: [
        field('memberId', 'string', {
          versions: '3+',
          about: 'Empty if the member is named by its group instance id.',
        }),
        field('groupInstanceId', 'string', {
          versions: '3+',
          nullable: '0+',
          default: null,
          about: 'Removes the static member of this name; null for a dynamic member.',
        }),
        field('reason', 'string', {
          versions: '5+',
          nullable: '0+',
          default: null,
          about: 'Why the member leaves, for the log of the coordinator.',
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16'),
    field('members', '[]MemberResponse', {
      versions: '3+',
      fields: [
        field('memberId', 'string', { versions: '3+' }),
        field('groupInstanceId', 'string', {
          versions: '3+',
          nullable: '0+',
          about: 'The name that keeps a static member through restarts; null for a dynamic member.',
        }),
        field('errorCode', 'int16', { versions: '3+' }),
      ],
    }),
  ],
};
