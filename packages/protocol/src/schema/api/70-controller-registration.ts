import { type ApiDeclaration, field } from '../declaration.ts';

export const controllerRegistration: ApiDeclaration = {
  key: 70,
  name: 'ControllerRegistration',
  about:
    'Sent by controllers to the active controller: registers addresses and features of a controller (KIP-919).',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('controllerId', 'int32'),
    field('incarnationId', 'uuid', { about: 'A random id that the process draws when it starts.' }),
    field('zkMigrationReady', 'bool', {
      about: 'A leftover of the migration from ZooKeeper; false.',
    }),
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
      about: 'The range of levels that this controller can run.',
      fields: [
        field('name', 'string'),
        field('minSupportedVersion', 'int16'),
        field('maxSupportedVersion', 'int16'),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
