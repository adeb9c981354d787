import { type ApiDeclaration, field } from '../declaration.ts';

export const incrementalAlterConfigs: ApiDeclaration = {
  key: 44,
  name: 'IncrementalAlterConfigs',
  about:
    'Sent by admin clients to any broker: changes single settings of a resource and leaves the others alone (KIP-339).',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]AlterConfigsResource', {
      fields: [
        field('resourceType', 'int8', {
          about: '2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group.',
        }),
        field('resourceName', 'string', {
          about:
            'The name of the topic or group, or the id of the broker; empty for the default of all brokers.',
        }),
        field('configs', '[]AlterableConfig', {
          fields: [
            field('name', 'string'),
            field('configOperation', 'int8', {
              about: '0 set, 1 delete, 2 append to a list, 3 subtract from a list.',
            }),
            field('value', 'string', { nullable: '0+', about: 'Null if the operation is delete.' }),
          ],
        }),
      ],
    }),
    field('validateOnly', 'bool', { about: 'True to check the request and change nothing.' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('responses', '[]AlterConfigsResourceResponse', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('resourceType', 'int8', {
          about: '2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group.',
        }),
        field('resourceName', 'string'),
      ],
    }),
  ],
};
