import { type ApiDeclaration, field } from '../declaration.ts';

export const describeConfigs: ApiDeclaration = {
  key: 32,
  name: 'DescribeConfigs',
  about:
    'Sent by admin clients to any broker, for a broker resource to that broker: settings with their values and where these come from. v1 added synonyms, v3 types and documentation (KIP-569).',
  versions: '1-4',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: [
    field('resources', '[]DescribeConfigsResource', {
      fields: [
        field('resourceType', 'int8', {
          about: '2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group.',
        }),
        field('resourceName', 'string', {
          about:
            'The name of the topic or group, or the id of the broker; empty for the default of all brokers.',
        }),
        field('configurationKeys', '[]string', {
          nullable: '0+',
          about: 'The settings to return; null for all.',
        }),
      ],
    }),
    field('includeSynonyms', 'bool', {
      versions: '1+',
      about: 'Whether to list every place that gives the setting a value.',
    }),
    field('includeDocumentation', 'bool', {
      versions: '3+',
      about: 'Whether to return the text that explains the setting.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]DescribeConfigsResult', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('resourceType', 'int8', {
          about: '2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group.',
        }),
        field('resourceName', 'string'),
        field('configs', '[]DescribeConfigsResourceResult', {
          fields: [
            field('name', 'string'),
            field('value', 'string', {
              nullable: '0+',
              about: 'Null if the setting has no value or is sensitive.',
            }),
            field('readOnly', 'bool', {
              about: 'True if the setting cannot be changed while the broker runs.',
            }),
            field('configSource', 'int8', {
              versions: '1+',
              default: -1,
              about:
                '1 topic, 2 broker, 3 all brokers, 4 file of the broker, 5 default, 6 logger, 7 client metrics, 8 group.',
            }),
            field('isSensitive', 'bool', {
              about: 'True for passwords and the like, whose value is never shown.',
            }),
            field('synonyms', '[]DescribeConfigsSynonym', {
              versions: '1+',
              about: 'Every place that gives a value, the one in force first.',
              fields: [
                field('name', 'string', {
                  versions: '1+',
                  about: 'The key there, which may differ: `log.retention.ms` for `retention.ms`.',
                }),
                field('value', 'string', { versions: '1+', nullable: '0+' }),
                field('source', 'int8', { versions: '1+', about: 'A code as in `configSource`.' }),
              ],
            }),
            field('configType', 'int8', {
              versions: '3+',
              about:
                '0 unknown, 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password.',
            }),
            field('documentation', 'string', {
              versions: '3+',
              nullable: '0+',
              about: 'Null if not asked for.',
            }),
          ],
        }),
      ],
    }),
  ],
};
