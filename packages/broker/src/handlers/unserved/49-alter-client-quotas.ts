import {
  type AlterClientQuotasRequest,
  type AlterClientQuotasResponse,
  defaultAlterClientQuotasResponse,
  readAlterClientQuotasRequest,
  writeAlterClientQuotasResponse,
} from '@odradek/protocol/messages/49-alter-client-quotas';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterClientQuotas, refused. */
export const alterClientQuotas: RequestHandler = defineRefusal<
  AlterClientQuotasRequest,
  AlterClientQuotasResponse
>({
  apiKey: 49,
  read: readAlterClientQuotasRequest,
  write: writeAlterClientQuotasResponse,
  refuse: ({ entries }, error) => ({
    ...defaultAlterClientQuotasResponse,
    entries: entries.map(({ entity }) => ({
      ...error,
      entity: entity.map(({ entityType, entityName }) => ({ entityType, entityName })),
    })),
  }),
});
