import { type ApiDeclaration, field } from '../declaration.ts';

export const describeGroups: ApiDeclaration = {
  key: 15,
  name: 'DescribeGroups',
  about: 'TBD',
  versions: '0-6',
  flexible: '5+',
  listeners: ['broker'],
  request: [
    field('groups', '[]string'),
    field('includeAuthorizedOperations', 'bool', { versions: '3+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('groups', '[]DescribedGroup', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { versions: '6+', nullable: '0+', default: null }),
        field('groupId', 'string'),
        field('groupState', 'string'),
        field('protocolType', 'string'),
        field('protocolData', 'string'),
        field('members', '[]DescribedGroupMember', {
          fields: [
            field('memberId', 'string'),
            field('groupInstanceId', 'string', { versions: '4+', nullable: '0+', default: null }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('memberMetadata', 'bytes'),
            field('memberAssignment', 'bytes'),
          ],
        }),
        field('authorizedOperations', 'int32', { versions: '3+', default: -2147483648 }),
      ],
    }),
  ],
};
