import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

import { appendOrders } from './append-orders.ts';
import { OrderRecords } from './order-records.ts';
import { openLogManager, openOrders } from './orders-log.ts';

const GIB: number = 1024 ** 3;
const FREE_BYTES_MIN: number = 12 * GIB;
const LOG_BYTES: number = 10 * GIB;
const RECORDS_MIN = 10_000_000;
const SEGMENTS_MIN = 10;

/** Makes a partition of 10 GiB unless the directory is there: it has its name once it is complete. */
export async function createOrders(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const parent = dirname(directory);
  mkdirSync(parent, { recursive: true });
  const { bavail, bsize } = statfsSync(parent);
  if (bavail * bsize < FREE_BYTES_MIN) {
    const free = (bavail * bsize) / GIB;
    throw new Error(
      `${parent} has ${free.toFixed(1)} GiB free; the partition needs 12. Use --dir.`,
    );
  }
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  await write(unfinished);
  renameSync(unfinished, directory);
}

async function write(directory: string): Promise<void> {
  const began = performance.now();
  const manager = openLogManager(directory);
  const log = await openOrders(manager);
  const isEnough = (): boolean =>
    log.size >= LOG_BYTES && log.logEndOffset >= RECORDS_MIN && log.segmentsCount >= SEGMENTS_MIN;
  await appendOrders(log, new OrderRecords(1000), isEnough);
  const { size, logEndOffset, segmentsCount } = log;
  await manager.close();
  const seconds = (performance.now() - began) / 1000;
  console.error(
    `Wrote ${logEndOffset} records, ${size} bytes, ${segmentsCount} segments in ${seconds.toFixed(0)} s.`,
  );
}
