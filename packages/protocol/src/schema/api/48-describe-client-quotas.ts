import { type ApiDeclaration, field } from '../declaration.ts';

export const describeClientQuotas: ApiDeclaration = {
  key: 48,
  name: 'DescribeClientQuotas',
  about: 'TBD',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker'],
  request: [
    field('components', '[]ComponentData', {
      fields: [
        field('entityType', 'string'),
        field('matchType', 'int8'),
        field('match', 'string', { nullable: '0+' }),
      ],
    }),
    field('strict', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('entries', '[]EntryData', {
      nullable: '0+',
      fields: [
        field('entity', '[]EntityData', {
          fields: [
            field('entityType', 'string'),
            field('entityName', 'string', { nullable: '0+' }),
          ],
        }),
        field('values', '[]ValueData', {
          fields: [field('key', 'string'), field('value', 'float64')],
        }),
      ],
    }),
  ],
};
