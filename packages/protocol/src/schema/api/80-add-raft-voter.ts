import { type ApiDeclaration, field } from '../declaration.ts';

export const addRaftVoter: ApiDeclaration = {
  key: 80,
  name: 'AddRaftVoter',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+' }),
    field('timeoutMs', 'int32'),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid'),
    field('listeners', '[]Listener', {
      fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
    }),
    field('ackWhenCommitted', 'bool', { versions: '1+', default: true }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
