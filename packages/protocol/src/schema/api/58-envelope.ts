import { type ApiDeclaration, field } from '../declaration.ts';

export const envelope: ApiDeclaration = {
  key: 58,
  name: 'Envelope',
  about:
    'Sent by brokers to the controller: wraps a request that the broker forwards for a client (KIP-590).',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('requestData', 'bytes', { about: 'The header and body of the request.' }),
    field('requestPrincipal', 'bytes', {
      nullable: '0+',
      about: 'The principal of the client, as a DefaultPrincipalData.',
    }),
    field('clientHostAddress', 'bytes', { about: 'The address of the client, 4 or 16 bytes.' }),
  ],
  response: [
    field('responseData', 'bytes', {
      nullable: '0+',
      default: null,
      about: 'The header and body of the response; null on an error.',
    }),
    field('errorCode', 'int16', {
      about: 'An error of the envelope; errors of the request are inside `responseData`.',
    }),
  ],
};
