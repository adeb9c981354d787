import { type ApiDeclaration, field } from '../declaration.ts';

export const joinGroup: ApiDeclaration = {
  key: 11,
  name: 'JoinGroup',
  about:
    'Sent by members of a classic group to its coordinator: joins and takes part in the rebalance; the response waits for the others. v1 added the rebalance timeout, v4 MEMBER_ID_REQUIRED (KIP-394), v5 static members (KIP-345), v8 a reason (KIP-800).',
  versions: '0-9',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('sessionTimeoutMs', 'int32', {
      about: 'The member is removed if no heartbeat comes for this long, in milliseconds.',
    }),
    field('rebalanceTimeoutMs', 'int32', {
      versions: '1+',
      default: -1,
      about:
        'How long members may take to join again in a rebalance, in milliseconds; v0 uses the session timeout.',
    }),
    field('memberId', 'string', {
      about:
        'Empty on the first attempt, which from v4 on answers MEMBER_ID_REQUIRED with the id to use.',
    }),
    field('groupInstanceId', 'string', {
      versions: '5+',
      nullable: '0+',
      default: null,
      about: 'The name that keeps a static member through restarts; null for a dynamic member.',
    }),
    field('protocolType', 'string', {
      about: 'What the group is: `consumer` for consumers, `connect` for Connect workers.',
    }),
    field('protocols', '[]JoinGroupRequestProtocol', {
      about:
        'What the member supports, best first; the coordinator picks one that all members support.',
      fields: [
        field('name', 'string', {
          about: 'The name of an assignor such as `range`, if the protocol type is `consumer`.',
        }),
        field('metadata', 'bytes', {
          about: 'Opaque to the coordinator; of consumers a ConsumerProtocolSubscription.',
        }),
      ],
    }),
    field('reason', 'string', {
      versions: '8+',
      nullable: '0+',
      default: null,
      about: 'Why the member joins, for the log of the coordinator.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '2+' }),
    field('errorCode', 'int16'),
    field('generationId', 'int32', {
      default: -1,
      about: 'Counts the rebalances of the group; -1 on an error.',
    }),
    field('protocolType', 'string', { versions: '7+', nullable: '0+', default: null }),
    field('protocolName', 'string', {
      nullable: '7+',
      about: 'The protocol that the coordinator picked; null if none.',
    }),
    field('leader', 'string', {
      about: 'The member id of the leader, who computes the assignment and sends it by SyncGroup.',
    }),
    field('skipAssignment', 'bool', {
      versions: '9+',
      about:
        'True for a static leader that came back: the assignment of before stays valid (KIP-814).',
    }),
    field('memberId', 'string', { about: 'The id that the member must use from now on.' }),
    field('members', '[]JoinGroupResponseMember', {
      about: 'All members for the leader, empty for the others.',
      fields: [
        field('memberId', 'string'),
        field('groupInstanceId', 'string', {
          versions: '5+',
          nullable: '0+',
          default: null,
          about: 'The name that keeps a static member through restarts; null for a dynamic member.',
        }),
        field('metadata', 'bytes', {
          about: 'What the member sent for the protocol that was picked.',
        }),
      ],
    }),
  ],
};
