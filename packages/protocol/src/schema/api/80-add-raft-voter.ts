import { type ApiDeclaration, field } from '../declaration.ts';

export const addRaftVoter: ApiDeclaration = {
  key: 80,
  name: 'AddRaftVoter',
  about:
    'Sent by admin clients and new controllers to the leader of the quorum: makes an observer a voter (KIP-853). v1 can answer before the change is committed.',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', about: 'Null skips the check.' }),
    field('timeoutMs', 'int32', { about: 'How long to wait for the change, in milliseconds.' }),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid', { about: 'The log directory of the new voter.' }),
    field('listeners', '[]Listener', {
      about: 'Where the new voter can be reached.',
      fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
    }),
    field('ackWhenCommitted', 'bool', {
      versions: '1+',
      default: true,
      about: 'False to answer as soon as the leader has written the change.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
