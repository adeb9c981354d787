import { type ApiDeclaration, field } from '../declaration.ts';

export const heartbeat: ApiDeclaration = {
  key: 12,
  name: 'Heartbeat',
  about:
    'Sent by members of a classic group to its coordinator to stay in the group; REBALANCE_IN_PROGRESS tells them to join again. v3 added static members (KIP-345).',
  versions: '0-4',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationId', 'int32', { about: 'The generation that the member joined.' }),
    field('memberId', 'string'),
    field('groupInstanceId', 'string', {
      versions: '3+',
      nullable: '0+',
      default: null,
      about: 'The name that keeps a static member through restarts; null for a dynamic member.',
    }),
  ],
  response: [field('throttleTimeMs', 'int32', { versions: '1+' }), field('errorCode', 'int16')],
};
