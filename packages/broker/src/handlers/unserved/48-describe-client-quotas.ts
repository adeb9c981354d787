import {
  defaultDescribeClientQuotasResponse,
  type DescribeClientQuotasRequest,
  type DescribeClientQuotasResponse,
  readDescribeClientQuotasRequest,
  writeDescribeClientQuotasResponse,
} from '@odradek/protocol/messages/48-describe-client-quotas';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeClientQuotas, refused. */
export const describeClientQuotas: RequestHandler = defineRefusal<
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse
>({
  apiKey: 48,
  read: readDescribeClientQuotasRequest,
  write: writeDescribeClientQuotasResponse,
  refuse: (_request, error) => ({
    ...defaultDescribeClientQuotasResponse,
    ...error,
    entries: null,
  }),
});
