import { ErrorCode } from '@odradek/protocol';
import {
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  defaultCreatableTopicResult,
  readCreateTopicsRequest,
  writeCreateTopicsResponse,
} from '@odradek/protocol/messages/19-create-topics';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** CreateTopics: passed to the controller; answered when the topics can be used. */
export const createTopics: RequestHandler = defineHandler<
  CreateTopicsRequest,
  CreateTopicsResponse
>({
  apiKey: 19,
  read: readCreateTopicsRequest,
  write: writeCreateTopicsResponse,
  handle({ request, services, respond }) {
    services.controller.createTopics(request).then(respond, (error: unknown) => {
      services.report(`CreateTopics failed: ${String(error)}`);
      const errorCode = ErrorCode.UNKNOWN_SERVER_ERROR;
      const topics = request.topics.map(({ name }) => ({
        ...defaultCreatableTopicResult,
        name,
        errorCode,
      }));
      respond({ throttleTimeMs: 0, topics });
    });
  },
});
