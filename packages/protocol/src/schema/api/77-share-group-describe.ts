import { type ApiDeclaration, field } from '../declaration.ts';

export const shareGroupDescribe: ApiDeclaration = {
  key: 77,
  name: 'ShareGroupDescribe',
  about:
    'Sent by admin clients to the group coordinator: the state, members and assignments of share groups (KIP-932). v1 is the first stable version.',
  versions: '1',
  flexible: '0+',
  listeners: ['broker'],
  request: [field('groupIds', '[]string'), field('includeAuthorizedOperations', 'bool')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('groups', '[]DescribedGroup', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
        field('groupId', 'string'),
        field('groupState', 'string', { about: 'Empty, Stable or Dead.' }),
        field('groupEpoch', 'int32', {
          about: 'Grows when members, subscriptions or topics change.',
        }),
        field('assignmentEpoch', 'int32', {
          about: 'The group epoch for which the assignment was computed; it may lag behind.',
        }),
        field('assignorName', 'string', { about: 'The assignor in use on the coordinator.' }),
        field('members', '[]Member', {
          fields: [
            field('memberId', 'string'),
            field('rackId', 'string', { nullable: '0+', default: null }),
            field('memberEpoch', 'int32', {
              about: 'The assignment epoch that the member has reached.',
            }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('subscribedTopicNames', '[]string'),
            field('assignment', 'Assignment', {
              about: 'The partitions that the member fetches from.',
              fields: [
                field('topicPartitions', '[]TopicPartitions', {
                  fields: [
                    field('topicId', 'uuid'),
                    field('topicName', 'string'),
                    field('partitions', '[]int32'),
                  ],
                }),
              ],
            }),
          ],
        }),
        field('authorizedOperations', 'int32', {
          default: -2147483648,
          about:
            'Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked.',
        }),
      ],
    }),
  ],
};
