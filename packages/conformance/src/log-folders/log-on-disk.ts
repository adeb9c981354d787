import assert from 'node:assert/strict';
import { inspect } from 'node:util';

import type { Offset } from '@odradek/base';
import { ManualClock } from '@odradek/base/testing';
import {
  type EndTransactionMarkerBatch,
  RecordBatchBuilder,
  type RecordBatchOptions,
  type RecordToAppend,
} from '@odradek/protocol';
import {
  type LogConfig,
  PartitionLog,
  type StorageEvent,
  validateProducedRecords,
} from '@odradek/storage';
import { nodeEndOfTurn, NodeFileSystem } from '@odradek/storage/node';

const BATCH_BYTES_MAX: number = 64 * 1024 * 1024;

/** How a log is opened. */
export interface LogOnDiskOptions extends Partial<LogConfig> {
  readonly logStartOffset?: Offset;
  readonly recoveryPoint?: Offset;
}

/** Records of a producer that is idempotent or transactional. */
export interface ProducerBatch extends RecordBatchOptions {
  readonly records: readonly RecordToAppend[];
}

/** The end of a transaction. */
export type TransactionEnd = Pick<
  EndTransactionMarkerBatch,
  'type' | 'producerId' | 'producerEpoch'
>;

/** A log of ours in a folder of the machine, opened as a broker opens it, in virtual time. */
export class LogOnDisk implements AsyncDisposable {
  /** The epoch of the leader that appends. */
  leaderEpoch = 0;
  readonly log: PartitionLog;
  readonly clock: ManualClock;
  /** What an operator would be told. */
  readonly events: readonly StorageEvent[];

  private constructor(log: PartitionLog, clock: ManualClock, events: readonly StorageEvent[]) {
    this.log = log;
    this.clock = clock;
    this.events = events;
  }

  /** Opens what the folder holds, which may be nothing. */
  static async open(directory: string, options: LogOnDiskOptions = {}): Promise<LogOnDisk> {
    const clock = new ManualClock();
    const events: StorageEvent[] = [];
    const log = await PartitionLog.open({
      ...options,
      fileSystem: new NodeFileSystem(),
      endOfTurn: nodeEndOfTurn,
      clock,
      report: (event) => events.push(event),
      directory,
      saveLogStartOffset: async () => {},
    });
    return new LogOnDisk(log, clock, events);
  }

  /** Appends a batch as the leader does with what a producer sends, and waits until it is durable. */
  async append(batch: Buffer): Promise<void> {
    const validated = validateProducedRecords(batch, {
      produceVersion: 13,
      now: this.clock.now(),
      messageMaxBytes: BATCH_BYTES_MAX,
      timestampBeforeMaxMs: Infinity,
      timestampAfterMaxMs: Infinity,
      decompressedBytesMax: BATCH_BYTES_MAX,
    });
    assert.ok(validated.type === 'accepted', inspect(validated));
    await new Promise<void>((resolve, reject) => {
      const { leaderEpoch } = this;
      const outcome = this.log.appendAsLeader(validated, {
        leaderEpoch,
        onDurable: (error) => (error === undefined ? resolve() : reject(error)),
      });
      assert.equal(outcome.type, 'appended', inspect(outcome));
    });
  }

  /** Appends records in one batch; see `append`. */
  async produce({ records, ...options }: ProducerBatch): Promise<void> {
    const builder = new RecordBatchBuilder(options);
    for (const record of records) builder.append(record);
    await this.append(builder.build());
  }

  /** Appends the marker that ends a transaction, and waits until it is durable. */
  async endTransaction(end: TransactionEnd): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const outcome = this.log.endTransaction(
        { ...end, coordinatorEpoch: 3, transactionVersion: 1 },
        {
          leaderEpoch: this.leaderEpoch,
          onDurable: (error) => (error === undefined ? resolve() : reject(error)),
        },
      );
      assert.equal(outcome.type, 'appended', inspect(outcome));
    });
  }

  /** Closes the log in order, if it is not closed. */
  close(): Promise<void> {
    return this.log.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
