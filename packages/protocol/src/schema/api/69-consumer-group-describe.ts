import { type ApiDeclaration, field } from '../declaration.ts';

export const consumerGroupDescribe: ApiDeclaration = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  about:
    'Sent by admin clients to the group coordinator: the state, members and assignments of consumer groups (KIP-848). v1 added the type of a member (KIP-1099).',
  versions: '0-1',
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
        field('groupState', 'string', { about: 'Empty, Assigning, Reconciling, Stable or Dead.' }),
        field('groupEpoch', 'int32', {
          about: 'Grows when members, subscriptions or topics change.',
        }),
        field('assignmentEpoch', 'int32', {
          about: 'The group epoch for which the target assignment was computed; it may lag behind.',
        }),
        field('assignorName', 'string', { about: 'The assignor in use on the coordinator.' }),
        field('members', '[]Member', {
          fields: [
            field('memberId', 'string'),
            field('instanceId', 'string', {
              nullable: '0+',
              default: null,
              about: 'The name of a static member; null for a dynamic one.',
            }),
            field('rackId', 'string', { nullable: '0+', default: null }),
            field('memberEpoch', 'int32', {
              about: 'The assignment epoch that the member has reached.',
            }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('subscribedTopicNames', '[]string'),
            field('subscribedTopicRegex', 'string', {
              nullable: '0+',
              default: null,
              about: 'Null if the member uses none.',
            }),
            field('assignment', 'Assignment', {
              about: 'What the member owns.',
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
            field('targetAssignment', 'Assignment', {
              about: 'What the member is to own in the end.',
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
            field('memberType', 'int8', {
              versions: '1+',
              default: -1,
              about: '0 classic, 1 consumer; -1 unknown.',
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
