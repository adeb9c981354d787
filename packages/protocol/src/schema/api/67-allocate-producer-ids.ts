import { type ApiDeclaration, field } from '../declaration.ts';

export const allocateProducerIds: ApiDeclaration = {
  key: 67,
  name: 'AllocateProducerIds',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [field('brokerId', 'int32'), field('brokerEpoch', 'int64', { default: -1 })],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerIdStart', 'int64'),
    field('producerIdLen', 'int32'),
  ],
};
