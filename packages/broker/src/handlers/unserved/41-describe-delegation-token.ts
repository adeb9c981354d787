import {
  defaultDescribeDelegationTokenResponse,
  type DescribeDelegationTokenRequest,
  type DescribeDelegationTokenResponse,
  readDescribeDelegationTokenRequest,
  writeDescribeDelegationTokenResponse,
} from '@odradek/protocol/messages/41-describe-delegation-token';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeDelegationToken, refused. */
export const describeDelegationToken: RequestHandler = defineRefusal<
  DescribeDelegationTokenRequest,
  DescribeDelegationTokenResponse
>({
  apiKey: 41,
  read: readDescribeDelegationTokenRequest,
  write: writeDescribeDelegationTokenResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultDescribeDelegationTokenResponse, errorCode }),
});
