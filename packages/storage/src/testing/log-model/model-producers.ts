import type { Offset, Timestamp } from '@odradek/base';
import type { ErrorName } from '@odradek/protocol';

import type { MarkerRequest, RecordsRequest } from './append-request.ts';

/** A batch that a duplicate may repeat. */
interface ModelSequences {
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: Offset;
  readonly maxTimestamp: Timestamp;
}

/** What a partition knows of an idempotent producer. */
export interface ModelProducer {
  readonly epoch: number;
  /** The last five batches of this epoch, oldest first. */
  readonly batches: readonly ModelSequences[];
  readonly lastTimestamp: Timestamp;
  /** -1 before the first marker. */
  readonly coordinatorEpoch: number;
  readonly transactionFirstOffset: Offset | undefined;
}

/** All that is known, by producer id; never changed, only replaced. */
export type ModelProducers = ReadonlyMap<number, ModelProducer>;

/** Where something was appended. */
export interface AppendedAt {
  readonly baseOffset: Offset;
  readonly maxTimestamp: Timestamp;
}

/** What becomes of a batch by what is known of its producer. */
export type ModelVerdict =
  | { readonly type: 'accepted' }
  | { readonly type: 'duplicate'; readonly baseOffset: Offset; readonly logAppendTime: Timestamp }
  | { readonly type: 'refused'; readonly error: ErrorName };

const ACCEPTED: ModelVerdict = { type: 'accepted' };
const BATCHES_MAX = 5;
const EPOCH_MAX = 2 ** 15 - 1;
const SEQUENCES = 2 ** 31;

/** The sequence of the last record of a batch; after 2^31-1 comes 0. */
function lastSequenceOf({ baseSequence, lastOffsetDelta }: RecordsRequest): number {
  return (baseSequence + lastOffsetDelta) % SEQUENCES;
}

/** The sequence that a producer goes on with in its epoch. */
export function nextSequenceOf(producer: ModelProducer): number {
  const last = producer.batches.at(-1)?.lastSequence ?? -1;
  return (last + 1) % SEQUENCES;
}

/** Judges records that a client sends (`ProducerStateEntry.findDuplicateBatch`, `ProducerAppendInfo`). */
export function judgeRecords(producers: ModelProducers, request: RecordsRequest): ModelVerdict {
  const known = producers.get(request.producerId);
  if (request.producerId < 0 || known === undefined) return ACCEPTED;
  const { producerEpoch, baseSequence } = request;
  const isSameEpoch = producerEpoch === known.epoch;
  const duplicate = known.batches.find(
    (batch) =>
      batch.baseSequence === baseSequence && batch.lastSequence === lastSequenceOf(request),
  );
  if (isSameEpoch && duplicate !== undefined) {
    const { baseOffset, maxTimestamp: logAppendTime } = duplicate;
    return { type: 'duplicate', baseOffset, logAppendTime };
  }
  if (producerEpoch < known.epoch) return { type: 'refused', error: 'INVALID_PRODUCER_EPOCH' };
  const expected = isSameEpoch ? nextSequenceOf(known) : 0;
  if (baseSequence !== expected) return { type: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' };
  if (known.transactionFirstOffset !== undefined && !request.isTransactional) {
    return { type: 'refused', error: 'INVALID_TXN_STATE' };
  }
  return ACCEPTED;
}

/** Judges a marker of a transaction coordinator (`ProducerAppendInfo.appendEndTxnMarker`). */
export function judgeMarker(producers: ModelProducers, request: MarkerRequest): ModelVerdict {
  const known = producers.get(request.producerId);
  if (known === undefined) return ACCEPTED;
  if (isFenced(known, request)) return { type: 'refused', error: 'INVALID_PRODUCER_EPOCH' };
  if (request.coordinatorEpoch < known.coordinatorEpoch) {
    return { type: 'refused', error: 'TRANSACTION_COORDINATOR_FENCED' };
  }
  return ACCEPTED;
}

/** The last epoch is used again. A marker of the same epoch that comes again changes nothing. */
function isFenced(
  { epoch, transactionFirstOffset }: ModelProducer,
  request: MarkerRequest,
): boolean {
  const { producerEpoch, transactionVersion } = request;
  if (transactionVersion < 2 || producerEpoch !== epoch) return producerEpoch < epoch;
  return transactionFirstOffset !== undefined && producerEpoch !== EPOCH_MAX;
}

/** What is known once the records have their place. */
export function withRecords(
  producers: ModelProducers,
  request: RecordsRequest,
  { baseOffset, maxTimestamp }: AppendedAt,
): ModelProducers {
  if (request.producerId < 0) return producers;
  const known = producers.get(request.producerId);
  const { producerEpoch: epoch, baseSequence, isTransactional } = request;
  const kept = known?.epoch === epoch ? known.batches.slice(1 - BATCHES_MAX) : [];
  const batch = { baseSequence, lastSequence: lastSequenceOf(request), baseOffset, maxTimestamp };
  const open = known?.transactionFirstOffset;
  return new Map(producers).set(request.producerId, {
    epoch,
    batches: [...kept, batch],
    lastTimestamp: maxTimestamp,
    coordinatorEpoch: known?.coordinatorEpoch ?? -1,
    transactionFirstOffset: open ?? (isTransactional ? baseOffset : undefined),
  });
}

/** What is known once the marker has its place. */
export function withMarker(
  producers: ModelProducers,
  request: MarkerRequest,
  { maxTimestamp }: AppendedAt,
): ModelProducers {
  const known = producers.get(request.producerId);
  const { producerEpoch: epoch, coordinatorEpoch } = request;
  return new Map(producers).set(request.producerId, {
    epoch,
    batches: known?.epoch === epoch ? known.batches : [],
    lastTimestamp: maxTimestamp,
    coordinatorEpoch,
    transactionFirstOffset: undefined,
  });
}

/** The ids of the producers whose last records or marker are from `lastTimestampMax` or before. */
export function expiredIds(
  producers: ModelProducers,
  lastTimestampMax: Timestamp,
): readonly number[] {
  return [...producers]
    .filter(([, { transactionFirstOffset }]) => transactionFirstOffset === undefined)
    .filter(([, { lastTimestamp }]) => lastTimestamp <= lastTimestampMax)
    .map(([producerId]) => producerId);
}
