import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultFindCoordinatorResponse,
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  readFindCoordinatorRequest,
  writeFindCoordinatorResponse,
} from '@odradek/protocol/messages/10-find-coordinator';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

const NO_NODE = { nodeId: -1, host: '', port: -1 };
const NOT_AVAILABLE = {
  errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE,
  errorMessage: 'Groups and transactions are not supported yet.',
};

/**
 * FindCoordinator: there are no coordinators yet, and every key is answered so, which counts as a
 * refusal. It is served all the same because librdkafka before 2.11 takes its version 0 as the sign
 * that a broker knows lz4.
 */
export const findCoordinator: RequestHandler = defineHandler<
  FindCoordinatorRequest,
  FindCoordinatorResponse
>({
  apiKey: ApiKey.FindCoordinator,
  read: readFindCoordinatorRequest,
  write: writeFindCoordinatorResponse,
  handle({ services, context, request, respond }) {
    const { apiVersion, clientId } = context;
    const askedFor = { apiName: 'FindCoordinator', apiVersion, clientId };
    services.refusedApis.count(ApiKey.FindCoordinator, askedFor, 'COORDINATOR_NOT_AVAILABLE');
    respond({
      ...defaultFindCoordinatorResponse,
      ...NO_NODE,
      ...NOT_AVAILABLE,
      coordinators: request.coordinatorKeys.map((key) => ({ key, ...NO_NODE, ...NOT_AVAILABLE })),
    });
  },
});
