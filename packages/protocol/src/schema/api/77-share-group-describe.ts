import { type ApiDeclaration, field } from '../declaration.ts';

export const shareGroupDescribe: ApiDeclaration = {
  key: 77,
  name: 'ShareGroupDescribe',
  about: 'TBD',
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
        field('groupState', 'string'),
        field('groupEpoch', 'int32'),
        field('assignmentEpoch', 'int32'),
        field('assignorName', 'string'),
        field('members', '[]Member', {
          fields: [
            field('memberId', 'string'),
            field('rackId', 'string', { nullable: '0+', default: null }),
            field('memberEpoch', 'int32'),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('subscribedTopicNames', '[]string'),
            field('assignment', 'Assignment', {
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
        field('authorizedOperations', 'int32', { default: -2147483648 }),
      ],
    }),
  ],
};
