import { type ApiDeclaration, field } from '../declaration.ts';

export const alterConfigs: ApiDeclaration = {
  key: 33,
  name: 'AlterConfigs',
  about: 'TBD',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]AlterConfigsResource', {
      fields: [
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('configs', '[]AlterableConfig', {
          fields: [field('name', 'string'), field('value', 'string', { nullable: '0+' })],
        }),
      ],
    }),
    field('validateOnly', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('responses', '[]AlterConfigsResourceResponse', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
      ],
    }),
  ],
};
