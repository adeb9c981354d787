import { type ApiDeclaration, field } from '../declaration.ts';

export const brokerRegistration: ApiDeclaration = {
  key: 62,
  name: 'BrokerRegistration',
  about:
    'Sent by brokers to the controller when they start: takes the broker in, fenced at first, and gives it an epoch (KIP-631). v2 added log directories (KIP-858), v3 the epoch of before (KIP-966) and v4 features with a minimum of 0.',
  versions: '0-4',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('clusterId', 'string', {
      about: 'The broker is refused if the controller has another one.',
    }),
    field('incarnationId', 'uuid', { about: 'A random id that the process draws when it starts.' }),
    field('listeners', '[]Listener', {
      fields: [
        field('name', 'string'),
        field('host', 'string'),
        field('port', 'uint16'),
        field('securityProtocol', 'int16', {
          about: '0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.',
        }),
      ],
    }),
    field('features', '[]Feature', {
      about: 'The range of levels that this broker can run.',
      fields: [
        field('name', 'string'),
        field('minSupportedVersion', 'int16'),
        field('maxSupportedVersion', 'int16'),
      ],
    }),
    field('rack', 'string', { nullable: '0+', about: 'Null if the broker has none.' }),
    field('isMigratingZkBroker', 'bool', {
      versions: '1+',
      about: 'A leftover of the migration from ZooKeeper; false.',
    }),
    field('logDirs', '[]uuid', {
      versions: '2+',
      about: 'The ids of the log directories that work.',
    }),
    field('previousBrokerEpoch', 'int64', {
      versions: '3+',
      default: -1,
      about: 'The epoch at the last clean shutdown; -1 if the broker ended otherwise.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('brokerEpoch', 'int64', {
      default: -1,
      about: 'The epoch for all further requests of this run; -1 on an error.',
    }),
  ],
};
