import { type ApiDeclaration, field } from '../declaration.ts';

export const alterUserScramCredentials: ApiDeclaration = {
  key: 51,
  name: 'AlterUserScramCredentials',
  about:
    'Sent by admin clients to the controller, through any broker: sets or deletes SCRAM credentials of users (KIP-554).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('deletions', '[]ScramCredentialDeletion', {
      fields: [
        field('name', 'string'),
        field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
      ],
    }),
    field('upsertions', '[]ScramCredentialUpsertion', {
      fields: [
        field('name', 'string'),
        field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
        field('iterations', 'int32', { about: 'How often the hash was applied: 4096 to 16384.' }),
        field('salt', 'bytes', { about: 'Random bytes that the client drew.' }),
        field('saltedPassword', 'bytes', {
          about:
            'The hash of the password, computed by the client, so that the password itself stays there.',
        }),
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
