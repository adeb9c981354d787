import { type ApiDeclaration, field } from '../declaration.ts';

export const leaveGroup: ApiDeclaration = {
  key: 13,
  name: 'LeaveGroup',
  about: 'TBD',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', { versions: '0-2' }),
    field('members', '[]MemberIdentity', {
      versions: '3+',
      fields: [
        field('memberId', 'string', { versions: '3+' }),
        field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
        field('reason', 'string', { versions: '5+', nullable: '0+', default: null }),
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
        field('groupInstanceId', 'string', { versions: '3+', nullable: '0+' }),
        field('errorCode', 'int16', { versions: '3+' }),
      ],
    }),
  ],
};
