import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  readCreatePartitionsRequest,
  writeCreatePartitionsResponse,
} from '@odradek/protocol/messages/37-create-partitions';

import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** CreatePartitions: passed to the controller; answered when the partitions can be used. */
export const createPartitions: RequestHandler = defineHandler<
  CreatePartitionsRequest,
  CreatePartitionsResponse
>({
  apiKey: 37,
  read: readCreatePartitionsRequest,
  write: writeCreatePartitionsResponse,
  handle({ request, services, respond }) {
    services.controller.createPartitions(request).then(respond, (error: unknown) => {
      services.report(`CreatePartitions failed: ${String(error)}`);
      const outcome = failureOutcome(error);
      const results = request.topics.map(({ name }) => ({ name, ...outcome }));
      respond({ throttleTimeMs: 0, results });
    });
  },
});
