import { type ApiDeclaration, field } from '../declaration.ts';

export const alterClientQuotas: ApiDeclaration = {
  key: 49,
  name: 'AlterClientQuotas',
  about: 'TBD',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker', 'controller'],
  request: [
    field('entries', '[]EntryData', {
      fields: [
        field('entity', '[]EntityData', {
          fields: [
            field('entityType', 'string'),
            field('entityName', 'string', { nullable: '0+' }),
          ],
        }),
        field('ops', '[]OpData', {
          fields: [field('key', 'string'), field('value', 'float64'), field('remove', 'bool')],
        }),
      ],
    }),
    field('validateOnly', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('entries', '[]EntryData', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('entity', '[]EntityData', {
          fields: [
            field('entityType', 'string'),
            field('entityName', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
};
