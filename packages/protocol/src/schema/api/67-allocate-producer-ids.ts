import { type ApiDeclaration, field } from '../declaration.ts';

export const allocateProducerIds: ApiDeclaration = {
  key: 67,
  name: 'AllocateProducerIds',
  about:
    'Sent by brokers to the controller: gets a block of producer ids, from which InitProducerId is served (KIP-730).',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', {
      default: -1,
      about:
        'The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerIdStart', 'int64', { about: 'The first id of the block.' }),
    field('producerIdLen', 'int32', { about: 'How many ids the block has; Kafka gives 1000.' }),
  ],
};
