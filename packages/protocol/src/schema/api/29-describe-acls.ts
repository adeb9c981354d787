import { type ApiDeclaration, field } from '../declaration.ts';

export const describeAcls: ApiDeclaration = {
  key: 29,
  name: 'DescribeAcls',
  about: 'TBD',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('resourceTypeFilter', 'int8'),
    field('resourceNameFilter', 'string', { nullable: '0+' }),
    field('patternTypeFilter', 'int8', { versions: '1+', default: 3 }),
    field('principalFilter', 'string', { nullable: '0+' }),
    field('hostFilter', 'string', { nullable: '0+' }),
    field('operation', 'int8'),
    field('permissionType', 'int8'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('resources', '[]DescribeAclsResource', {
      fields: [
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('patternType', 'int8', { versions: '1+', default: 3 }),
        field('acls', '[]AclDescription', {
          fields: [
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
