import { CompressionType } from '@odradek/protocol';

import { batchOf, type RecordsRequest } from './append-request.ts';
import { checkSame } from './log-difference.ts';
import { type LookedUp, lookUp } from './log-lookups.ts';
import type { LogFeatures } from './log-under-test.ts';

const READ_BYTES = 4000;

/**
 * Compares everything that can be asked of a log, as after a restart or a truncation: all records,
 * all epochs, all aborted transactions, and each batch that is remembered of a producer.
 */
export async function compareEverything(both: LookedUp, features: LogFeatures): Promise<void> {
  await compareRecords(both);
  if (features.leaderEpochs) await compareEpochs(both);
  if (features.transactions) {
    const { logStartOffset: from, logEndOffset: to } = both.model;
    await lookUp({ type: 'aborted-transactions', from, to }, both);
  }
  await lookUp({ type: 'offset-of-max-timestamp' }, both);
  await compareProducers(both, features.rememberedBatches);
}

async function compareRecords(both: LookedUp): Promise<void> {
  const { model } = both;
  const starts = [model.logStartOffset];
  let bytes = 0;
  for (const batch of model.batchesFrom(model.logStartOffset) ?? []) {
    bytes += batch.bytes.byteLength;
    if (bytes <= READ_BYTES && !model.isSegmentStart(batch.baseOffset)) continue;
    starts.push(Math.max(batch.baseOffset, model.logStartOffset));
    bytes = batch.bytes.byteLength;
  }
  for (const offset of starts) {
    await lookUp({ type: 'read', offset, bytesMax: READ_BYTES, atLeastOneBatch: true }, both);
  }
}

async function compareEpochs(both: LookedUp): Promise<void> {
  for (const { epoch } of both.model.epochs.all) {
    await lookUp({ type: 'end-offset-for-epoch', epoch }, both);
    await lookUp({ type: 'end-offset-for-epoch', epoch: epoch - 1 }, both);
  }
}

async function compareProducers({ log, model }: LookedUp, areRemembered: boolean): Promise<void> {
  for (const [producerId, { epoch, batches }] of model.producers) {
    const remembered = areRemembered ? batches : batches.slice(-1);
    for (const { baseSequence, lastSequence, baseOffset, maxTimestamp } of remembered) {
      const request = repetitionOf({ producerId, epoch, baseSequence, lastSequence });
      const { outcome, durable } = log.append(request, batchOf(request, 0));
      const expected = { type: 'duplicate', baseOffset, logAppendTime: maxTimestamp };
      checkSame(`sequence ${baseSequence} of producer ${producerId} again`, outcome, expected);
      await durable;
    }
  }
}

const SEQUENCES = 2 ** 31;

/** A batch that has the sequences of another. */
function repetitionOf(batch: {
  readonly producerId: number;
  readonly epoch: number;
  readonly baseSequence: number;
  readonly lastSequence: number;
}): RecordsRequest {
  const { producerId, epoch: producerEpoch, baseSequence, lastSequence } = batch;
  const lastOffsetDelta = (lastSequence - baseSequence + SEQUENCES) % SEQUENCES;
  return {
    type: 'records',
    id: 0,
    timestamps: [0],
    isLogAppendTime: false,
    valueBytes: 0,
    compression: CompressionType.NONE,
    lastOffsetDelta,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional: false,
    leaderEpoch: 0,
  };
}
