import { type ApiDeclaration, field } from '../declaration.ts';

export const listConfigResources: ApiDeclaration = {
  key: 74,
  name: 'ListConfigResources',
  about:
    'Sent by admin clients to any broker: the resources that have settings. v0 lists client metrics only (KIP-714), v1 every type (KIP-1142).',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('resourceTypes', '[]int8', {
      versions: '1+',
      about: '2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group; empty for all.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('configResources', '[]ConfigResource', {
      fields: [
        field('resourceName', 'string'),
        field('resourceType', 'int8', {
          versions: '1+',
          default: 16,
          about: 'A code as in `resourceTypes`.',
        }),
      ],
    }),
  ],
};
