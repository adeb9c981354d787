import {
  defaultExpireDelegationTokenResponse,
  type ExpireDelegationTokenRequest,
  type ExpireDelegationTokenResponse,
  readExpireDelegationTokenRequest,
  writeExpireDelegationTokenResponse,
} from '@odradek/protocol/messages/40-expire-delegation-token';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ExpireDelegationToken, refused. */
export const expireDelegationToken: RequestHandler = defineRefusal<
  ExpireDelegationTokenRequest,
  ExpireDelegationTokenResponse
>({
  apiKey: 40,
  read: readExpireDelegationTokenRequest,
  write: writeExpireDelegationTokenResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultExpireDelegationTokenResponse, errorCode }),
});
