import {
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  readIncrementalAlterConfigsRequest,
  writeIncrementalAlterConfigsResponse,
} from '@odradek/protocol/messages/44-incremental-alter-configs';

import { failedResources } from '../request/failed-resources.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * IncrementalAlterConfigs: passed to the controller; answered when the configs hold. A broker takes
 * changes of its own configs and of those of all brokers, of topics and of groups: levels of loggers
 * and client metrics come later.
 */
export const incrementalAlterConfigs: RequestHandler = defineHandler<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
>({
  apiKey: 44,
  read: readIncrementalAlterConfigsRequest,
  write: writeIncrementalAlterConfigsResponse,
  handle({ request, services, respond }) {
    services.controller.incrementalAlterConfigs(request).then(respond, (error: unknown) => {
      services.report(`IncrementalAlterConfigs failed: ${String(error)}`);
      const responses = failedResources(request.resources, error);
      respond({ throttleTimeMs: 0, responses });
    });
  },
});
