import { type ApiDeclaration, field } from '../declaration.ts';

export const unregisterBroker: ApiDeclaration = {
  key: 64,
  name: 'UnregisterBroker',
  about:
    'Sent by admin clients to the controller, through any broker: removes a broker that is gone for good (KIP-631).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [field('brokerId', 'int32')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
