import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  readAlterConfigsRequest,
  writeAlterConfigsResponse,
} from '@odradek/protocol/messages/33-alter-configs';

import { failedResources } from '../request/failed-resources.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * AlterConfigs: what it names is all that is set on the resource afterwards. Passed to the
 * controller; answered when the configs hold. IncrementalAlterConfigs has taken its place (KIP-339),
 * but older clients know nothing else.
 */
export const alterConfigs: RequestHandler = defineHandler<
  AlterConfigsRequest,
  AlterConfigsResponse
>({
  apiKey: 33,
  read: readAlterConfigsRequest,
  write: writeAlterConfigsResponse,
  handle({ request, services, respond }) {
    services.controller.alterConfigs(request).then(respond, (error: unknown) => {
      services.report(`AlterConfigs failed: ${String(error)}`);
      const responses = failedResources(request.resources, error);
      respond({ throttleTimeMs: 0, responses });
    });
  },
});
