import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const clusterMetadata: RecordFamilyDeclaration = {
  name: 'cluster-metadata',
  about: 'Records of `__cluster_metadata`: the metadata of the cluster (KIP-500).',
  records: [
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
      name: 'TopicRecord',
      about: 'A topic exists; its partitions follow in PartitionRecords.',
      type: 2,
      versions: '0',
      flexible: '0+',
      fields: [field('name', 'string'), field('topicId', 'uuid')],
    },
    {
      name: 'PartitionRecord',
      about:
        'A partition with all of its state: at its creation, and in snapshots. v1 added log directories (KIP-858), v2 eligible leader replicas (KIP-966).',
      type: 3,
      versions: '0-2',
      flexible: '0+',
      fields: [
        field('partitionId', 'int32', { default: -1 }),
        field('topicId', 'uuid'),
        field('replicas', '[]int32', {
          about: 'The brokers with a replica, the preferred leader first.',
        }),
        field('isr', '[]int32', { about: 'The in-sync replicas.' }),
        field('removingReplicas', '[]int32', {
          about: 'The replicas that go at the end of the reassignment under way.',
        }),
        field('addingReplicas', '[]int32', {
          about: 'The replicas that the reassignment under way adds.',
        }),
        field('leader', 'int32', { default: -1, about: '-1 while there is none.' }),
        field('leaderRecoveryState', 'int8', {
          tag: 0,
          about: '0 recovered, 1 recovering from an unclean election.',
        }),
        field('leaderEpoch', 'int32', {
          default: -1,
          about: 'Grows with each election of a leader.',
        }),
        field('partitionEpoch', 'int32', {
          default: -1,
          about: 'Grows with each change of the partition.',
        }),
        field('directories', '[]uuid', {
          versions: '1+',
          about:
            'The id of the log directory of each of `replicas`; 0 unknown, 1 not assigned yet, 2 lost.',
        }),
        field('eligibleLeaderReplicas', '[]int32', {
          versions: '2+',
          nullable: '0+',
          tag: 1,
          default: null,
          about: 'Replicas outside the in-sync replicas that still have every committed record.',
        }),
        field('lastKnownElr', '[]int32', {
          versions: '2+',
          nullable: '0+',
          tag: 2,
          default: null,
          about:
            'Whom to elect if nobody else is left: the last leader, or former eligible leader replicas.',
        }),
      ],
    },
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
      name: 'PartitionChangeRecord',
      about:
        'What changed in a partition; each change adds 1 to its partition epoch. v1 added log directories (KIP-858), v2 eligible leader replicas (KIP-966).',
      type: 5,
      versions: '0-2',
      flexible: '0+',
      fields: [
        field('partitionId', 'int32', { default: -1 }),
        field('topicId', 'uuid'),
        field('isr', '[]int32', {
          nullable: '0+',
          tag: 0,
          default: null,
          about: 'Null if unchanged.',
        }),
        field('leader', 'int32', {
          tag: 1,
          default: -2,
          about: '-1 for no leader, -2 if unchanged; else also the leader epoch grows.',
        }),
        field('replicas', '[]int32', {
          nullable: '0+',
          tag: 2,
          default: null,
          about: 'Null if unchanged.',
        }),
        field('removingReplicas', '[]int32', {
          nullable: '0+',
          tag: 3,
          default: null,
          about: 'Null if unchanged.',
        }),
        field('addingReplicas', '[]int32', {
          nullable: '0+',
          tag: 4,
          default: null,
          about: 'Null if unchanged.',
        }),
        field('leaderRecoveryState', 'int8', {
          tag: 5,
          default: -1,
          about: '0 recovered, 1 recovering from an unclean election, -1 if unchanged.',
        }),
        field('directories', '[]uuid', {
          versions: '1+',
          nullable: '0+',
          tag: 8,
          default: null,
          about: 'The id of the log directory of each replica; null if unchanged.',
        }),
        field('eligibleLeaderReplicas', '[]int32', {
          versions: '2+',
          nullable: '0+',
          tag: 6,
          default: null,
          about: 'Null if unchanged.',
        }),
        field('lastKnownElr', '[]int32', {
          versions: '2+',
          nullable: '0+',
          tag: 7,
          default: null,
          about: 'Null if unchanged.',
        }),
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
      name: 'RemoveTopicRecord',
      about: 'A topic is deleted with its partitions and settings.',
      type: 9,
      versions: '0',
      flexible: '0+',
      fields: [field('topicId', 'uuid')],
    },
    {
      name: 'DelegationTokenRecord',
      about: 'A delegation token, new or renewed, without its secret.',
      type: 10,
      versions: '0',
      flexible: '0+',
      fields: [
        field('owner', 'string', { about: 'A principal such as `User:alice`.' }),
        field('requester', 'string', { about: 'The principal that asked for the token.' }),
        field('renewers', '[]string', { about: 'The principals that may renew the token.' }),
        field('issueTimestamp', 'timestamp'),
        field('maxTimestamp', 'timestamp', {
          about: 'The token is void after this time in any case.',
        }),
        field('expirationTimestamp', 'timestamp', {
          about: 'The token is void after this time unless it is renewed.',
        }),
        field('tokenId', 'string'),
      ],
    },
    {
      name: 'UserScramCredentialRecord',
      about: 'A SCRAM credential of a user; it replaces the one of the same user and mechanism.',
      type: 11,
      versions: '0',
      flexible: '0+',
      fields: [
        field('name', 'string', { about: 'The user.' }),
        field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
        field('salt', 'bytes'),
        field('storedKey', 'bytes', { about: 'Checks the proof of the client (RFC 5802).' }),
        field('serverKey', 'bytes', { about: 'Signs the answer of the server (RFC 5802).' }),
        field('iterations', 'int32'),
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
      name: 'AccessControlEntryRecord',
      about: 'An ACL.',
      type: 18,
      versions: '0',
      flexible: '0+',
      fields: [
        field('id', 'uuid', {
          about: 'A random id by which RemoveAccessControlEntryRecord names the ACL.',
        }),
        field('resourceType', 'int8', {
          about: '2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user.',
        }),
        field('resourceName', 'string'),
        field('patternType', 'int8', { about: '3 literal, 4 prefixed.' }),
        field('principal', 'string', { about: 'Such as `User:alice`, or `User:*` for everyone.' }),
        field('host', 'string', { about: '`*` for every host.' }),
        field('operation', 'int8', {
          about: '2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15.',
        }),
        field('permissionType', 'int8', { about: '2 deny, 3 allow.' }),
      ],
    },
    {
      name: 'RemoveAccessControlEntryRecord',
      about: 'An ACL is deleted.',
      type: 19,
      versions: '0',
      flexible: '0+',
      fields: [field('id', 'uuid', { about: 'The id from AccessControlEntryRecord.' })],
    },
    {
      name: 'NoOpRecord',
      about:
        'Changes nothing; the active controller writes it at intervals to show that the log moves (KIP-835).',
      type: 20,
      versions: '0',
      flexible: '0+',
      fields: [],
    },
    {
      name: 'ZkMigrationStateRecord',
      about: 'How far a migration from ZooKeeper was; read from old logs and otherwise of no use.',
      type: 21,
      versions: '0',
      flexible: '0+',
      fields: [
        field('zkMigrationState', 'int8', {
          about: '0 none, 1 migration, 2 before it, 3 after it.',
        }),
      ],
    },
    {
      name: 'RemoveUserScramCredentialRecord',
      about: 'A SCRAM credential of a user is deleted.',
      type: 22,
      versions: '0',
      flexible: '0+',
      fields: [
        field('name', 'string', { about: 'The user.' }),
        field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
      ],
    },
    {
      name: 'BeginTransactionRecord',
      about: 'The records up to EndTransactionRecord take effect together or not at all (KIP-868).',
      type: 23,
      versions: '0',
      flexible: '0+',
      fields: [
        field('name', 'string', {
          nullable: '0+',
          tag: 0,
          default: null,
          about: 'What the transaction is for; null if not said.',
        }),
      ],
    },
    {
      name: 'EndTransactionRecord',
      about: 'The transaction begun by BeginTransactionRecord takes effect (KIP-868).',
      type: 24,
      versions: '0',
      flexible: '0+',
      fields: [],
    },
    {
      name: 'AbortTransactionRecord',
      about: 'The transaction begun by BeginTransactionRecord is undone (KIP-868).',
      type: 25,
      versions: '0',
      flexible: '0+',
      fields: [
        field('reason', 'string', {
          nullable: '0+',
          tag: 0,
          default: null,
          about: 'Null if not said.',
        }),
      ],
    },
    {
      name: 'RemoveDelegationTokenRecord',
      about: 'A delegation token is deleted.',
      type: 26,
      versions: '0',
      flexible: '0+',
      fields: [field('tokenId', 'string')],
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
      name: 'ClearElrRecord',
      about:
        'The eligible leader replicas are cleared, because `min.insync.replicas` changed (KIP-966).',
      type: 28,
      versions: '0',
      flexible: '0+',
      fields: [field('topicName', 'string', { about: 'Empty for all topics.' })],
    },
    {
      name: 'UnregisterControllerRecord',
      about: 'The registration of a controller is removed (KIP-1312).',
      type: 29,
      versions: '0',
      flexible: '0+',
      fields: [field('controllerId', 'int32')],
    },
  ],
};
