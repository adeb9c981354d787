import { type ApiDeclaration, field } from '../declaration.ts';

export const describeGroups: ApiDeclaration = {
  key: 15,
  name: 'DescribeGroups',
  about:
    'Sent by admin clients to the group coordinator: the state and members of classic groups. v3 added authorized operations, v4 static members and v6 GROUP_ID_NOT_FOUND for groups that do not exist.',
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
        field('groupState', 'string', {
          about: 'Empty, PreparingRebalance, CompletingRebalance, Stable or Dead.',
        }),
        field('protocolType', 'string', {
          about: 'What the group is, such as `consumer`; empty if it never had members.',
        }),
        field('protocolData', 'string', {
          about:
            'The protocol that was picked, such as an assignor; empty unless the group is stable.',
        }),
        field('members', '[]DescribedGroupMember', {
          fields: [
            field('memberId', 'string'),
            field('groupInstanceId', 'string', {
              versions: '4+',
              nullable: '0+',
              default: null,
              about:
                'The name that keeps a static member through restarts; null for a dynamic member.',
            }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('memberMetadata', 'bytes', {
              about:
                'What the member sent in JoinGroup for that protocol; empty unless the group is stable.',
            }),
            field('memberAssignment', 'bytes', {
              about: 'The part of the member from SyncGroup; empty unless the group is stable.',
            }),
          ],
        }),
        field('authorizedOperations', 'int32', {
          versions: '3+',
          default: -2147483648,
          about:
            'Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked.',
        }),
      ],
    }),
  ],
};
