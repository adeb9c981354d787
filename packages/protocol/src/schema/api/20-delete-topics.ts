import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteTopics: ApiDeclaration = {
  key: 20,
  name: 'DeleteTopics',
  about: 'TBD',
  versions: '1-6',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]DeleteTopicState', {
      versions: '6+',
      fields: [
        field('name', 'string', { versions: '6+', nullable: '0+', default: null }),
        field('topicId', 'uuid', { versions: '6+' }),
      ],
    }),
    field('topicNames', '[]string', { versions: '0-5' }),
    field('timeoutMs', 'int32'),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('responses', '[]DeletableTopicResult', {
      fields: [
        field('name', 'string', { nullable: '6+' }),
        field('topicId', 'uuid', { versions: '6+' }),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { versions: '5+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
