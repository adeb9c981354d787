import { type ApiDeclaration, field } from '../declaration.ts';

export const brokerRegistration: ApiDeclaration = {
  key: 62,
  name: 'BrokerRegistration',
  about: 'TBD',
  versions: '0-4',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('clusterId', 'string'),
    field('incarnationId', 'uuid'),
    field('listeners', '[]Listener', {
      fields: [
        field('name', 'string'),
        field('host', 'string'),
        field('port', 'uint16'),
        field('securityProtocol', 'int16'),
      ],
    }),
    field('features', '[]Feature', {
      fields: [
        field('name', 'string'),
        field('minSupportedVersion', 'int16'),
        field('maxSupportedVersion', 'int16'),
      ],
    }),
    field('rack', 'string', { nullable: '0+' }),
    field('isMigratingZkBroker', 'bool', { versions: '1+' }),
    field('logDirs', '[]uuid', { versions: '2+' }),
    field('previousBrokerEpoch', 'int64', { versions: '3+', default: -1 }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('brokerEpoch', 'int64', { default: -1 }),
  ],
};
