import { type ApiDeclaration, field } from '../declaration.ts';

export const apiVersions: ApiDeclaration = {
  key: 18,
  name: 'ApiVersions',
  about:
    'Sent by every client to the broker or controller it has connected to: which APIs in which versions, and which features. A version too new is answered in the form of v0; the response header is always v0. v3 added the software of the client (KIP-511) and features, v5 a check of the identity (KIP-1242).',
  versions: '0-5',
  announced: '0-4',
  flexible: '3+',
  listeners: ['broker', 'controller'],
  request: [
    field('clientSoftwareName', 'string', {
      versions: '3+',
      about: 'The name of the client library, for the metrics of the broker.',
    }),
    field('clientSoftwareVersion', 'string', {
      versions: '3+',
      about: 'The version of the client library, for the metrics of the broker.',
    }),
    field('clusterId', 'string', {
      versions: '5+',
      nullable: '0+',
      default: null,
      about:
        'The cluster that the client expects, else REBOOTSTRAP_REQUIRED; null skips the check.',
    }),
    field('nodeId', 'int32', {
      versions: '5+',
      default: -1,
      about: 'The node that the client expects, else REBOOTSTRAP_REQUIRED; -1 skips the check.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('apiKeys', '[]ApiVersion', {
      about:
        'Every API that this listener serves; after UNSUPPORTED_VERSION perhaps only this one.',
      fields: [
        field('apiKey', 'int16'),
        field('minVersion', 'int16'),
        field('maxVersion', 'int16'),
      ],
    }),
    field('throttleTimeMs', 'int32', {
      versions: '1+',
      about:
        'How long the broker will now ignore the connection because of a quota, in milliseconds.',
    }),
    field('supportedFeatures', '[]SupportedFeatureKey', {
      versions: '3+',
      tag: 0,
      about: 'The range of levels that this node can run; before v4 without those that begin at 0.',
      fields: [
        field('name', 'string', { versions: '3+' }),
        field('minVersion', 'int16', { versions: '3+' }),
        field('maxVersion', 'int16', { versions: '3+' }),
      ],
    }),
    field('finalizedFeaturesEpoch', 'int64', {
      versions: '3+',
      tag: 1,
      default: -1,
      about:
        'Grows with each change of the finalized features; -1 if unknown, and then clients ignore them.',
    }),
    field('finalizedFeatures', '[]FinalizedFeatureKey', {
      versions: '3+',
      tag: 2,
      about: 'The levels in force in the whole cluster, such as those of `metadata.version`.',
      fields: [
        field('name', 'string', { versions: '3+' }),
        field('maxVersionLevel', 'int16', { versions: '3+' }),
        field('minVersionLevel', 'int16', {
          versions: '3+',
          about: 'Kafka always sends the same as `maxVersionLevel`.',
        }),
      ],
    }),
    field('zkMigrationReady', 'bool', {
      versions: '3+',
      tag: 3,
      about: 'A leftover of the migration from ZooKeeper; false.',
    }),
  ],
};
