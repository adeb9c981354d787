import { type ApiDeclaration, field } from '../declaration.ts';

export const updateFeatures: ApiDeclaration = {
  key: 57,
  name: 'UpdateFeatures',
  about:
    'Sent by admin clients to the controller, through any broker: raises or lowers the finalized levels of features (KIP-584). v1 added a dry run and types of change; v2 applies all or nothing, with one error.',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', {
      default: 60000,
      about: 'How long to wait for the change, in milliseconds.',
    }),
    field('featureUpdates', '[]FeatureUpdateKey', {
      fields: [
        field('feature', 'string'),
        field('maxVersionLevel', 'int16', { about: 'The new level; 0 turns the feature off.' }),
        field('allowDowngrade', 'bool', {
          versions: '0',
          about: 'Replaced in v1 by `upgradeType`.',
        }),
        field('upgradeType', 'int8', {
          versions: '1+',
          default: 1,
          about: '1 only up, 2 down if nothing is lost, 3 down at any cost.',
        }),
      ],
    }),
    field('validateOnly', 'bool', {
      versions: '1+',
      about: 'True to check the request and change nothing.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('results', '[]UpdatableFeatureResult', {
      versions: '0-1',
      fields: [
        field('feature', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
      ],
    }),
  ],
};
