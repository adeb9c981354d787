import {
  type CreateDelegationTokenRequest,
  type CreateDelegationTokenResponse,
  defaultCreateDelegationTokenResponse,
  readCreateDelegationTokenRequest,
  writeCreateDelegationTokenResponse,
} from '@odradek/protocol/messages/38-create-delegation-token';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

const ANONYMOUS = { type: 'User', name: 'ANONYMOUS' };
const NO_TIMESTAMP = -1;

/** CreateDelegationToken, refused. Owner and requester are as for a client without a name. */
export const createDelegationToken: RequestHandler = defineRefusal<
  CreateDelegationTokenRequest,
  CreateDelegationTokenResponse
>({
  apiKey: 38,
  read: readCreateDelegationTokenRequest,
  write: writeCreateDelegationTokenResponse,
  refuse: (_request, { errorCode }) => ({
    ...defaultCreateDelegationTokenResponse,
    errorCode,
    principalType: ANONYMOUS.type,
    principalName: ANONYMOUS.name,
    tokenRequesterPrincipalType: ANONYMOUS.type,
    tokenRequesterPrincipalName: ANONYMOUS.name,
    issueTimestampMs: NO_TIMESTAMP,
    expiryTimestampMs: NO_TIMESTAMP,
    maxTimestampMs: NO_TIMESTAMP,
  }),
});
