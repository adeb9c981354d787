import { type ApiDeclaration, field } from '../declaration.ts';

export const unregisterController: ApiDeclaration = {
  key: 94,
  name: 'UnregisterController',
  about:
    'Sent by admin clients to the controller, through any broker: removes a controller that is gone for good (KIP-1312).',
  versions: '0',
  announced: 'none',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [field('controllerId', 'int32')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
