import { type ApiDeclaration, field } from '../declaration.ts';

export const brokerHeartbeat: ApiDeclaration = {
  key: 63,
  name: 'BrokerHeartbeat',
  about:
    'Sent by brokers to the controller at short intervals: keeps the broker unfenced and asks for changes of its state (KIP-631). v1 added offline log directories (KIP-858), v2 cordoned ones.',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', {
      default: -1,
      about:
        'The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.',
    }),
    field('currentMetadataOffset', 'offset', {
      about: 'The end of what the broker has read of the metadata log.',
    }),
    field('wantFence', 'bool', { about: 'True while the broker cannot serve yet.' }),
    field('wantShutDown', 'bool', {
      about: 'True while the broker asks for a controlled shutdown.',
    }),
    field('offlineLogDirs', '[]uuid', {
      versions: '1+',
      tag: 0,
      about: 'The ids of the log directories that failed.',
    }),
    field('cordonedLogDirs', '[]uuid', {
      versions: '2+',
      nullable: '0+',
      tag: 1,
      default: null,
      about: 'The ids of the log directories that get no new replicas; null if not known yet.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('isCaughtUp', 'bool', {
      about: 'Whether the broker has read enough of the metadata log to be unfenced.',
    }),
    field('isFenced', 'bool', {
      default: true,
      about: 'Whether the broker is kept from leading and serving.',
    }),
    field('shouldShutDown', 'bool', {
      about: 'True once no partition needs the broker as leader, so that it may go.',
    }),
  ],
};
