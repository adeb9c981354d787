import { field, type RecordDeclaration } from '../../declaration.ts';

/** Brokers and controllers. */
export const brokersRecords: readonly RecordDeclaration[] = [
  {
    name: 'RegisterBrokerRecord',
    about:
      'A broker has registered, fenced at first; the record replaces an earlier registration of the same id. v1 added controlled shutdown, v3 log directories (KIP-858) and v4 cordoned ones.',
    type: 0,
    versions: '0-4',
    flexible: '0+',
    fields: [
      field('brokerId', 'int32'),
      field('isMigratingZkBroker', 'bool', {
        versions: '2+',
        about: 'A leftover of the migration from ZooKeeper; false.',
      }),
      field('incarnationId', 'uuid'),
      field('brokerEpoch', 'int64', {
        about: 'The epoch of this run of the broker: the offset of this record.',
      }),
      field('endPoints', '[]BrokerEndpoint', {
        fields: [
          field('name', 'string'),
          field('host', 'string'),
          field('port', 'uint16'),
          field('securityProtocol', 'int16'),
        ],
      }),
      field('features', '[]BrokerFeature', {
        about: 'The range of levels that the broker can run.',
        fields: [
          field('name', 'string'),
          field('minSupportedVersion', 'int16'),
          field('maxSupportedVersion', 'int16'),
        ],
      }),
      field('rack', 'string', { nullable: '0+', about: 'Null if the broker has none.' }),
      field('fenced', 'bool', {
        default: true,
        about: 'True while the broker neither leads nor serves.',
      }),
      field('inControlledShutdown', 'bool', { versions: '1+' }),
      field('logDirs', '[]uuid', {
        versions: '3+',
        tag: 0,
        about: 'The ids of the log directories that work.',
      }),
      field('cordonedLogDirs', '[]uuid', {
        versions: '4+',
        nullable: '0+',
        tag: 1,
        default: null,
        about: 'The ids of the log directories that get no new replicas; null if not known.',
      }),
    ],
  },
  {
    name: 'UnregisterBrokerRecord',
    about: 'The registration of a broker is removed.',
    type: 1,
    versions: '0',
    flexible: '0+',
    fields: [
      field('brokerId', 'int32'),
      field('brokerEpoch', 'int64', { about: 'The epoch of the registration that ends.' }),
    ],
  },
  {
    name: 'FenceBrokerRecord',
    about:
      'A broker is fenced: it leads nothing and leaves the in-sync replicas. BrokerRegistrationChangeRecord took its place.',
    type: 7,
    versions: '0',
    flexible: '0+',
    fields: [
      field('id', 'int32'),
      field('epoch', 'int64', {
        about: 'The epoch of the registration that the record speaks of.',
      }),
    ],
  },
  {
    name: 'UnfenceBrokerRecord',
    about: 'A broker is no longer fenced. BrokerRegistrationChangeRecord took its place.',
    type: 8,
    versions: '0',
    flexible: '0+',
    fields: [
      field('id', 'int32'),
      field('epoch', 'int64', {
        about: 'The epoch of the registration that the record speaks of.',
      }),
    ],
  },
  {
    name: 'BrokerRegistrationChangeRecord',
    about:
      'What changed in the registration of a broker. v1 added controlled shutdown, v2 log directories (KIP-858) and v3 cordoned ones.',
    type: 17,
    versions: '0-3',
    flexible: '0+',
    fields: [
      field('brokerId', 'int32'),
      field('brokerEpoch', 'int64'),
      field('fenced', 'int8', { tag: 0, about: '1 fenced, -1 no longer fenced, 0 unchanged.' }),
      field('inControlledShutdown', 'int8', {
        versions: '1+',
        tag: 1,
        about: '1 shutting down, 0 unchanged.',
      }),
      field('logDirs', '[]uuid', {
        versions: '2+',
        tag: 2,
        about: 'The ids of the log directories that work; empty if unchanged.',
      }),
      field('cordonedLogDirs', '[]uuid', {
        versions: '3+',
        nullable: '0+',
        tag: 3,
        default: null,
        about: 'Null if unchanged.',
      }),
    ],
  },
  {
    name: 'RegisterControllerRecord',
    about:
      'A controller has registered; the record replaces an earlier registration of the same id (KIP-919).',
    type: 27,
    versions: '0',
    flexible: '0+',
    fields: [
      field('controllerId', 'int32'),
      field('incarnationId', 'uuid'),
      field('zkMigrationReady', 'bool', {
        about: 'A leftover of the migration from ZooKeeper; false.',
      }),
      field('endPoints', '[]ControllerEndpoint', {
        fields: [
          field('name', 'string'),
          field('host', 'string'),
          field('port', 'uint16'),
          field('securityProtocol', 'int16'),
        ],
      }),
      field('features', '[]ControllerFeature', {
        about: 'The range of levels that the controller can run.',
        fields: [
          field('name', 'string'),
          field('minSupportedVersion', 'int16'),
          field('maxSupportedVersion', 'int16'),
        ],
      }),
    ],
  },
  {
    name: 'UnregisterControllerRecord',
    about: 'The registration of a controller is removed (KIP-1312).',
    type: 29,
    versions: '0',
    flexible: '0+',
    fields: [field('controllerId', 'int32')],
  },
];
