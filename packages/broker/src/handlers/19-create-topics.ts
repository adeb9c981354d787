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

/** Clients of earlier versions do not know THROTTLING_QUOTA_EXCEEDED (KIP-599). */
const FIRST_VERSION_WITH_STRICT_QUOTA = 6;

/**
 * CreateTopics: passed to the controller; answered when the topics can be used. Clients that have
 * created too many partitions lately are refused, or throttled if they are older.
 */
export const createTopics: RequestHandler = defineHandler<
  CreateTopicsRequest,
  CreateTopicsResponse
>({
  apiKey: 19,
  read: readCreateTopicsRequest,
  write: writeCreateTopicsResponse,
  handle({ request, context, services, respond }) {
    const quota = services.requestQuotas.controllerMutation(
      context,
      FIRST_VERSION_WITH_STRICT_QUOTA,
    );
    services.controller.createTopics(request, quota).then(
      (response) => respond({ ...response, throttleTimeMs: quota?.throttleTimeMs() ?? 0 }),
      (error: unknown) => {
        services.report(`CreateTopics failed: ${String(error)}`);
        respond({ throttleTimeMs: 0, topics: request.topics.map((topic) => failed(topic, error)) });
      },
    );
  },
});

function failed({ name }: CreatableTopic, error: unknown): CreatableTopicResult {
  return { ...defaultCreatableTopicResult, name, ...failureOutcome(error) };
}
