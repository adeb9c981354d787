import { type ApiDeclaration, field } from '../declaration.ts';

export const updateRaftVoter: ApiDeclaration = {
  key: 82,
  name: 'UpdateRaftVoter',
  about:
    'Sent by voters to the leader of the quorum when they start: renews their addresses and the versions they support (KIP-853).',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', about: 'Null skips the check.' }),
    field('currentLeaderEpoch', 'int32', {
      about: 'The leader epoch that the voter knows; -1 if none.',
    }),
    field('voterId', 'int32'),
    field('voterDirectoryId', 'uuid', { about: 'The log directory of the voter.' }),
    field('listeners', '[]Listener', {
      about: 'Where the voter can be reached.',
      fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
    }),
    field('kRaftVersionFeature', 'KRaftVersionFeature', {
      about: 'The range of `kraft.version` that the voter can run.',
      fields: [field('minSupportedVersion', 'int16'), field('maxSupportedVersion', 'int16')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('currentLeader', 'CurrentLeader', {
      tag: 0,
      about: 'Who leads now, sent where the voter is wrong about it.',
      fields: [
        field('leaderId', 'int32', { default: -1, about: '-1 if no leader is known.' }),
        field('leaderEpoch', 'int32', { default: -1 }),
        field('host', 'string'),
        field('port', 'int32'),
      ],
    }),
  ],
};
