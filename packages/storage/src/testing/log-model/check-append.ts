import type { AppendRequest } from './append-request.ts';
import { checkSame } from './log-difference.ts';
import type { LogFeatures } from './log-under-test.ts';
import type { AppendOutcome } from './model-log.ts';

/** An append, what the log has answered, and what the model answers. */
export interface AnsweredAppend {
  readonly request: AppendRequest;
  readonly outcome: AppendOutcome;
  readonly expected: AppendOutcome;
}

/** Checks what a log has answered to an append. */
export function checkAppend(
  { request, outcome, expected }: AnsweredAppend,
  { duplicateTimestamps }: LogFeatures,
): void {
  const isUntimed = outcome.type === 'duplicate' && !duplicateTimestamps;
  const actual =
    isUntimed && expected.type === 'duplicate'
      ? { ...outcome, logAppendTime: expected.logAppendTime }
      : outcome;
  checkSame(`append of ${JSON.stringify(request)}`, actual, expected);
}
