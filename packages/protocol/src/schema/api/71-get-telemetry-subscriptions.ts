import { type ApiDeclaration, field } from '../declaration.ts';

export const getTelemetrySubscriptions: ApiDeclaration = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [field('clientInstanceId', 'uuid')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('clientInstanceId', 'uuid'),
    field('subscriptionId', 'int32'),
    field('acceptedCompressionTypes', '[]int8'),
    field('pushIntervalMs', 'int32'),
    field('telemetryMaxBytes', 'int32'),
    field('deltaTemporality', 'bool'),
    field('requestedMetrics', '[]string'),
  ],
};
