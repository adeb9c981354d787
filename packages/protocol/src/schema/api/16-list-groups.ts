import { type ApiDeclaration, field } from '../declaration.ts';

export const listGroups: ApiDeclaration = {
  key: 16,
  name: 'ListGroups',
  about:
    'Sent by admin clients to every broker: the groups of which the broker is the coordinator. v4 filters by state (KIP-518), v5 by type (KIP-848).',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('statesFilter', '[]string', {
      versions: '4+',
      about: 'The states to return, in any case of letters; empty for all.',
    }),
    field('typesFilter', '[]string', {
      versions: '5+',
      about: 'The types to return, in any case of letters; empty for all.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16'),
    field('groups', '[]ListedGroup', {
      fields: [
        field('groupId', 'string'),
        field('protocolType', 'string', {
          about:
            'Such as `consumer`, `connect`, `share` or `streams`; empty for a group that never had members.',
        }),
        field('groupState', 'string', { versions: '4+' }),
        field('groupType', 'string', {
          versions: '5+',
          about: 'classic, consumer, share or streams.',
        }),
      ],
    }),
  ],
};
