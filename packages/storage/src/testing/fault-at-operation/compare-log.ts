import assert from 'node:assert/strict';

import type { Offset } from '@odradek/base';
import { batchesIn, lastOffsetAt } from '@odradek/protocol';

import type { PartitionLog } from '../../log/partition-log.ts';
import { afterSwap, type ModelBatch, type PartitionModel } from './partition-model.ts';

/** What of what was under way may be there. */
export interface Allowed {
  /** Whether appends that were answered with an error may be there. */
  readonly failedAppends: boolean;
}

/**
 * Compares a log that was opened with what it has to be, byte by byte, and makes certain what was
 * not: afterwards the model says what the log is.
 */
export async function adoptLog(
  log: PartitionLog,
  model: PartitionModel,
  { failedAppends }: Allowed,
): Promise<void> {
  const { doubt, topic } = model;
  const { logStartOffset: start, logEndOffset: end } = log;
  assert.equal(log.highWatermark, end, `${topic}: everything is durable that was found`);
  if (doubt.isDeleted && !log.hasFiles) {
    assert.equal(end, 0);
    model.clear(0);
    return;
  }
  if (doubt.emptiedAt !== undefined && start === end) {
    model.clear(end);
    return;
  }
  const batches = [...model.batches, ...(failedAppends ? doubt.appended : [])];
  const endMin = Math.min(model.endOffset, doubt.endMin);
  const ends = [model.endOffset, endMin, ...batches.map(({ nextOffset }) => nextOffset)];
  assert.equal(ends.includes(end) && end >= endMin, true, `${topic} ends at ${end}, not ${endMin}`);
  const startMin = Math.min(model.startOffset, endMin);
  const startMax = Math.max(model.startOffset, doubt.startMax);
  assert.equal(
    start >= startMin && start <= startMax,
    true,
    `${topic} begins at ${start}, not ${startMin} to ${startMax}`,
  );
  model.batches = batches.filter(({ nextOffset }) => nextOffset <= end);
  model.startOffset = start;
  model.endOffset = end;
  await adoptSwap(log, model);
  doubt.startMax = -1;
  model.settle();
  await compareLog(log, model);
}

/** Finds out whether a swap of compaction that was under way has come to its end. */
async function adoptSwap(log: PartitionLog, model: PartitionModel): Promise<void> {
  const { swap } = model.doubt;
  if (swap === undefined) return;
  const { startOffset: from, endOffset: to } = model;
  const after = afterSwap(model.batches, swap).filter(({ nextOffset }) => nextOffset > from);
  const expected = Buffer.concat(after.map(({ bytes }) => bytes));
  if ((await readBytes(log, { from, to })).equals(expected)) model.swapped(swap);
}

async function readBytes(
  log: PartitionLog,
  { from, to }: { readonly from: Offset; readonly to: Offset },
): Promise<Buffer> {
  const read: Buffer[] = [];
  for (let offset = from; offset < to;) {
    const bytes = await log.read({ offset, bytesMax: 1500, atLeastOneBatch: true, maxOffset: to });
    const last = batchesIn(bytes).batches.at(-1);
    if (last === undefined) break;
    read.push(Buffer.from(bytes));
    offset = lastOffsetAt(last, 0) + 1;
  }
  return Buffer.concat(read);
}

/** Compares everything that a log answers with what it has to. */
export async function compareLog(log: PartitionLog, model: PartitionModel): Promise<void> {
  const { topic, startOffset, endOffset } = model;
  assert.equal(log.logStartOffset, startOffset, `${topic}: log start offset`);
  assert.equal(log.logEndOffset, endOffset, `${topic}: log end offset`);
  assert.equal(log.highWatermark, endOffset, `${topic}: high watermark`);
  assert.equal(log.lastStableOffset, model.lastStableOffset, `${topic}: last stable offset`);
  const expected = model.between(startOffset, endOffset);
  await compareBatches(log, expected, { from: startOffset, to: endOffset });
  for (const { baseOffset, leaderEpoch } of expected) {
    const offset = Math.max(baseOffset, startOffset);
    assert.equal(log.epochForOffset(offset), leaderEpoch, `${topic}: epoch of ${offset}`);
  }
  await compareAborted(log, model);
}

/** Of those of which compaction has taken records nobody needs to be told, and anybody may be. */
async function compareAborted(log: PartitionLog, model: PartitionModel): Promise<void> {
  const { topic, startOffset, endOffset, compactedAborted } = model;
  const told = await log.abortedTransactions(startOffset, endOffset);
  const found = told.map(({ producerId, firstOffset, lastOffset }) => {
    return { producerId, firstOffset, lastOffset };
  });
  const expected = model.aborted(startOffset, endOffset);
  const spare = compactedAborted.filter(
    (aborted) => !expected.some(({ lastOffset }) => lastOffset === aborted.lastOffset),
  );
  const needed = found.filter(
    ({ lastOffset }) => !spare.some((aborted) => aborted.lastOffset === lastOffset),
  );
  assert.deepEqual(needed, expected, `${topic}: aborted transactions`);
}

/** Reads some batches and compares their bytes. */
export async function compareBatches(
  log: PartitionLog,
  expected: readonly ModelBatch[],
  { from, to }: { readonly from: Offset; readonly to: Offset },
): Promise<void> {
  for (let offset = from; offset < to;) {
    const bytes = await log.read({ offset, bytesMax: 1500, atLeastOneBatch: true, maxOffset: to });
    let at = 0;
    for (const batch of expected) {
      if (batch.nextOffset <= offset || at >= bytes.byteLength) continue;
      const found = bytes.subarray(at, at + batch.bytes.byteLength);
      const name = `the batch at ${batch.baseOffset} in ${log.directory}`;
      assert.equal(found.equals(batch.bytes), true, name);
      at += found.byteLength;
      offset = batch.nextOffset;
    }
    assert.equal(at > 0, true, `nothing at ${offset} in ${log.directory}, for ${from} to ${to}`);
    assert.equal(at, bytes.byteLength, `more than was written in ${log.directory}`);
  }
}
