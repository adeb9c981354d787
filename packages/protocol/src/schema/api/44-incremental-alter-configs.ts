import { type ApiDeclaration, field } from '../declaration.ts';

export const incrementalAlterConfigs: ApiDeclaration = {
  key: 44,
  name: 'IncrementalAlterConfigs',
  about: 'TBD',
  versions: '0-1',
  flexible: '1+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]AlterConfigsResource', {
      fields: [
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('configs', '[]AlterableConfig', {
          fields: [
            field('name', 'string'),
            field('configOperation', 'int8'),
            field('value', 'string', { nullable: '0+' }),
          ],
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
