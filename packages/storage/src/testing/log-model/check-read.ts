import { LogDifference } from './log-difference.ts';
import type { ReadQuestion } from './log-under-test.ts';
import type { ModelLog } from './model-log.ts';

/**
 * Checks what a log has answered to a read: whole batches from the one on that holds the offset, at
 * most as many as fit, and at least one if it fits. Answers how many batches there are.
 */
export function checkRead(
  model: ModelLog,
  question: ReadQuestion,
  answer: Buffer | string,
): number {
  const { offset, bytesMax, atLeastOneBatch } = question;
  const expected = model.batchesFrom(offset);
  const refuse = (reason: string): never => {
    throw new LogDifference(`read of ${JSON.stringify(question)}: ${reason}`);
  };
  if (expected === undefined || typeof answer === 'string') {
    const isRefused = expected === undefined && answer === 'OFFSET_OUT_OF_RANGE';
    return isRefused
      ? 0
      : refuse(`the log says ${describe(answer)}, the model ${expected?.length} batches`);
  }
  let count = 0;
  let bytes = 0;
  for (const batch of expected) {
    if (bytes === answer.byteLength) break;
    const end = bytes + batch.bytes.byteLength;
    if (!answer.subarray(bytes, end).equals(batch.bytes)) {
      refuse(
        `the batch at offset ${batch.baseOffset} is another one, at byte ${bytes} of ${answer.byteLength}`,
      );
    }
    bytes = end;
    count++;
  }
  if (bytes !== answer.byteLength)
    refuse(`${answer.byteLength - bytes} bytes follow the log's end`);
  if (bytes > bytesMax && !(count === 1 && atLeastOneBatch)) refuse(`${bytes} bytes are too many`);
  const first = expected[0];
  const isFirstDue = first !== undefined && (atLeastOneBatch || first.bytes.byteLength <= bytesMax);
  if (count === 0 && isFirstDue) refuse('there is no batch in it');
  return count;
}

function describe(answer: Buffer | string): string {
  return typeof answer === 'string' ? answer : `${answer.byteLength} bytes`;
}
