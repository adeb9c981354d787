import type { ProducerStates } from '../producer-state/producer-states.ts';
import type { CompletedTransaction } from '../producer-state/transactions.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';

/**
 * What the transaction index says of a transaction that a marker has just ended; `undefined` if it
 * was not aborted, or there was none. Asked before anything else is noted of the producers.
 */
export function abortedTransaction(
  completed: CompletedTransaction | undefined,
  producers: ProducerStates,
): AbortedTransaction | undefined {
  if (completed === undefined || !completed.isAborted) return undefined;
  const { producerId, firstOffset, lastOffset } = completed;
  const lastStableOffset = producers.lastStableOffsetFor(completed);
  return { producerId, firstOffset, lastOffset, lastStableOffset };
}
