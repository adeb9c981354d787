import { type ApiDeclaration, field } from '../declaration.ts';

export const alterClientQuotas: ApiDeclaration = {
  key: 49,
  name: 'AlterClientQuotas',
  about:
    'Sent by admin clients to the controller, through any broker: sets quotas of users, client ids and addresses (KIP-546).',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker', 'controller'],
  request: [
    field('entries', '[]EntryData', {
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
        field('ops', '[]OpData', {
          fields: [
            field('key', 'string', {
              about:
                'Such as producer_byte_rate, consumer_byte_rate, request_percentage or controller_mutation_rate.',
            }),
            field('value', 'float64', { about: 'Ignored if `remove` is true.' }),
            field('remove', 'bool'),
          ],
        }),
      ],
    }),
    field('validateOnly', 'bool', { about: 'True to check the request and change nothing.' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('entries', '[]EntryData', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('entity', '[]EntityData', {
          fields: [
            field('entityType', 'string', { about: 'user, client-id or ip.' }),
            field('entityName', 'string', {
              nullable: '0+',
              about: 'Null for the default entity of the type.',
            }),
          ],
        }),
      ],
    }),
  ],
};
