import type { KafkaError, Offset } from '@odradek/base';
import {
  RecordBatchBuilder,
  type RecordBatchOptions,
  recordsOf,
  batchesIn,
} from '@odradek/protocol';

import { PartitionLog, type PartitionLogOptions } from './log/partition-log.ts';
import type { StorageEvent } from './ports/report.ts';
import { testEndOfTurn } from './testing/end-of-turn.ts';
import { MemoryFileSystem } from './testing/memory-file-system.ts';

export const DIRECTORY = '/data/orders-0';

/** A batch with a record for each value, their timestamps 1 ms apart. */
export function batchOf(
  values: readonly string[],
  timestamp: number = 1000,
  options: RecordBatchOptions = {},
): Buffer {
  const builder = new RecordBatchBuilder(options);
  values.forEach((value, index) => {
    builder.append({ timestamp: timestamp + index, key: null, value });
  });
  return builder.build();
}

/** The values of all records in some batches, with their offsets: `3:apple`. */
export function valuesIn(bytes: Buffer): readonly string[] {
  return batchesIn(bytes).batches.flatMap((batch) =>
    recordsOf(batch).map((record) => `${record.offset}:${String(record.value)}`),
  );
}

/** What a test of a log works with. */
export interface LogContext {
  readonly fileSystem: MemoryFileSystem;
  readonly events: StorageEvent[];
  readonly open: (options?: Partial<PartitionLogOptions>) => Promise<PartitionLog>;
}

export function logContext(fileSystem: MemoryFileSystem = new MemoryFileSystem()): LogContext {
  const events: StorageEvent[] = [];
  return {
    fileSystem,
    events,
    open: (options) =>
      PartitionLog.open({
        fileSystem,
        directory: DIRECTORY,
        endOfTurn: testEndOfTurn,
        report: (event) => events.push(event),
        ...options,
      }),
  };
}

/** Appends a batch and waits until it is durable; answers its base offset. */
export async function appendDurably(log: PartitionLog, batch: Buffer): Promise<Offset> {
  let offset = -1;
  await new Promise<void>((resolve, reject) => {
    offset = log.append(batch, {
      leaderEpoch: 0,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
  });
  return offset;
}

/** Everything that can be read from an offset on, in reads of a few bytes. */
export async function readAll(log: PartitionLog, from: Offset, bytesMax = 100): Promise<string[]> {
  const found: string[] = [];
  let offset = from;
  while (offset < log.highWatermark) {
    const bytes = await log.read({ offset, bytesMax, atLeastOneBatch: true });
    const values = valuesIn(bytes);
    found.push(...values);
    offset = Number(values.at(-1)?.split(':')[0]) + 1;
  }
  return found;
}

/** Appends without waiting; the result becomes true, or the error, when it is called back. */
export function appendSoon(
  log: PartitionLog,
  batch: Buffer,
): { result: true | KafkaError | undefined } {
  const pending: { result: true | KafkaError | undefined } = { result: undefined };
  log.append(batch, {
    leaderEpoch: 0,
    onDurable: (error) => {
      pending.result = error ?? true;
    },
  });
  return pending;
}
