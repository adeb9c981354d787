import { ErrorCode, NO_PRODUCER_EPOCH, NO_SEQUENCE } from '@odradek/protocol';

import type { ProducerBatch } from './producer-batch.ts';
import {
  NO_TRANSACTION,
  type ProducerStateEntry,
  type RememberedBatch,
} from './producer-state-entry.ts';

const SEQUENCE_MAX: number = 2 ** 31 - 1;

/** What a batch says of its producer before it has a place in the log. */
export type SequencedBatch = Pick<
  ProducerBatch,
  'producerId' | 'producerEpoch' | 'baseSequence' | 'lastSequence' | 'isTransactional'
>;

/** Whether a batch goes on where its producer was, came before, or can be neither. */
export type SequenceCheck =
  | { readonly type: 'in-sequence' }
  | { readonly type: 'duplicate'; readonly original: RememberedBatch }
  | {
      readonly type: 'refused';
      /** Of Kafka's table. */
      readonly errorCode: number;
      readonly errorMessage: string;
    };

const IN_SEQUENCE: SequenceCheck = { type: 'in-sequence' };

/**
 * Judges a batch from a client by what the partition knows of its producer, `undefined` for nothing:
 * the rules of Kafka 4.3 (`ProducerStateEntry.findDuplicateBatch`, `ProducerAppendInfo`).
 *
 * - A batch that has epoch and both sequences of one of the last five is a duplicate of it.
 * - An older epoch is `INVALID_PRODUCER_EPOCH`.
 * - A newer epoch begins at sequence 0, the same epoch goes on one after the last sequence, and at 0
 *   after 2^31-1; anything else is `OUT_OF_ORDER_SEQUENCE_NUMBER`.
 * - A producer that is not known may begin anywhere: its state may have expired. Kafka 4 never
 *   answers `UNKNOWN_PRODUCER_ID`.
 * - While a transaction is open every batch must belong to it, else it is `INVALID_TXN_STATE`.
 */
export function checkSequence(
  entry: ProducerStateEntry | undefined,
  batch: SequencedBatch,
): SequenceCheck {
  if (entry === undefined) return IN_SEQUENCE;
  const original = findOriginal(entry, batch);
  if (original !== undefined) return { type: 'duplicate', original };
  return (
    refuseEpoch(entry, batch) ?? refuseSequence(entry, batch) ?? checkTransaction(entry, batch)
  );
}

function findOriginal(
  entry: ProducerStateEntry,
  batch: SequencedBatch,
): RememberedBatch | undefined {
  if (entry.epoch !== batch.producerEpoch) return undefined;
  return entry.batches.find(
    ({ baseSequence, lastSequence }) =>
      baseSequence === batch.baseSequence && lastSequence === batch.lastSequence,
  );
}

function refuseEpoch(
  entry: ProducerStateEntry,
  { producerId, producerEpoch }: SequencedBatch,
): SequenceCheck | undefined {
  if (producerEpoch >= entry.epoch) return undefined;
  return {
    type: 'refused',
    errorCode: ErrorCode.INVALID_PRODUCER_EPOCH,
    errorMessage:
      `Producer ${producerId} writes with epoch ${producerEpoch}, but the partition has seen ` +
      `epoch ${entry.epoch}: another instance of it has taken over.`,
  };
}

function refuseSequence(
  entry: ProducerStateEntry,
  { producerId, producerEpoch, baseSequence }: SequencedBatch,
): SequenceCheck | undefined {
  if (entry.epoch === NO_PRODUCER_EPOCH) return undefined;
  const isNewEpoch = producerEpoch !== entry.epoch;
  const lastSequence = isNewEpoch
    ? NO_SEQUENCE
    : (entry.batches.at(-1)?.lastSequence ?? NO_SEQUENCE);
  const next = lastSequence === SEQUENCE_MAX ? 0 : lastSequence + 1;
  if (baseSequence === next) return undefined;
  return {
    type: 'refused',
    errorCode: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
    errorMessage:
      `Producer ${producerId} sent sequence ${baseSequence} with epoch ${producerEpoch}, but ` +
      `${next} must come next${isNewEpoch ? `, as the epoch was ${entry.epoch} before` : ''}.`,
  };
}

function checkTransaction(entry: ProducerStateEntry, batch: SequencedBatch): SequenceCheck {
  if (entry.transactionFirstOffset === NO_TRANSACTION || batch.isTransactional) return IN_SEQUENCE;
  return {
    type: 'refused',
    errorCode: ErrorCode.INVALID_TXN_STATE,
    errorMessage:
      `Producer ${batch.producerId} has a transaction open since offset ` +
      `${entry.transactionFirstOffset}, but the batch is not transactional.`,
  };
}
