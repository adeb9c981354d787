import { type ApiDeclaration, field } from '../declaration.ts';

export const updateRaftVoter: ApiDeclaration = {
  key: 82,
  name: 'UpdateRaftVoter',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+' }),
    field('currentLeaderEpoch', 'int32'),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid'),
    field('listeners', '[]Listener', {
      fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
    }),
    field('kRaftVersionFeature', 'KRaftVersionFeature', {
      fields: [field('minSupportedVersion', 'int16'), field('maxSupportedVersion', 'int16')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('currentLeader', 'CurrentLeader', {
      tag: 0,
      fields: [
        field('leaderId', 'int32', { default: -1 }),
        field('leaderEpoch', 'int32', { default: -1 }),
        field('host', 'string'),
        field('port', 'int32'),
      ],
    }),
  ],
};
