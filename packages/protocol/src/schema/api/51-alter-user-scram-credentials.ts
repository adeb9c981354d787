import { type ApiDeclaration, field } from '../declaration.ts';

export const alterUserScramCredentials: ApiDeclaration = {
  key: 51,
  name: 'AlterUserScramCredentials',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('deletions', '[]ScramCredentialDeletion', {
      fields: [field('name', 'string'), field('mechanism', 'int8')],
    }),
    field('upsertions', '[]ScramCredentialUpsertion', {
      fields: [
        field('name', 'string'),
        field('mechanism', 'int8'),
        field('iterations', 'int32'),
        field('salt', 'bytes'),
        field('saltedPassword', 'bytes'),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]AlterUserScramCredentialsResult', {
      fields: [
        field('user', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
      ],
    }),
  ],
};
