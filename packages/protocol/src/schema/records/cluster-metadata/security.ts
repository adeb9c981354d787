import { field, type RecordDeclaration } from '../../declaration.ts';

/** Access control, delegation tokens and credentials. */
export const securityRecords: readonly RecordDeclaration[] = [
  {
    name: 'DelegationTokenRecord',
    about: 'A delegation token, new or renewed, without its secret.',
    type: 10,
    versions: '0',
    flexible: '0+',
    fields: [
      field('owner', 'string', { about: 'A principal such as `User:alice`.' }),
      field('requester', 'string', { about: 'The principal that asked for the token.' }),
      field('renewers', '[]string', { about: 'The principals that may renew the token.' }),
      field('issueTimestamp', 'timestamp'),
      field('maxTimestamp', 'timestamp', {
        about: 'The token is void after this time in any case.',
      }),
      field('expirationTimestamp', 'timestamp', {
        about: 'The token is void after this time unless it is renewed.',
      }),
      field('tokenId', 'string'),
    ],
  },
  {
    name: 'UserScramCredentialRecord',
    about: 'A SCRAM credential of a user; it replaces the one of the same user and mechanism.',
    type: 11,
    versions: '0',
    flexible: '0+',
    fields: [
      field('name', 'string', { about: 'The user.' }),
      field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
      field('salt', 'bytes'),
      field('storedKey', 'bytes', { about: 'Checks the proof of the client (RFC 5802).' }),
      field('serverKey', 'bytes', { about: 'Signs the answer of the server (RFC 5802).' }),
      field('iterations', 'int32'),
    ],
  },
  {
    name: 'AccessControlEntryRecord',
    about: 'An ACL.',
    type: 18,
    versions: '0',
    flexible: '0+',
    fields: [
      field('id', 'uuid', {
        about: 'A random id by which RemoveAccessControlEntryRecord names the ACL.',
      }),
      field('resourceType', 'int8', {
        about: '2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user.',
      }),
      field('resourceName', 'string'),
      field('patternType', 'int8', { about: '3 literal, 4 prefixed.' }),
      field('principal', 'string', { about: 'Such as `User:alice`, or `User:*` for everyone.' }),
      field('host', 'string', { about: '`*` for every host.' }),
      field('operation', 'int8', {
        about: '2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15.',
      }),
      field('permissionType', 'int8', { about: '2 deny, 3 allow.' }),
    ],
  },
  {
    name: 'RemoveAccessControlEntryRecord',
    about: 'An ACL is deleted.',
    type: 19,
    versions: '0',
    flexible: '0+',
    fields: [field('id', 'uuid', { about: 'The id from AccessControlEntryRecord.' })],
  },
  {
    name: 'RemoveUserScramCredentialRecord',
    about: 'A SCRAM credential of a user is deleted.',
    type: 22,
    versions: '0',
    flexible: '0+',
    fields: [
      field('name', 'string', { about: 'The user.' }),
      field('mechanism', 'int8', { about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' }),
    ],
  },
  {
    name: 'RemoveDelegationTokenRecord',
    about: 'A delegation token is deleted.',
    type: 26,
    versions: '0',
    flexible: '0+',
    fields: [field('tokenId', 'string')],
  },
];
