import { type ApiDeclaration, field } from '../declaration.ts';

export const describeConfigs: ApiDeclaration = {
  key: 32,
  name: 'DescribeConfigs',
  about: 'TBD',
  versions: '1-4',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]DescribeConfigsResource', {
      fields: [
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('configurationKeys', '[]string', { nullable: '0+' }),
      ],
    }),
    field('includeSynonyms', 'bool', { versions: '1+' }),
    field('includeDocumentation', 'bool', { versions: '3+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]DescribeConfigsResult', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('configs', '[]DescribeConfigsResourceResult', {
          fields: [
            field('name', 'string'),
            field('value', 'string', { nullable: '0+' }),
            field('readOnly', 'bool'),
            field('configSource', 'int8', { versions: '1+', default: -1 }),
            field('isSensitive', 'bool'),
            field('synonyms', '[]DescribeConfigsSynonym', {
              versions: '1+',
              fields: [
                field('name', 'string', { versions: '1+' }),
                field('value', 'string', { versions: '1+', nullable: '0+' }),
                field('source', 'int8', { versions: '1+' }),
              ],
            }),
            field('configType', 'int8', { versions: '3+' }),
            field('documentation', 'string', { versions: '3+', nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
};
