import { checkRead } from './check-read.ts';
import { checkSame } from './log-difference.ts';
import type { LogAction } from './log-operation.ts';
import type { LogUnderTest, ReadQuestion } from './log-under-test.ts';
import type { ModelLog } from './model-log.ts';
import type { RunCounts } from './run-counts.ts';

/** What is asked of a log without changing it. */
export type LookupAction = Extract<
  LogAction,
  {
    readonly type:
      | 'read'
      | 'aborted-transactions'
      | 'offset-for-timestamp'
      | 'offset-of-max-timestamp'
      | 'end-offset-for-epoch';
  }
>;

/** A log, its model and what is counted. */
export interface LookedUp {
  readonly log: LogUnderTest;
  readonly model: ModelLog;
  readonly counts: RunCounts;
}

/** Asks the log, and checks that it answers what the model does. */
export async function lookUp(
  action: LookupAction,
  { log, model, counts }: LookedUp,
): Promise<void> {
  switch (action.type) {
    case 'read':
      return readAndCheck(action, { log, model, counts });
    case 'aborted-transactions': {
      const { from, to } = action;
      const aborted = await log.abortedTransactions(from, to);
      checkSame(
        `aborted transactions from ${from} to ${to}`,
        aborted,
        model.abortedTransactions(from, to),
      );
      return counts.add('aborted transaction answered', aborted.length);
    }
    case 'offset-for-timestamp': {
      const { timestamp } = action;
      const found = await log.offsetForTimestamp(timestamp);
      checkSame(`offset for timestamp ${timestamp}`, found, model.offsetForTimestamp(timestamp));
      return counts.add('record found by its timestamp', found === undefined ? 0 : 1);
    }
    case 'offset-of-max-timestamp':
      return checkSame(
        'offset of the greatest timestamp',
        await log.offsetOfMaxTimestamp(),
        model.offsetOfMaxTimestamp(),
      );
    case 'end-offset-for-epoch': {
      const { epoch } = action;
      const found = log.endOffsetForEpoch(epoch);
      checkSame(`end offset of epoch ${epoch}`, found, model.endOffsetForEpoch(epoch));
      return counts.add('epoch found', found.epoch < 0 ? 0 : 1);
    }
  }
}

async function readAndCheck(
  question: ReadQuestion,
  { log, model, counts }: LookedUp,
): Promise<void> {
  const { offset, bytesMax, atLeastOneBatch } = question;
  const answer = await log.read({ offset, bytesMax, atLeastOneBatch });
  counts.add('batch read', checkRead(model, question, answer));
  if (typeof answer === 'string') counts.add('read out of range');
}
