import { type ApiDeclaration, field } from '../declaration.ts';

export const updateFeatures: ApiDeclaration = {
  key: 57,
  name: 'UpdateFeatures',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', { default: 60000 }),
    field('featureUpdates', '[]FeatureUpdateKey', {
      fields: [
        field('feature', 'string'),
        field('maxVersionLevel', 'int16'),
        field('allowDowngrade', 'bool', { versions: '0' }),
        field('upgradeType', 'int8', { versions: '1+', default: 1 }),
      ],
    }),
    field('validateOnly', 'bool', { versions: '1+' }),
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
