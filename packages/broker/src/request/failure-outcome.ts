import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { errorCodeOf } from './error-code-of.ts';

/** An error as responses tell it. */
export interface FailureOutcome {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** What a client is told of an operation that failed: the reason, unless it is a bug of ours. */
export function failureOutcome(error: unknown): FailureOutcome {
  return error instanceof KafkaError
    ? { errorCode: errorCodeOf(error), errorMessage: error.message }
    : { errorCode: ErrorCode.UNKNOWN_SERVER_ERROR, errorMessage: null };
}
