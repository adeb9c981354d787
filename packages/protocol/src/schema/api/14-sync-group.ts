import { type ApiDeclaration, field } from '../declaration.ts';

export const syncGroup: ApiDeclaration = {
  key: 14,
  name: 'SyncGroup',
  about: 'TBD',
  versions: '0-5',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationId', 'int32'),
    field('memberId', 'string'),
    field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
    field('protocolType', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('protocolName', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('assignments', '[]SyncGroupRequestAssignment', {
      fields: [field('memberId', 'string'), field('assignment', 'bytes')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16'),
    field('protocolType', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('protocolName', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('assignment', 'bytes'),
  ],
};
