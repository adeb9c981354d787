import { type ApiDeclaration, field } from '../declaration.ts';

export const describeClientQuotas: ApiDeclaration = {
  key: 48,
  name: 'DescribeClientQuotas',
  about:
    'Sent by admin clients to any broker: the quotas of users, client ids and addresses that match a filter (KIP-546).',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker'],
  request: [
    field('components', '[]ComponentData', {
      about: 'Conditions that must all hold; empty matches every entity.',
      fields: [
        field('entityType', 'string', { about: 'user, client-id or ip.' }),
        field('matchType', 'int8', {
          about:
            '0 the name in `match`, 1 the default entity, 2 any entity of the type, the default too.',
        }),
        field('match', 'string', { nullable: '0+', about: 'Null unless `matchType` is 0.' }),
      ],
    }),
    field('strict', 'bool', {
      about: 'True to leave out entities that have types besides those in `components`.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('entries', '[]EntryData', {
      nullable: '0+',
      about: 'Null on an error.',
      fields: [
        field('entity', '[]EntityData', {
          fields: [
            field('entityType', 'string', { about: 'user, client-id or ip.' }),
            field('entityName', 'string', {
              nullable: '0+',
              about: 'Null for the default entity of the type.',
            }),
          ],
        }),
        field('values', '[]ValueData', {
          fields: [
            field('key', 'string', {
              about:
                'Such as producer_byte_rate, consumer_byte_rate, request_percentage or controller_mutation_rate.',
            }),
            field('value', 'float64'),
          ],
        }),
      ],
    }),
  ],
};
