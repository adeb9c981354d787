import {
  type AlterClientQuotasRequest,
  type AlterClientQuotasResponse,
  readAlterClientQuotasRequest,
  writeAlterClientQuotasResponse,
} from '@odradek/protocol/messages/49-alter-client-quotas';

import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** AlterClientQuotas: passed to the controller; answered when the quotas hold (KIP-546). */
export const alterClientQuotas: RequestHandler = defineHandler<
  AlterClientQuotasRequest,
  AlterClientQuotasResponse
>({
  apiKey: 49,
  read: readAlterClientQuotasRequest,
  write: writeAlterClientQuotasResponse,
  handle({ request, services, respond }) {
    services.controller.alterClientQuotas(request).then(respond, (error: unknown) => {
      services.report(`AlterClientQuotas failed: ${String(error)}`);
      const outcome = failureOutcome(error);
      const entries = request.entries.map(({ entity }) => ({ ...outcome, entity }));
      respond({ throttleTimeMs: 0, entries });
    });
  },
});
