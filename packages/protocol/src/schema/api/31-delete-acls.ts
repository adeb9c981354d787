import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteAcls: ApiDeclaration = {
  key: 31,
  name: 'DeleteAcls',
  about: 'TBD',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('filters', '[]DeleteAclsFilter', {
      fields: [
        field('resourceTypeFilter', 'int8'),
        field('resourceNameFilter', 'string', { nullable: '0+' }),
        field('patternTypeFilter', 'int8', { versions: '1+', default: 3 }),
        field('principalFilter', 'string', { nullable: '0+' }),
        field('hostFilter', 'string', { nullable: '0+' }),
        field('operation', 'int8'),
        field('permissionType', 'int8'),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('filterResults', '[]DeleteAclsFilterResult', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+' }),
        field('matchingAcls', '[]DeleteAclsMatchingAcl', {
          fields: [
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+' }),
            field('resourceType', 'int8'),
            field('resourceName', 'string'),
            field('patternType', 'int8', { versions: '1+', default: 3 }),
            field('principal', 'string'),
            field('host', 'string'),
            field('operation', 'int8'),
            field('permissionType', 'int8'),
          ],
        }),
      ],
    }),
  ],
};
