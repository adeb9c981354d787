import { type ApiDeclaration, field } from '../declaration.ts';

export const listConfigResources: ApiDeclaration = {
  key: 74,
  name: 'ListConfigResources',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [field('resourceTypes', '[]int8', { versions: '1+' })],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('configResources', '[]ConfigResource', {
      fields: [
        field('resourceName', 'string'),
        field('resourceType', 'int8', { versions: '1+', default: 16 }),
      ],
    }),
  ],
};
