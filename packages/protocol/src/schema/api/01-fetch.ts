import { type ApiDeclaration, field } from '../declaration.ts';

export const fetch: ApiDeclaration = {
  key: 1,
  name: 'Fetch',
  about:
    'Sent by consumers, followers and KRaft replicas to leaders, by consumers also to near followers: reads record batches. v7 added sessions (KIP-227), v9 leader epochs, v10 zstd, v11 racks (KIP-392), v12 divergence, v13 topic ids, v16 new leaders.',
  versions: '4-18',
  flexible: '12+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', {
      versions: '12+',
      nullable: '0+',
      tag: 0,
      default: null,
      about: 'Set by KRaft replicas; null skips the check.',
    }),
    field('replicaId', 'int32', {
      versions: '0-14',
      default: -1,
      about: 'The node id of a follower; -1 for a consumer.',
    }),
    field('replicaState', 'ReplicaState', {
      versions: '15+',
      tag: 1,
      about: 'Which replica fetches, since v15.',
      fields: [
        field('replicaId', 'int32', {
          versions: '15+',
          default: -1,
          about: 'The node id of a follower; -1 for a consumer.',
        }),
        field('replicaEpoch', 'int64', {
          versions: '15+',
          default: -1,
          about: 'The broker epoch of the follower; -1 for a consumer or if unknown.',
        }),
      ],
    }),
    field('maxWaitMs', 'int32', { about: 'How long to wait for `minBytes`, in milliseconds.' }),
    field('minBytes', 'int32', {
      about: 'The response waits until this many bytes are there; 0 answers at once.',
    }),
    field('maxBytes', 'int32', {
      versions: '3+',
      default: 2147483647,
      about: 'A soft limit for the response: the first batch is returned even if it is larger.',
    }),
    field('isolationLevel', 'int8', {
      versions: '4+',
      about:
        '0 read_uncommitted returns everything, 1 read_committed stops at the last stable offset.',
    }),
    field('sessionId', 'int32', {
      versions: '7+',
      about: 'The fetch session to continue; 0 for none.',
    }),
    field('sessionEpoch', 'int32', {
      versions: '7+',
      default: -1,
      about: 'Counts the fetches of a session: 0 opens one, -1 closes it or fetches without.',
    }),
    field('topics', '[]FetchTopic', {
      fields: [
        field('topic', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]FetchPartition', {
          about: 'In a session only the partitions that are new or changed.',
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32', {
              versions: '9+',
              default: -1,
              about:
                'The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.',
            }),
            field('fetchOffset', 'offset', { about: 'The first offset wanted.' }),
            field('lastFetchedEpoch', 'int32', {
              versions: '12+',
              default: -1,
              about:
                'The leader epoch of the last record that the sender has, to detect divergence; -1 if none.',
            }),
            field('logStartOffset', 'offset', {
              versions: '5+',
              default: -1,
              about: 'The first offset in the log of the follower; -1 for a consumer.',
            }),
            field('partitionMaxBytes', 'int32', {
              about: 'A soft limit for the partition, with the same exception as `maxBytes`.',
            }),
            field('replicaDirectoryId', 'uuid', {
              versions: '17+',
              tag: 0,
              about: 'The log directory of a KRaft replica (KIP-853).',
            }),
            field('highWatermark', 'offset', {
              versions: '18+',
              tag: 1,
              default: 'maxInt64',
              about:
                'The high watermark the follower knows; below that of the leader it gets an answer at once.',
            }),
          ],
        }),
      ],
    }),
    field('forgottenTopicsData', '[]ForgottenTopic', {
      versions: '7+',
      about: 'The partitions to take out of the fetch session.',
      fields: [
        field('topic', 'string', { versions: '7-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]int32', { versions: '7+' }),
      ],
    }),
    field('rackId', 'string', {
      versions: '11+',
      about:
        'The rack of the consumer, for which the leader may pick a nearer replica; empty if none.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', {
      versions: '1+',
      about:
        'How long the broker will now ignore the connection because of a quota, in milliseconds.',
    }),
    field('errorCode', 'int16', {
      versions: '7+',
      about: 'An error of the fetch session or of the whole request.',
    }),
    field('sessionId', 'int32', {
      versions: '7+',
      about: 'The fetch session that the broker opened or continues; 0 if there is none.',
    }),
    field('responses', '[]FetchableTopicResponse', {
      fields: [
        field('topic', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('highWatermark', 'offset', {
              about: 'The offset after the last record that every in-sync replica has.',
            }),
            field('lastStableOffset', 'offset', {
              versions: '4+',
              default: -1,
              about: 'The offset below which every transaction has ended; -1 if unknown.',
            }),
            field('logStartOffset', 'offset', {
              versions: '5+',
              default: -1,
              about: 'The first offset still in the log; -1 if unknown.',
            }),
            field('divergingEpoch', 'EpochEndOffset', {
              versions: '12+',
              tag: 0,
              about: 'Where the logs part: the sender must truncate to it and fetch again.',
              fields: [
                field('epoch', 'int32', {
                  versions: '12+',
                  default: -1,
                  about:
                    'The largest leader epoch of the leader that is not above the one asked for.',
                }),
                field('endOffset', 'offset', {
                  versions: '12+',
                  default: -1,
                  about: 'The offset at which that epoch ends.',
                }),
              ],
            }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              versions: '12+',
              tag: 1,
              about: 'Who leads now, sent where the sender is wrong about it.',
              fields: [
                field('leaderId', 'int32', {
                  versions: '12+',
                  default: -1,
                  about: '-1 if no leader is known.',
                }),
                field('leaderEpoch', 'int32', {
                  versions: '12+',
                  default: -1,
                  about: '-1 if no leader is known.',
                }),
              ],
            }),
            field('snapshotId', 'SnapshotId', {
              versions: '12+',
              tag: 2,
              about:
                'The KRaft snapshot to get by FetchSnapshot, because the log no longer reaches back to the offset.',
              fields: [
                field('endOffset', 'offset', {
                  default: -1,
                  about: 'The offset after the last record that the snapshot covers.',
                }),
                field('epoch', 'int32', {
                  default: -1,
                  about: 'The leader epoch of the last record that the snapshot covers.',
                }),
              ],
            }),
            field('abortedTransactions', '[]AbortedTransaction', {
              versions: '4+',
              nullable: '0+',
              about:
                'The aborted transactions in the records, in order of first offset; null for read_uncommitted.',
              fields: [
                field('producerId', 'int64', { versions: '4+' }),
                field('firstOffset', 'offset', {
                  versions: '4+',
                  about: 'The offset of its first record in the partition.',
                }),
              ],
            }),
            field('preferredReadReplica', 'int32', {
              versions: '11+',
              default: -1,
              about:
                'The replica to fetch from instead, in which case no records come; -1 if there is none.',
            }),
            field('records', 'records', {
              nullable: '0+',
              about:
                'Whole record batches, the first of which may begin before the offset asked for; the last may be cut off.',
            }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '16+',
      tag: 0,
      about: 'The addresses of the brokers that `currentLeader` names.',
      fields: [
        field('nodeId', 'int32', { versions: '16+' }),
        field('host', 'string', { versions: '16+' }),
        field('port', 'int32', { versions: '16+' }),
        field('rack', 'string', {
          versions: '16+',
          nullable: '0+',
          default: null,
          about: 'Null if the broker has none.',
        }),
      ],
    }),
  ],
};
