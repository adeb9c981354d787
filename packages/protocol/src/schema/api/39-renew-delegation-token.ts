import { type ApiDeclaration, field } from '../declaration.ts';

export const renewDelegationToken: ApiDeclaration = {
  key: 39,
  name: 'RenewDelegationToken',
  about:
    'Sent by the owner or a renewer of a delegation token to the controller, through any broker: extends the life of the token.',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('hmac', 'bytes', { about: 'The HMAC that CreateDelegationToken returned.' }),
    field('renewPeriodMs', 'duration', {
      about: 'How much longer from now, in milliseconds; negative for the setting of the broker.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('expiryTimestampMs', 'timestamp', { about: 'The token is now void after this time.' }),
    field('throttleTimeMs', 'int32'),
  ],
};
