import { type ApiDeclaration, field } from '../declaration.ts';

export const joinGroup: ApiDeclaration = {
  key: 11,
  name: 'JoinGroup',
  about: 'TBD',
  versions: '0-9',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('sessionTimeoutMs', 'int32'),
    field('rebalanceTimeoutMs', 'int32', { versions: '1+', default: -1 }),
    field('memberId', 'string'),
    field('groupInstanceId', 'string', { versions: '5+', nullable: '0+', default: null }),
    field('protocolType', 'string'),
    field('protocols', '[]JoinGroupRequestProtocol', {
      fields: [field('name', 'string'), field('metadata', 'bytes')],
    }),
    field('reason', 'string', { versions: '8+', nullable: '0+', default: null }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '2+' }),
    field('errorCode', 'int16'),
    field('generationId', 'int32', { default: -1 }),
    field('protocolType', 'string', { versions: '7+', nullable: '0+', default: null }),
    field('protocolName', 'string', { nullable: '7+' }),
    field('leader', 'string'),
    field('skipAssignment', 'bool', { versions: '9+' }),
    field('memberId', 'string'),
    field('members', '[]JoinGroupResponseMember', {
      fields: [
        field('memberId', 'string'),
        field('groupInstanceId', 'string', { versions: '5+', nullable: '0+', default: null }),
        field('metadata', 'bytes'),
      ],
    }),
  ],
};
