import { type ApiDeclaration, field } from '../declaration.ts';

export const describeUserScramCredentials: ApiDeclaration = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [field('users', '[]UserName', { nullable: '0+', fields: [field('name', 'string')] })],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('results', '[]DescribeUserScramCredentialsResult', {
      fields: [
        field('user', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('credentialInfos', '[]CredentialInfo', {
          fields: [field('mechanism', 'int8'), field('iterations', 'int32')],
        }),
      ],
    }),
  ],
};
