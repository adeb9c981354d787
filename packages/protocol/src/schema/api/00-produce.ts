import { type ApiDeclaration, field } from '../declaration.ts';

export const produce: ApiDeclaration = {
  key: 0,
  name: 'Produce',
  about:
    'Sent by producers to the leader of each partition: appends one record batch to each. v7 allows zstd, v8 names bad records, v10 new leaders, v12 joins the transaction by itself (KIP-890), v13 has topic ids.',
  versions: '3-13',
  // librdkafka before 2.11 takes a first version other than 0 as a sign that records cannot be
  // compressed (KAFKA-18659), so Kafka announces 0 to 2 although it refuses them.
  announced: '0-13',
  flexible: '9+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string', {
      versions: '3+',
      nullable: '0+',
      default: null,
      about: 'Null outside a transaction.',
    }),
    field('acks', 'int16', {
      about:
        'Whose write to wait for: 0 nobody, 1 the leader, -1 all in-sync replicas; with 0 no response is sent.',
    }),
    field('timeoutMs', 'int32', {
      about: 'How long to wait for the in-sync replicas if acks is -1, in milliseconds.',
    }),
    field('topicData', '[]TopicProduceData', {
      fields: [
        field('name', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitionData', '[]PartitionProduceData', {
          fields: [
            field('index', 'int32'),
            field('records', 'records', {
              nullable: '0+',
              about: 'Exactly one record batch of magic 2 with base offset 0.',
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('responses', '[]TopicProduceResponse', {
      fields: [
        field('name', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitionResponses', '[]PartitionProduceResponse', {
          fields: [
            field('index', 'int32'),
            field('errorCode', 'int16'),
            field('baseOffset', 'offset', {
              about: 'The offset that the first record of the batch got; -1 on an error.',
            }),
            field('logAppendTimeMs', 'timestamp', {
              versions: '2+',
              default: -1,
              about: 'The time of the append if the topic uses LogAppendTime, else -1.',
            }),
            field('logStartOffset', 'offset', {
              versions: '5+',
              default: -1,
              about: 'The first offset still in the log; it tells a deleted batch from a lost one.',
            }),
            field('recordErrors', '[]BatchIndexAndErrorMessage', {
              versions: '8+',
              about: 'The records that made the leader drop the whole batch (KIP-467).',
              fields: [
                field('batchIndex', 'int32', {
                  versions: '8+',
                  about: 'The position of the bad record in its batch, from 0.',
                }),
                field('batchIndexErrorMessage', 'string', {
                  versions: '8+',
                  nullable: '0+',
                  default: null,
                  about: 'Null if the error of the partition says enough.',
                }),
              ],
            }),
            field('errorMessage', 'string', {
              versions: '8+',
              nullable: '0+',
              default: null,
              about: 'What the error code leaves out; null if nothing.',
            }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              versions: '10+',
              tag: 0,
              about:
                'Sent with NOT_LEADER_OR_FOLLOWER so that the client need not ask for metadata (KIP-951).',
              fields: [
                field('leaderId', 'int32', {
                  versions: '10+',
                  default: -1,
                  about: '-1 if no leader is known.',
                }),
                field('leaderEpoch', 'int32', {
                  versions: '10+',
                  default: -1,
                  about: '-1 if no leader is known.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
    field('throttleTimeMs', 'int32', {
      versions: '1+',
      about:
        'How long the broker will now ignore the connection because of a quota, in milliseconds.',
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '10+',
      tag: 0,
      about: 'The addresses of the brokers that `currentLeader` names.',
      fields: [
        field('nodeId', 'int32', { versions: '10+' }),
        field('host', 'string', { versions: '10+' }),
        field('port', 'int32', { versions: '10+' }),
        field('rack', 'string', {
          versions: '10+',
          nullable: '0+',
          default: null,
          about: 'Null if the broker has none.',
        }),
      ],
    }),
  ],
};
