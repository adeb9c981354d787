import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteAcls: ApiDeclaration = {
  key: 31,
  name: 'DeleteAcls',
  about:
    'Sent by admin clients to the controller, through any broker: deletes all ACLs that match one of the filters. v1 added pattern types (KIP-290), v3 the resource type user.',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('filters', '[]DeleteAclsFilter', {
      fields: [
        field('resourceTypeFilter', 'int8', {
          about:
            '1 any, 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user.',
        }),
        field('resourceNameFilter', 'string', {
          nullable: '0+',
          about: 'Null matches every name.',
        }),
        field('patternTypeFilter', 'int8', {
          versions: '1+',
          default: 3,
          about: '1 any, 2 whatever applies to the name, 3 literal, 4 prefixed.',
        }),
        field('principalFilter', 'string', {
          nullable: '0+',
          about: 'Such as `User:alice`; null matches everyone.',
        }),
        field('hostFilter', 'string', {
          nullable: '0+',
          about: 'An address; null matches every host.',
        }),
        field('operation', 'int8', {
          about:
            '1 any, 2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15.',
        }),
        field('permissionType', 'int8', { about: '1 any, 2 deny, 3 allow.' }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('filterResults', '[]DeleteAclsFilterResult', {
      about: 'One for each of `filters`, in the same order.',
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('matchingAcls', '[]DeleteAclsMatchingAcl', {
          about: 'The ACLs that were deleted, or could not be.',
          fields: [
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+' }),
            field('resourceType', 'int8', {
              about: '2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user.',
            }),
            field('resourceName', 'string'),
            field('patternType', 'int8', {
              versions: '1+',
              default: 3,
              about: '3 literal, 4 prefixed.',
            }),
            field('principal', 'string'),
            field('host', 'string'),
            field('operation', 'int8'),
            field('permissionType', 'int8', { about: '2 deny, 3 allow.' }),
          ],
        }),
      ],
    }),
  ],
};
