/*
 * Opens the log of orders in a process that knows nothing of it, looks records up, and prints how
 * long each took:
 *
 *   node open-process.js DIRECTORY '{"isCold":true,"isFirst":true,"timestamps":[...],"offsets":[...]}'
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Offset, Timestamp } from '@odradek/base';
import { batchesIn } from '@odradek/protocol';
import type { PartitionLog } from '@odradek/storage';

import { appendOrders } from './append-orders.ts';
import { offsetOfTimestamp, OrderRecords } from './order-records.ts';
import { openLogManager, openOrders } from './orders-log.ts';
import { dropPageCache } from './page-cache.ts';

/** What is done with the log. */
export interface OpenRequest {
  /** Whether the page cache is emptied before the log is opened and before each look-up. */
  readonly isCold: boolean;
  /** Whether it is the first log of the process; a broker has opened the metadata log before. */
  readonly isFirst: boolean;
  readonly timestamps: readonly Timestamp[];
  readonly offsets: readonly Offset[];
}

/** How long it took, in milliseconds. */
export interface OpenTimes {
  readonly openMs: number;
  /** The time that the cores have spent on it, of all threads of the process. */
  readonly openProcessorMs: number;
  /** From the beginning of the process until the log was open, without emptying of the cache. */
  readonly processMs: number;
  readonly timestampMs: readonly number[];
  readonly offsetMs: readonly number[];
  readonly logEndOffset: Offset;
}

/** A log of a few records is written, and opened again. */
async function openAnother(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'odradek-bench-other-'));
  for (const producerId of [1000, 2000]) {
    const manager = openLogManager(directory);
    const log = await openOrders(manager);
    let batches = 3;
    await appendOrders(log, new OrderRecords(producerId), () => batches-- === 0);
    await manager.close();
  }
  rmSync(directory, { recursive: true });
}

async function timed(isCold: boolean, action: () => Promise<void>): Promise<number> {
  if (isCold) dropPageCache();
  const began = performance.now();
  await action();
  return performance.now() - began;
}

async function seekTimestamp(log: PartitionLog, timestamp: Timestamp): Promise<void> {
  const found = await log.offsetForTimestamp(timestamp);
  const expected = offsetOfTimestamp(timestamp);
  if (found?.offset === expected) return;
  throw new Error(`Timestamp ${timestamp} is at offset ${expected}, not ${found?.offset}.`);
}

async function seekOffset(log: PartitionLog, offset: Offset): Promise<void> {
  const bytes = await log.read({ offset, bytesMax: 1, atLeastOneBatch: true });
  const { batches } = batchesIn(bytes);
  const [batch] = batches;
  const baseOffset = batch?.readBigInt64BE(0) ?? -1n;
  if (batches.length === 1 && baseOffset <= offset && Number(baseOffset) + 100 > offset) return;
  throw new Error(`Offset ${offset} is not in the batch at offset ${baseOffset}.`);
}

async function measure(directory: string, request: OpenRequest): Promise<OpenTimes> {
  const { isCold, isFirst, timestamps, offsets } = request;
  if (!isFirst) await openAnother();
  const manager = openLogManager(directory);
  const droppingFrom = performance.now();
  if (isCold) dropPageCache();
  const processor = process.cpuUsage();
  const began = performance.now();
  const log = await openOrders(manager);
  const opened = performance.now();
  const { user, system } = process.cpuUsage(processor);
  const timestampMs: number[] = [];
  const offsetMs: number[] = [];
  for (const [index, timestamp] of timestamps.entries()) {
    timestampMs.push(await timed(isCold, () => seekTimestamp(log, timestamp)));
    const offset = offsets[index] ?? 0;
    offsetMs.push(await timed(isCold, () => seekOffset(log, offset)));
  }
  return {
    openMs: opened - began,
    openProcessorMs: (user + system) / 1000,
    processMs: opened - (began - droppingFrom),
    timestampMs,
    offsetMs,
    logEndOffset: log.logEndOffset,
  };
}

const [directory = '', request = ''] = process.argv.slice(2);
const times = await measure(directory, JSON.parse(request) as OpenRequest);
// It ends without closing the log, as a crash would: the next one finds the same files.
process.stdout.write(JSON.stringify(times), () => process.exit());
