import { type ApiDeclaration, field } from '../declaration.ts';

export const describeDelegationToken: ApiDeclaration = {
  key: 41,
  name: 'DescribeDelegationToken',
  about:
    'Sent by authenticated clients to any broker: the delegation tokens that they may see. v3 added who asked for a token (KIP-373).',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('owners', '[]DescribeDelegationTokenOwner', {
      nullable: '0+',
      about: 'The owners whose tokens to return; null for all.',
      fields: [field('principalType', 'string'), field('principalName', 'string')],
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('tokens', '[]DescribedDelegationToken', {
      fields: [
        field('principalType', 'string'),
        field('principalName', 'string'),
        field('tokenRequesterPrincipalType', 'string', { versions: '3+' }),
        field('tokenRequesterPrincipalName', 'string', {
          versions: '3+',
          about: 'Who asked for the token.',
        }),
        field('issueTimestamp', 'timestamp'),
        field('expiryTimestamp', 'timestamp', {
          about: 'The token is void after this time unless it is renewed.',
        }),
        field('maxTimestamp', 'timestamp', {
          about: 'The token is void after this time in any case.',
        }),
        field('tokenId', 'string'),
        field('hmac', 'bytes', { about: 'The secret of the token.' }),
        field('renewers', '[]DescribedDelegationTokenRenewer', {
          fields: [field('principalType', 'string'), field('principalName', 'string')],
        }),
      ],
    }),
    field('throttleTimeMs', 'int32'),
  ],
};
