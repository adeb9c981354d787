import {
  type CreatableTopic,
  type CreatableTopicResult,
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  defaultCreatableTopicResult,
  readCreateTopicsRequest,
  writeCreateTopicsResponse,
} from '@odradek/protocol/messages/19-create-topics';

import { failureOutcome } from '../request/failure-outcome.ts';
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
      respond({ throttleTimeMs: 0, topics: request.topics.map((topic) => failed(topic, error)) });
    });
  },
});

function failed({ name }: CreatableTopic, error: unknown): CreatableTopicResult {
  return { ...defaultCreatableTopicResult, name, ...failureOutcome(error) };
}
