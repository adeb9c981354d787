import type { Offset } from '@odradek/base';

import { checkRead } from './check-read.ts';
import { checkSame } from './log-difference.ts';
import type { LogAction } from './log-operation.ts';
import type { LogFeatures, LogUnderTest, ReadQuestion } from './log-under-test.ts';
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
  readonly features: LogFeatures;
}

/** Asks the log, and checks that it answers what the model does. */
export async function lookUp(action: LookupAction, both: LookedUp): Promise<void> {
  switch (action.type) {
    case 'read':
      return readAndCheck(action, both);
    case 'aborted-transactions':
      return lookUpAborted(action, both);
    case 'offset-for-timestamp':
    case 'offset-of-max-timestamp':
      return searchTimestamp(action, both);
    case 'end-offset-for-epoch':
      return lookUpEpoch(action, both);
  }
}

async function readAndCheck(question: ReadQuestion, both: LookedUp): Promise<void> {
  const { log, model, counts } = both;
  const { offset, bytesMax, atLeastOneBatch } = question;
  const answer = await log.read({ offset, bytesMax, atLeastOneBatch });
  counts.add('batch read', checkRead(model, question, answer));
  if (typeof answer === 'string') counts.add('read out of range');
}

async function lookUpAborted(
  { from, to }: { readonly from: Offset; readonly to: Offset },
  { log, model, counts }: LookedUp,
): Promise<void> {
  const aborted = await log.abortedTransactions(from, to);
  const expected = model.abortedTransactions(from, to);
  checkSame(`aborted transactions from ${from} to ${to}`, aborted, expected);
  counts.add('aborted transaction answered', aborted.length);
}

async function searchTimestamp(
  action: Extract<LookupAction, { readonly type: `offset-${string}` }>,
  { log, model, counts, features }: LookedUp,
): Promise<void> {
  const firstOffset = model.batches[0]?.baseOffset ?? model.logStartOffset;
  if (!features.searchFromStart && firstOffset < model.logStartOffset) return;
  if (action.type === 'offset-of-max-timestamp') {
    const found = await log.offsetOfMaxTimestamp();
    checkSame('offset of the greatest timestamp', found, model.offsetOfMaxTimestamp());
    return;
  }
  const { timestamp } = action;
  const found = await log.offsetForTimestamp(timestamp);
  checkSame(`offset for timestamp ${timestamp}`, found, model.offsetForTimestamp(timestamp));
  counts.add('record found by its timestamp', found === undefined ? 0 : 1);
}

function lookUpEpoch(
  { epoch }: { readonly epoch: number },
  { log, model, counts }: LookedUp,
): void {
  const found = log.endOffsetForEpoch(epoch);
  checkSame(`end offset of epoch ${epoch}`, found, model.endOffsetForEpoch(epoch));
  counts.add('epoch found', found.epoch < 0 ? 0 : 1);
}
