import { type ApiDeclaration, field } from '../declaration.ts';

export const brokerHeartbeat: ApiDeclaration = {
  key: 63,
  name: 'BrokerHeartbeat',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', { default: -1 }),
    field('currentMetadataOffset', 'offset'),
    field('wantFence', 'bool'),
    field('wantShutDown', 'bool'),
    field('offlineLogDirs', '[]uuid', { versions: '1+', tag: 0 }),
    field('cordonedLogDirs', '[]uuid', { versions: '2+', nullable: '0+', tag: 1, default: null }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('isCaughtUp', 'bool'),
    field('isFenced', 'bool', { default: true }),
    field('shouldShutDown', 'bool'),
  ],
};
