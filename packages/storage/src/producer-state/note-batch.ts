import {
  attributesAt,
  baseOffsetAt,
  hasProducerIdAt,
  isControl,
  producerEpochAt,
  producerIdAt,
  readControlRecordType,
  readEndTransactionMarker,
  RecordCursor,
} from '@odradek/protocol';

import { producerBatchAt } from './producer-batch.ts';
import type { TransactionMarker } from './producer-state-entry.ts';
import type { ProducerStates } from './producer-states.ts';
import type { CompletedTransaction } from './transactions.ts';

/** Whether `noteBatch` needs the batch at `at` as a whole: it is a marker, not only records. */
export function isProducerMarkerAt(bytes: Buffer, at: number): boolean {
  return hasProducerIdAt(bytes, at) && isControl(attributesAt(bytes, at));
}

/**
 * Takes note of a batch that has its place in the log, live or when the log is read again. Of a
 * batch of records the header is enough. One without a producer id changes nothing.
 *
 * Answers the transaction that a marker ends, if it does: an aborted one belongs into the
 * `.txnindex`, with `lastStableOffsetFor` asked at once. Raises `INVALID_RECORD` for a marker that
 * is none.
 */
export function noteBatch(
  states: ProducerStates,
  bytes: Buffer,
  at: number,
): CompletedTransaction | undefined {
  if (!hasProducerIdAt(bytes, at)) return undefined;
  if (!isProducerMarkerAt(bytes, at)) {
    states.add(producerBatchAt(bytes, at));
    return undefined;
  }
  const marker = readMarker(bytes.subarray(at));
  return marker === undefined ? undefined : states.addMarker(marker, baseOffsetAt(bytes, at));
}

/** The marker in a control batch; `undefined` for one that compaction has emptied, or of another type. */
function readMarker(batch: Buffer): TransactionMarker | undefined {
  const cursor = new RecordCursor(batch);
  if (!cursor.next()) return undefined;
  const type = readControlRecordType(cursor.key);
  if (type !== 'ABORT' && type !== 'COMMIT') return undefined;
  const { coordinatorEpoch } = readEndTransactionMarker(cursor.value);
  return {
    type,
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    coordinatorEpoch,
    timestamp: cursor.timestamp,
  };
}
