import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type DeletableTopicResult,
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  type DeleteTopicState,
  readDeleteTopicsRequest,
  writeDeleteTopicsResponse,
} from '@odradek/protocol/messages/20-delete-topics';

import { failureOutcome, type FailureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_TOPIC_IDS = 6;
const FIRST_VERSION_WITH_DELETION_DISABLED = 3;

/** Clients of earlier versions do not know THROTTLING_QUOTA_EXCEEDED (KIP-599). */
const FIRST_VERSION_WITH_STRICT_QUOTA = 5;

/** DeleteTopics: passed to the controller; answered when the partitions and their logs are gone. */
export const deleteTopics: RequestHandler = defineHandler<
  DeleteTopicsRequest,
  DeleteTopicsResponse
>({
  apiKey: 20,
  read: readDeleteTopicsRequest,
  write: writeDeleteTopicsResponse,
  handle({ request, context, services, respond }) {
    const asked = askedTopics(request, context.apiVersion);
    const quota = services.requestQuotas.controllerMutation(
      context,
      FIRST_VERSION_WITH_STRICT_QUOTA,
    );
    const answer = (responses: readonly DeletableTopicResult[]): void => {
      respond({ throttleTimeMs: quota?.throttleTimeMs() ?? 0, responses });
    };
    if (!services.config.deleteTopicEnable) {
      answer(failed(asked, deletionDisabled(context.apiVersion)));
      return;
    }
    services.controller.deleteTopics(asked, quota).then(answer, (error: unknown) => {
      services.report(`DeleteTopics failed: ${String(error)}`);
      answer(failed(asked, failureOutcome(error)));
    });
  },
});

function askedTopics(
  { topics, topicNames }: DeleteTopicsRequest,
  version: number,
): readonly DeleteTopicState[] {
  return version >= FIRST_VERSION_WITH_TOPIC_IDS
    ? topics
    : topicNames.map((name) => ({ name, topicId: ZERO_UUID }));
}

function deletionDisabled(version: number): FailureOutcome {
  return version >= FIRST_VERSION_WITH_DELETION_DISABLED
    ? {
        errorCode: ErrorCode.TOPIC_DELETION_DISABLED,
        errorMessage: 'Topic deletion is disabled (delete.topic.enable=false).',
      }
    : {
        errorCode: ErrorCode.INVALID_REQUEST,
        errorMessage: 'This version does not support topic deletion.',
      };
}

function failed(
  asked: readonly DeleteTopicState[],
  outcome: FailureOutcome,
): DeletableTopicResult[] {
  return asked.map(({ name, topicId }) => ({ name, topicId, ...outcome }));
}
