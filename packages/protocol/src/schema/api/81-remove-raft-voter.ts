import { type ApiDeclaration, field } from '../declaration.ts';

export const removeRaftVoter: ApiDeclaration = {
  key: 81,
  name: 'RemoveRaftVoter',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+' }),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
