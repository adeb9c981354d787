import { type ApiDeclaration, field } from '../declaration.ts';

export const heartbeat: ApiDeclaration = {
  key: 12,
  name: 'Heartbeat',
  about: 'TBD',
  versions: '0-4',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationId', 'int32'),
    field('memberId', 'string'),
    field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
  ],
  response: [field('throttleTimeMs', 'int32', { versions: '1+' }), field('errorCode', 'int16')],
};
