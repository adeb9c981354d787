import { type ApiDeclaration, field } from '../declaration.ts';

export const createAcls: ApiDeclaration = {
  key: 30,
  name: 'CreateAcls',
  about: 'TBD',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('creations', '[]AclCreation', {
      fields: [
        field('resourceType', 'int8'),
        field('resourceName', 'string'),
        field('resourcePatternType', 'int8', { versions: '1+', default: 3 }),
        field('principal', 'string'),
        field('host', 'string'),
        field('operation', 'int8'),
        field('permissionType', 'int8'),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]AclCreationResult', {
      fields: [field('errorCode', 'int16'), field('errorMessage', 'string', { nullable: '0+' })],
    }),
  ],
};
