import {
  defaultRenewDelegationTokenResponse,
  readRenewDelegationTokenRequest,
  type RenewDelegationTokenRequest,
  type RenewDelegationTokenResponse,
  writeRenewDelegationTokenResponse,
} from '@odradek/protocol/messages/39-renew-delegation-token';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** RenewDelegationToken, refused. */
export const renewDelegationToken: RequestHandler = defineRefusal<
  RenewDelegationTokenRequest,
  RenewDelegationTokenResponse
>({
  apiKey: 39,
  read: readRenewDelegationTokenRequest,
  write: writeRenewDelegationTokenResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultRenewDelegationTokenResponse, errorCode }),
});
