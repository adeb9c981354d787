import { type ApiDeclaration, field } from '../declaration.ts';

export const pushTelemetry: ApiDeclaration = {
  key: 72,
  name: 'PushTelemetry',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('clientInstanceId', 'uuid'),
    field('subscriptionId', 'int32'),
    field('terminating', 'bool'),
    field('compressionType', 'int8'),
    field('metrics', 'bytes'),
  ],
  response: [field('throttleTimeMs', 'int32'), field('errorCode', 'int16')],
};
