import { type ApiDeclaration, field } from '../declaration.ts';

export const controllerRegistration: ApiDeclaration = {
  key: 70,
  name: 'ControllerRegistration',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('controllerId', 'int32'),
    field('incarnationId', 'uuid'),
    field('zkMigrationReady', 'bool'),
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
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
