import { CompressionType } from '@odradek/protocol';

import { batchOf, type RecordsRequest } from './append-request.ts';
import { checkAppend } from './check-append.ts';
import { checkRead } from './check-read.ts';
import { type LookedUp, lookUp } from './log-lookups.ts';

const READ_BYTES = 4000;

/**
 * Compares everything that can be asked of a log, as after a restart or a truncation: all records,
 * all epochs, all aborted transactions, and each batch that is remembered of a producer.
 */
export async function compareEverything(both: LookedUp): Promise<void> {
  const { features } = both;
  await compareRecords(both);
  if (features.leaderEpochs) await compareEpochs(both);
  if (features.transactions) {
    const { logStartOffset: from, logEndOffset: to } = both.model;
    await lookUp({ type: 'aborted-transactions', from, to }, both);
  }
  await lookUp({ type: 'offset-of-max-timestamp' }, both);
  await compareProducers(both);
}

async function compareRecords({ log, model, counts }: LookedUp): Promise<void> {
  let offset = model.logStartOffset;
  for (;;) {
    const question = { offset, bytesMax: READ_BYTES, atLeastOneBatch: true };
    const count = checkRead(model, question, await log.read(question));
    counts.add('batch read', count);
    const last = model.batchesFrom(offset)?.[count - 1];
    if (last === undefined) return;
    offset = last.lastOffset + 1;
  }
}

async function compareEpochs(both: LookedUp): Promise<void> {
  for (const { epoch } of both.model.epochs.all) {
    await lookUp({ type: 'end-offset-for-epoch', epoch }, both);
    await lookUp({ type: 'end-offset-for-epoch', epoch: epoch - 1 }, both);
  }
}

async function compareProducers({ log, model, features }: LookedUp): Promise<void> {
  const leaderEpoch = Math.max(model.epochs.latest, 0);
  for (const [producerId, { epoch, batches }] of model.producers) {
    const remembered = features.rememberedBatches ? batches : batches.slice(-1);
    for (const { baseSequence, lastSequence } of remembered) {
      if (features.rollsForRefused && model.isRollUnsure) return;
      const repeated = { producerId, epoch, baseSequence, lastSequence };
      const request = repetitionOf(repeated, leaderEpoch);
      const bytes = batchOf(request, 0);
      const { outcome, durable } = log.append(request, Buffer.from(bytes));
      const expected = model.append(request, { bytes, now: 0 });
      checkAppend({ request, outcome, expected }, features);
      await durable;
    }
  }
}

const SEQUENCES = 2 ** 31;

/** A batch that has the sequences of another. */
function repetitionOf(
  batch: {
    readonly producerId: number;
    readonly epoch: number;
    readonly baseSequence: number;
    readonly lastSequence: number;
  },
  leaderEpoch: number,
): RecordsRequest {
  const { producerId, epoch: producerEpoch, baseSequence, lastSequence } = batch;
  const lastOffsetDelta = (lastSequence - baseSequence + SEQUENCES) % SEQUENCES;
  return {
    type: 'records',
    id: 0,
    timestamps: Array.from({ length: lastOffsetDelta + 1 }, () => 0),
    isLogAppendTime: false,
    valueBytes: 0,
    compression: CompressionType.NONE,
    lastOffsetDelta,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional: false,
    leaderEpoch,
  };
}
