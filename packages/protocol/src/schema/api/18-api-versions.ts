import { type ApiDeclaration, field } from '../declaration.ts';

export const apiVersions: ApiDeclaration = {
  key: 18,
  name: 'ApiVersions',
  about: 'TBD',
  versions: '0-5',
  announced: '0-4',
  flexible: '3+',
  listeners: ['broker', 'controller'],
  request: [
    field('clientSoftwareName', 'string', { versions: '3+' }),
    field('clientSoftwareVersion', 'string', { versions: '3+' }),
    field('clusterId', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('nodeId', 'int32', { versions: '5+', default: -1 }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('apiKeys', '[]ApiVersion', {
      fields: [
        field('apiKey', 'int16'),
        field('minVersion', 'int16'),
        field('maxVersion', 'int16'),
      ],
    }),
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('supportedFeatures', '[]SupportedFeatureKey', {
      versions: '3+',
      tag: 0,
      fields: [
        field('name', 'string', { versions: '3+' }),
        field('minVersion', 'int16', { versions: '3+' }),
        field('maxVersion', 'int16', { versions: '3+' }),
      ],
    }),
    field('finalizedFeaturesEpoch', 'int64', { versions: '3+', tag: 1, default: -1 }),
    field('finalizedFeatures', '[]FinalizedFeatureKey', {
      versions: '3+',
      tag: 2,
      fields: [
        field('name', 'string', { versions: '3+' }),
        field('maxVersionLevel', 'int16', { versions: '3+' }),
        field('minVersionLevel', 'int16', { versions: '3+' }),
      ],
    }),
    field('zkMigrationReady', 'bool', { versions: '3+', tag: 3 }),
  ],
};
