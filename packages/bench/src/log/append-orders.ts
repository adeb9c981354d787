import type { PartitionLog } from '@odradek/storage';
import { validateProducedRecords } from '@odradek/storage';

import type { OrderRecords } from './order-records.ts';

/** How much is appended before something of it must be durable. */
const IN_FLIGHT_BYTES_MAX: number = 16 * 1024 * 1024;
const VALIDATION = {
  produceVersion: 13,
  now: 0,
  messageMaxBytes: 1_048_588,
  timestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  timestampAfterMaxMs: Number.MAX_SAFE_INTEGER,
  decompressedBytesMax: 1_048_588,
};

/**
 * Appends orders as a leader does that got them from producers, until `isEnough` says so; resolves
 * when all are durable.
 */
export async function appendOrders(
  log: PartitionLog,
  records: OrderRecords,
  isEnough: () => boolean,
): Promise<void> {
  let inFlight = 0;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const untilProgress = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  while (!isEnough() && failure === undefined) {
    const { batch } = records.batchAt(log.logEndOffset);
    const bytes = batch.byteLength;
    inFlight += bytes;
    appendBatch(log, batch, (error) => {
      failure ??= error;
      inFlight -= bytes;
      wake?.();
    });
    while (inFlight > IN_FLIGHT_BYTES_MAX) await untilProgress();
  }
  while (inFlight > 0) await untilProgress();
  if (failure !== undefined) throw failure;
}

function appendBatch(log: PartitionLog, batch: Buffer, onDurable: (error?: Error) => void): void {
  const validated = validateProducedRecords(batch, VALIDATION);
  if (validated.type !== 'accepted') throw new Error(validated.errorMessage);
  const appended = log.appendAsLeader(validated, { leaderEpoch: 0, onDurable });
  if (appended.type !== 'appended') throw new Error(`A batch of orders was ${appended.type}.`);
}
