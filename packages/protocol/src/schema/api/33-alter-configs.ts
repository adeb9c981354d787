import { type ApiDeclaration, field } from '../declaration.ts';

export const alterConfigs: ApiDeclaration = {
  key: 33,
  name: 'AlterConfigs',
  about:
    'Sent by admin clients to any broker: replaces all settings of a resource, so that those left out fall back to their defaults. IncrementalAlterConfigs is the better choice.',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]AlterConfigsResource', {
      fields: [
        field('resourceType', 'int8', { about: '2 topic, 4 broker, 16 client metrics, 32 group.' }),
        field('resourceName', 'string', {
          about:
            'The name of the topic or group, or the id of the broker; empty for the default of all brokers.',
        }),
        field('configs', '[]AlterableConfig', {
          about: 'Everything that is to differ from the defaults.',
          fields: [
            field('name', 'string'),
            field('value', 'string', { nullable: '0+', about: 'Null for the default.' }),
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
        field('resourceType', 'int8', { about: '2 topic, 4 broker, 16 client metrics, 32 group.' }),
        field('resourceName', 'string'),
      ],
    }),
  ],
};
