import { assert, type KafkaError, type Offset } from '@odradek/base';
import { ManualClock } from '@odradek/base/testing';
import {
  batchesIn,
  incrementSequence,
  RecordBatchBuilder,
  type RecordBatchOptions,
  recordsOf,
} from '@odradek/protocol';

import type { LeaderAppend } from './log/leader-append.ts';
import { PartitionLog } from './log/partition-log.ts';
import type { PartitionLogOptions } from './log/partition-log-options.ts';
import type { StorageEvent } from './ports/report.ts';
import { testEndOfTurn } from './testing/end-of-turn.ts';
import { MemoryFileSystem } from './testing/memory-file-system.ts';
import { validateProducedRecords } from './validation/log-validator.ts';
import type { AcceptedRecords } from './validation/validated-records.ts';

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
  readonly clock: ManualClock;
  readonly events: StorageEvent[];
  readonly open: (options?: Partial<PartitionLogOptions>) => Promise<PartitionLog>;
}

export function logContext(fileSystem: MemoryFileSystem = new MemoryFileSystem()): LogContext {
  const events: StorageEvent[] = [];
  const clock = new ManualClock();
  return {
    fileSystem,
    clock,
    events,
    open: (options) =>
      PartitionLog.open({
        fileSystem,
        clock,
        directory: DIRECTORY,
        endOfTurn: testEndOfTurn,
        report: (event) => events.push(event),
        saveLogStartOffset: async () => {},
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

/** A batch of an idempotent producer; its records are `<producer>/<epoch>/<sequence>`. */
export function producerBatchOf(
  baseSequence: number,
  options: {
    readonly producerId?: bigint;
    readonly epoch?: number;
    readonly records?: number;
  } = {},
): Buffer {
  const { producerId = 7n, epoch: producerEpoch = 0, records = 1 } = options;
  const values = Array.from({ length: records }, (_, index) => {
    return `${producerId}/${producerEpoch}/${incrementSequence(baseSequence, index)}`;
  });
  return batchOf(values, 1000, { producerId, producerEpoch, baseSequence });
}

/** What the validation says of a batch that it accepts. */
export function accepted(batch: Buffer): AcceptedRecords {
  const validated = validateProducedRecords(batch, {
    produceVersion: 13,
    now: 0,
    messageMaxBytes: 1_000_000,
    timestampBeforeMaxMs: 1_000_000,
    timestampAfterMaxMs: 1_000_000,
    decompressedBytesMax: 1_000_000,
  });
  assert(validated.type === 'accepted', 'the batch of the test is accepted');
  return validated;
}

/** An append of a leader without waiting; `result` becomes true, or the error. */
export interface LeaderAppendSoon {
  readonly outcome: LeaderAppend;
  result: true | KafkaError | undefined;
}

export function leaderAppendSoon(log: PartitionLog, batch: Buffer): LeaderAppendSoon {
  const pending: { result: true | KafkaError | undefined } = { result: undefined };
  const outcome = log.appendAsLeader(accepted(batch), {
    leaderEpoch: 0,
    onDurable: (error) => {
      pending.result = error ?? true;
    },
  });
  return Object.assign(pending, { outcome });
}

/** Appends as a leader and waits until the batch, or the one it is a duplicate of, is durable. */
export async function leaderAppendDurably(log: PartitionLog, batch: Buffer): Promise<LeaderAppend> {
  return new Promise((resolve, reject) => {
    const outcome: LeaderAppend = log.appendAsLeader(accepted(batch), {
      leaderEpoch: 0,
      onDurable: (error) => (error === undefined ? resolve(outcome) : reject(error)),
    });
    if (outcome.type === 'refused') resolve(outcome);
  });
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
