import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteTopics: ApiDeclaration = {
  key: 20,
  name: 'DeleteTopics',
  about:
    'Sent by admin clients to the controller, through any broker: deletes topics with all records. v5 added error messages, v6 topic ids (KIP-516).',
  versions: '1-6',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]DeleteTopicState', {
      versions: '6+',
      fields: [
        field('name', 'string', {
          versions: '6+',
          nullable: '0+',
          default: null,
          about: 'Null to name the topic by id.',
        }),
        field('topicId', 'uuid', { versions: '6+', about: 'Zero to name the topic by name.' }),
      ],
    }),
    field('topicNames', '[]string', { versions: '0-5' }),
    field('timeoutMs', 'int32', {
      about: 'How long to wait for the deletion, in milliseconds; it goes on after that.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('responses', '[]DeletableTopicResult', {
      fields: [
        field('name', 'string', { nullable: '6+', about: 'Null if the topic id is unknown.' }),
        field('topicId', 'uuid', { versions: '6+' }),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { versions: '5+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
