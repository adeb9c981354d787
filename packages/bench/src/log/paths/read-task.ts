import type { PartitionLog } from '@odradek/storage';

import { type Cost, costOf } from './cost.ts';
import { batchKind, BatchSource, BEGIN_TIMESTAMP, openLogs } from './logs.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

/** What is read of a log of 128 MiB, or of the end of a smaller one. */
export interface ReadTask {
  readonly type: 'read';
  /** A name of `BATCHES`. */
  readonly batch: string;
  readonly what: 'recent' | 'file' | 'timestamp';
  readonly bytesMax: number;
}

const LOG_BYTES: number = 128 * 1024 * 1024;
const RECENT_LOG_BYTES: number = 2 * 1024 * 1024;
/** How far from the end something is that is in memory. */
const RECENT_BYTES: number = 160 * 1024;
/** A prime number: reads come to every part of the log, and never to the same again soon. */
const STEP = 7919;
const COUNTS: Readonly<Record<ReadTask['what'], number>> = {
  recent: 20_000,
  file: 1000,
  timestamp: 1000,
};

/** Measures one read of a log whose files are in the page cache. */
export async function measureReads(
  storage: StorageUnderTest,
  parent: string,
  task: ReadTask,
): Promise<Cost> {
  const { logs, remove } = await openLogs(storage, { parent, partitions: 1, disk: 'unsynced' });
  const [log] = logs;
  if (log === undefined) throw new Error('There is no log.');
  const batchBytes = await fill(log, task);
  const count = COUNTS[task.what];
  const read = readerOf(log, task, batchBytes);
  const run = async (): Promise<void> => {
    for (let index = 0; index < count; index++) await read(index * STEP);
  };
  await run();
  const cost = await costOf(count, run);
  await remove();
  return cost;
}

/** Answers how many bytes each batch has. */
async function fill(log: PartitionLog, { batch, what }: ReadTask): Promise<number> {
  const source = new BatchSource(batchKind(batch));
  const logBytes = what === 'recent' ? RECENT_LOG_BYTES : LOG_BYTES;
  const count = Math.floor(logBytes / source.bytes);
  let durable = 0;
  for (let index = 0; index < count; index++) {
    const records = source.nextAt(BEGIN_TIMESTAMP + log.logEndOffset);
    log.appendAsLeader(records, { leaderEpoch: 0, onDurable: () => durable++ });
    if (index % 100 === 0) await untilDurable(log);
  }
  await untilDurable(log);
  if (durable !== count) throw new Error('Not everything is durable.');
  return source.bytes;
}

function untilDurable(log: PartitionLog): Promise<void> {
  if (log.highWatermark === log.logEndOffset) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = log.onHighWatermark(() => {
      if (log.highWatermark < log.logEndOffset) return;
      stop();
      resolve();
    });
  });
}

function readerOf(
  log: PartitionLog,
  { what, bytesMax }: ReadTask,
  batchBytes: number,
): (place: number) => unknown {
  const end = log.logEndOffset;
  const atLeastOneBatch = true;
  if (what === 'timestamp') {
    return (place) => log.offsetForTimestamp(BEGIN_TIMESTAMP + (place % end));
  }
  const offsetsPerByte = end / log.size;
  if (what === 'file') {
    const span = end - Math.ceil(2 * 1024 * 1024 * offsetsPerByte);
    return (place) => log.read({ offset: place % span, bytesMax, atLeastOneBatch });
  }
  const span = Math.floor((RECENT_BYTES - bytesMax) * offsetsPerByte) || 1;
  const first = end - Math.floor(Math.max(RECENT_BYTES, batchBytes) * offsetsPerByte);
  return (place) => {
    const bytes = log.tryRead({ offset: first + (place % span), bytesMax, atLeastOneBatch });
    if (bytes === undefined) throw new Error('What was appended last is not in memory.');
  };
}
