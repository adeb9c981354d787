import { type ApiDeclaration, field } from '../declaration.ts';

export const findCoordinator: ApiDeclaration = {
  key: 10,
  name: 'FindCoordinator',
  about:
    'Sent by every client to any broker: which broker coordinates a group, a transactional id or a share partition. v1 added key types, v4 many keys (KIP-699), v5 TRANSACTION_ABORTABLE and v6 share partitions (KIP-932).',
  versions: '0-6',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('key', 'string', {
      versions: '0-3',
      about: 'The group id or transactional id; from v4 on see `coordinatorKeys`.',
    }),
    field('keyType', 'int8', { versions: '1+', about: '0 group, 1 transaction, 2 share.' }),
    field('coordinatorKeys', '[]string', {
      versions: '4+',
      about: 'Group ids, transactional ids or, for share, `groupId:topicId:partition`.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '1+' }),
    field('errorCode', 'int16', { versions: '0-3' }),
    field('errorMessage', 'string', { versions: '1-3', nullable: '0+' }),
    field('nodeId', 'int32', { versions: '0-3', about: '-1 on an error.' }),
    field('host', 'string', { versions: '0-3', about: 'Empty on an error.' }),
    field('port', 'int32', { versions: '0-3', about: '-1 on an error.' }),
    field('coordinators', '[]Coordinator', {
      versions: '4+',
      fields: [
        field('key', 'string', { versions: '4+', about: 'The key that was asked for.' }),
        field('nodeId', 'int32', { versions: '4+', about: '-1 on an error.' }),
        field('host', 'string', { versions: '4+', about: 'Empty on an error.' }),
        field('port', 'int32', { versions: '4+', about: '-1 on an error.' }),
        field('errorCode', 'int16', { versions: '4+' }),
        field('errorMessage', 'string', { versions: '4+', nullable: '0+' }),
      ],
    }),
  ],
};
