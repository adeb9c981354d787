import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  readCreatePartitionsRequest,
  writeCreatePartitionsResponse,
} from '@odradek/protocol/messages/37-create-partitions';

import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** Clients of earlier versions do not know THROTTLING_QUOTA_EXCEEDED (KIP-599). */
const FIRST_VERSION_WITH_STRICT_QUOTA = 3;

/** CreatePartitions: passed to the controller; answered when the partitions can be used. */
export const createPartitions: RequestHandler = defineHandler<
  CreatePartitionsRequest,
  CreatePartitionsResponse
>({
  apiKey: 37,
  read: readCreatePartitionsRequest,
  write: writeCreatePartitionsResponse,
  handle({ request, context, services, respond }) {
    const quota = services.requestQuotas.controllerMutation(
      context,
      FIRST_VERSION_WITH_STRICT_QUOTA,
    );
    services.controller.createPartitions(request, quota).then(
      (response) => respond({ ...response, throttleTimeMs: quota?.throttleTimeMs() ?? 0 }),
      (error: unknown) => {
        services.report(`CreatePartitions failed: ${String(error)}`);
        const outcome = failureOutcome(error);
        const results = request.topics.map(({ name }) => ({ name, ...outcome }));
        respond({ throttleTimeMs: 0, results });
      },
    );
  },
});
