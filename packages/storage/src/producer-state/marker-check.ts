import { assert } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import {
  newProducerEntry,
  NO_TRANSACTION,
  type ProducerStateEntry,
  type TransactionMarker,
} from './producer-state-entry.ts';

const EPOCH_MAX = 2 ** 15 - 1;
/** The `transaction.version` from which on every transaction has an epoch of its own (KIP-890). */
const EPOCH_FOR_EACH_TRANSACTION = 2;

/** What a marker says before it has a place in the log. */
export type UnplacedMarker = Pick<
  TransactionMarker,
  'producerId' | 'producerEpoch' | 'coordinatorEpoch'
>;

/** Whether a marker may be appended. */
export type MarkerCheck =
  | { readonly type: 'ok' }
  | {
      readonly type: 'refused';
      /** Of Kafka's table. */
      readonly errorCode: number;
      readonly errorMessage: string;
    };

const OK: MarkerCheck = { type: 'ok' };

/**
 * Judges the marker that a transaction coordinator sends, by what the partition knows of the
 * producer, `undefined` for nothing: the rules of Kafka 4.3 (`ProducerAppendInfo.appendEndTxnMarker`
 * for appends that are not replicated), in its order.
 *
 * - With `transactionVersion` 2 the coordinator raises the producer's epoch with each marker, so one
 *   of the epoch that is known, or of an older one, is `INVALID_PRODUCER_EPOCH`. The epoch that is
 *   known is no error where no transaction is open, as the marker comes once more then, or where
 *   there is no higher epoch.
 * - Below that only an older epoch is `INVALID_PRODUCER_EPOCH`.
 * - An older coordinator epoch is `TRANSACTION_COORDINATOR_FENCED`.
 *
 * A producer that is not known may be sent any marker. Nobody asks whether a transaction is open.
 */
export function checkMarker(
  entry: ProducerStateEntry | undefined,
  marker: UnplacedMarker,
  transactionVersion: number,
): MarkerCheck {
  assert(transactionVersion >= 0, 'a coordinator says which transaction.version it writes');
  const known = entry ?? newProducerEntry(marker.producerId);
  return refuseEpoch(known, marker, transactionVersion) ?? refuseCoordinator(known, marker) ?? OK;
}

function refuseEpoch(
  { epoch, transactionFirstOffset }: ProducerStateEntry,
  { producerId, producerEpoch }: UnplacedMarker,
  transactionVersion: number,
): MarkerCheck | undefined {
  if (producerEpoch > epoch) return undefined;
  if (producerEpoch === epoch) {
    if (transactionVersion < EPOCH_FOR_EACH_TRANSACTION) return undefined;
    if (transactionFirstOffset === NO_TRANSACTION || epoch === EPOCH_MAX) return undefined;
  }
  const advice =
    producerEpoch === epoch
      ? `with transaction.version ${transactionVersion} the marker must have a greater one`
      : 'another instance of it has taken over';
  return {
    type: 'refused',
    errorCode: ErrorCode.INVALID_PRODUCER_EPOCH,
    errorMessage:
      `A transaction marker for producer ${producerId} has epoch ${producerEpoch}, but the ` +
      `partition has seen epoch ${epoch}: ${advice}.`,
  };
}

function refuseCoordinator(
  known: ProducerStateEntry,
  { producerId, coordinatorEpoch }: UnplacedMarker,
): MarkerCheck | undefined {
  if (coordinatorEpoch >= known.coordinatorEpoch) return undefined;
  return {
    type: 'refused',
    errorCode: ErrorCode.TRANSACTION_COORDINATOR_FENCED,
    errorMessage:
      `A transaction marker for producer ${producerId} comes from coordinator epoch ` +
      `${coordinatorEpoch}, but the partition has seen epoch ${known.coordinatorEpoch}: another ` +
      'coordinator has taken over.',
  };
}
