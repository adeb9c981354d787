import { type ApiDeclaration, field } from '../declaration.ts';

export const findCoordinator: ApiDeclaration = {
  key: 10,
  name: 'FindCoordinator',
  about: 'TBD',
  versions: '0-6',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('key', 'string', { versions: '0-3' }),
    field('keyType', 'int8', { versions: '1+' }),
    field('coordinatorKeys', '[]string', { versions: '4+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16', { versions: '0-3' }),
    field('errorMessage', 'string', { versions: '1-3', nullable: '0+' }),
    field('nodeId', 'int32', { versions: '0-3' }),
    field('host', 'string', { versions: '0-3' }),
    field('port', 'int32', { versions: '0-3' }),
    field('coordinators', '[]Coordinator', {
      versions: '4+',
      fields: [
        field('key', 'string', { versions: '4+' }),
        field('nodeId', 'int32', { versions: '4+' }),
        field('host', 'string', { versions: '4+' }),
        field('port', 'int32', { versions: '4+' }),
        field('errorCode', 'int16', { versions: '4+' }),
        field('errorMessage', 'string', { versions: '4+', nullable: '0+' }),
      ],
    }),
  ],
};
