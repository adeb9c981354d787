import { type ApiDeclaration, field } from '../declaration.ts';

export const expireDelegationToken: ApiDeclaration = {
  key: 40,
  name: 'ExpireDelegationToken',
  about: 'TBD',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [field('hmac', 'bytes'), field('expiryTimePeriodMs', 'duration')],
  response: [
    field('errorCode', 'int16'),
    field('expiryTimestampMs', 'timestamp'),
    field('throttleTimeMs', 'int32'),
  ],
};
