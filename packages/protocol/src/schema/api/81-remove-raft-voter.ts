import { type ApiDeclaration, field } from '../declaration.ts';

export const removeRaftVoter: ApiDeclaration = {
  key: 81,
  name: 'RemoveRaftVoter',
  about: 'Sent by admin clients to the leader of the quorum: takes a voter out (KIP-853).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', about: 'Null skips the check.' }),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid', {
      about: 'The log directory of the voter; the wrong one is refused.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
