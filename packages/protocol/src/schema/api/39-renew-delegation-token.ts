import { type ApiDeclaration, field } from '../declaration.ts';

export const renewDelegationToken: ApiDeclaration = {
  key: 39,
  name: 'RenewDelegationToken',
  about: 'TBD',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [field('hmac', 'bytes'), field('renewPeriodMs', 'duration')],
  response: [
    field('errorCode', 'int16'),
    field('expiryTimestampMs', 'timestamp'),
    field('throttleTimeMs', 'int32'),
  ],
};
