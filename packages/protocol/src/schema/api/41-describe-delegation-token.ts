import { type ApiDeclaration, field } from '../declaration.ts';

export const describeDelegationToken: ApiDeclaration = {
  key: 41,
  name: 'DescribeDelegationToken',
  about: 'TBD',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('owners', '[]DescribeDelegationTokenOwner', {
      nullable: '0+',
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
        field('tokenRequesterPrincipalName', 'string', { versions: '3+' }),
        field('issueTimestamp', 'timestamp'),
        field('expiryTimestamp', 'timestamp'),
        field('maxTimestamp', 'timestamp'),
        field('tokenId', 'string'),
        field('hmac', 'bytes'),
        field('renewers', '[]DescribedDelegationTokenRenewer', {
          fields: [field('principalType', 'string'), field('principalName', 'string')],
        }),
      ],
    }),
    field('throttleTimeMs', 'int32'),
  ],
};
