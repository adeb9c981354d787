import { type ApiDeclaration, field } from '../declaration.ts';

export const getTelemetrySubscriptions: ApiDeclaration = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  about:
    'Sent by clients to any broker: which metrics the cluster wants from this client, and how often (KIP-714).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('clientInstanceId', 'uuid', {
      about: 'Zero the first time, then the id that the broker gave.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('clientInstanceId', 'uuid', {
      about: 'The id for this client if it had none, else zero.',
    }),
    field('subscriptionId', 'int32', {
      about: 'Changes with the set of metrics that is wanted; goes into PushTelemetry.',
    }),
    field('acceptedCompressionTypes', '[]int8', {
      about: 'What PushTelemetry may use, best first: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.',
    }),
    field('pushIntervalMs', 'int32', { about: 'The time between two pushes, in milliseconds.' }),
    field('telemetryMaxBytes', 'int32', {
      about: 'The largest push that the broker takes, in bytes.',
    }),
    field('deltaTemporality', 'bool', {
      about: 'True if counters are to be sent as the growth since the last push.',
    }),
    field('requestedMetrics', '[]string', {
      about:
        'Prefixes of the names that are wanted; one empty string for all, an empty array for none.',
    }),
  ],
};
