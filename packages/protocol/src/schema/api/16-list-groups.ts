import { type ApiDeclaration, field } from '../declaration.ts';

export const listGroups: ApiDeclaration = {
  key: 16,
  name: 'ListGroups',
  about: 'TBD',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('statesFilter', '[]string', { versions: '4+' }),
    field('typesFilter', '[]string', { versions: '5+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16'),
    field('groups', '[]ListedGroup', {
      fields: [
        field('groupId', 'string'),
        field('protocolType', 'string'),
        field('groupState', 'string', { versions: '4+' }),
        field('groupType', 'string', { versions: '5+' }),
      ],
    }),
  ],
};
