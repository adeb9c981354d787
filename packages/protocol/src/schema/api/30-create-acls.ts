import { type ApiDeclaration, field } from '../declaration.ts';

export const createAcls: ApiDeclaration = {
  key: 30,
  name: 'CreateAcls',
  about:
    'Sent by admin clients to the controller, through any broker: adds ACLs. v1 added pattern types (KIP-290), v3 the resource type user.',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('creations', '[]AclCreation', {
      fields: [
        field('resourceType', 'int8', {
          about: '2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user.',
        }),
        field('resourceName', 'string', {
          about: 'A name, the beginning of one or `*`; `kafka-cluster` for the cluster.',
        }),
        field('resourcePatternType', 'int8', {
          versions: '1+',
          default: 3,
          about: '3 literal, 4 prefixed.',
        }),
        field('principal', 'string', { about: 'Such as `User:alice`, or `User:*` for everyone.' }),
        field('host', 'string', { about: 'An address, or `*` for every host.' }),
        field('operation', 'int8', {
          about: '2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15.',
        }),
        field('permissionType', 'int8', { about: '2 deny, 3 allow.' }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]AclCreationResult', {
      about: 'One for each of `creations`, in the same order.',
      fields: [field('errorCode', 'int16'), field('errorMessage', 'string', { nullable: '0+' })],
    }),
  ],
};
