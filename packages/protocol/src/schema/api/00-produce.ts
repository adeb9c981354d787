import { type ApiDeclaration, field } from '../declaration.ts';

export const produce: ApiDeclaration = {
  key: 0,
  name: 'Produce',
  about: 'TBD',
  versions: '3-13',
  announced: '0-13',
  flexible: '9+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string', { versions: '3+', nullable: '0+', default: null }),
    field('acks', 'int16'),
    field('timeoutMs', 'int32'),
    field('topicData', '[]TopicProduceData', {
      fields: [
        field('name', 'string', { versions: '0-12' }),
        field('topicId', 'uuid', { versions: '13+' }),
        field('partitionData', '[]PartitionProduceData', {
          fields: [field('index', 'int32'), field('records', 'records', { nullable: '0+' })],
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
            field('baseOffset', 'offset'),
            field('logAppendTimeMs', 'timestamp', { versions: '2+', default: -1 }),
            field('logStartOffset', 'offset', { versions: '5+', default: -1 }),
            field('recordErrors', '[]BatchIndexAndErrorMessage', {
              versions: '8+',
              fields: [
                field('batchIndex', 'int32', { versions: '8+' }),
                field('batchIndexErrorMessage', 'string', {
                  versions: '8+',
                  nullable: '0+',
                  default: null,
                }),
              ],
            }),
            field('errorMessage', 'string', { versions: '8+', nullable: '0+', default: null }),
            field('currentLeader', 'LeaderIdAndEpoch', {
              versions: '10+',
              tag: 0,
              fields: [
                field('leaderId', 'int32', { versions: '10+', default: -1 }),
                field('leaderEpoch', 'int32', { versions: '10+', default: -1 }),
              ],
            }),
          ],
        }),
      ],
    }),
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '10+',
      tag: 0,
      fields: [
        field('nodeId', 'int32', { versions: '10+' }),
        field('host', 'string', { versions: '10+' }),
        field('port', 'int32', { versions: '10+' }),
        field('rack', 'string', { versions: '10+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
