import { field, type RecordDeclaration } from '../../declaration.ts';

/** Configs, quotas, feature levels and producer ids. */
export const settingsRecords: readonly RecordDeclaration[] = [
  {
    name: 'ConfigRecord',
    about: 'A setting of a topic, broker, group or client metrics subscription.',
    type: 4,
    versions: '0',
    flexible: '0+',
    fields: [
      field('resourceType', 'int8', { about: '2 topic, 4 broker, 16 client metrics, 32 group.' }),
      field('resourceName', 'string', { about: 'Empty for the default of all brokers.' }),
      field('name', 'string'),
      field('value', 'string', { nullable: '0+', about: 'Null removes the setting.' }),
    ],
  },
  {
    name: 'FeatureLevelRecord',
    about:
      'The finalized level of a feature; that of `metadata.version` comes first in every log and snapshot.',
    type: 12,
    versions: '0',
    flexible: '0+',
    fields: [
      field('name', 'string'),
      field('featureLevel', 'int16', { about: '0 turns the feature off.' }),
    ],
  },
  {
    name: 'ClientQuotaRecord',
    about: 'A quota of a user, client id, address or combination of them.',
    type: 14,
    versions: '0',
    flexible: '0+',
    fields: [
      field('entity', '[]EntityData', {
        fields: [
          field('entityType', 'string', { about: 'user, client-id or ip.' }),
          field('entityName', 'string', {
            nullable: '0+',
            about: 'Null for the default entity of the type.',
          }),
        ],
      }),
      field('key', 'string', { about: 'Such as producer_byte_rate.' }),
      field('value', 'float64'),
      field('remove', 'bool', { about: 'True if the quota is gone.' }),
    ],
  },
  {
    name: 'ProducerIdsRecord',
    about: 'A broker was given a block of producer ids.',
    type: 15,
    versions: '0',
    flexible: '0+',
    fields: [
      field('brokerId', 'int32', { about: 'The broker that asked for the block.' }),
      field('brokerEpoch', 'int64', { default: -1 }),
      field('nextProducerId', 'int64', {
        about: 'The first id after the block, with which the next block begins.',
      }),
    ],
  },
];
