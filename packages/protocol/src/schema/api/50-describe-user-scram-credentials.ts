import { type ApiDeclaration, field } from '../declaration.ts';

export const describeUserScramCredentials: ApiDeclaration = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  about:
    'Sent by admin clients to any broker or controller: which SCRAM credentials users have, without any secret (KIP-554).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('users', '[]UserName', {
      nullable: '0+',
      about: 'Null or empty for all users.',
      fields: [field('name', 'string')],
    }),
  ],
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
          fields: [
            field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
            field('iterations', 'int32'),
          ],
        }),
      ],
    }),
  ],
};
