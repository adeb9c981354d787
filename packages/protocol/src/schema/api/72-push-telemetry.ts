import { type ApiDeclaration, field } from '../declaration.ts';

export const pushTelemetry: ApiDeclaration = {
  key: 72,
  name: 'PushTelemetry',
  about:
    'Sent by clients to any broker: the metrics that GetTelemetrySubscriptions asked for (KIP-714).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('clientInstanceId', 'uuid'),
    field('subscriptionId', 'int32', {
      about: 'From GetTelemetrySubscriptions; UNKNOWN_SUBSCRIPTION_ID means to ask there again.',
    }),
    field('terminating', 'bool', {
      about: 'True for the last push before the client closes, which may come early.',
    }),
    field('compressionType', 'int8', { about: '0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.' }),
    field('metrics', 'bytes', {
      about: 'MetricsData of OpenTelemetry v1 in the form of Protocol Buffers, perhaps compressed.',
    }),
  ],
  response: [field('throttleTimeMs', 'int32'), field('errorCode', 'int16')],
};
