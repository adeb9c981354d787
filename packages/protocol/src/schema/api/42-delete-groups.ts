import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteGroups: ApiDeclaration = {
  key: 42,
  name: 'DeleteGroups',
  about:
    'Sent by admin clients to the group coordinator: deletes groups without members, with their offsets. v3 added error messages.',
  versions: '0-3',
  announced: '0-2',
  flexible: '2+',
  listeners: ['broker'],
  request: [field('groupsNames', '[]string')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]DeletableGroupResult', {
      fields: [
        field('groupId', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { versions: '3+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
