import type { KafkaError, Offset, Timestamp } from '@odradek/base';

/** What comes with an append. */
export interface AppendOptions {
  /** The epoch of the leader, which the batch is stamped with. */
  readonly leaderEpoch: number;
  /**
   * Called once: without an argument when the batch survives a loss of power, else with
   * `KAFKA_STORAGE_ERROR`, and then it may or may not be there after a restart. Calls come in the
   * order of the offsets, never before the append returns. The callback must not throw.
   */
  readonly onDurable: (error?: KafkaError) => void;
}

/** What became of a batch of a producer. */
export type LeaderAppend =
  | {
      /** It has its place; `onDurable` tells when it is durable. */
      readonly type: 'appended';
      readonly baseOffset: Offset;
    }
  | {
      /**
       * It was sent before; `onDurable` tells when that batch is durable, which may be long since,
       * or that it never will be.
       */
      readonly type: 'duplicate';
      /** Where the records are that were sent before. */
      readonly baseOffset: Offset;
      /** The greatest timestamp of those records, as Kafka answers it, whoever set it. */
      readonly logAppendTime: Timestamp;
    }
  | {
      /** It is not appended, and `onDurable` never called. */
      readonly type: 'refused';
      /** Of Kafka's table. */
      readonly errorCode: number;
      readonly errorMessage: string;
    };

/** The end of a transaction, as its coordinator tells it (KIP-98). */
export interface EndTransaction {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
  readonly type: 'COMMIT' | 'ABORT';
  /** The `transaction.version` that the coordinator writes: from 2 on each marker has a new epoch. */
  readonly transactionVersion: number;
}

/** What became of a transaction marker. */
export type MarkerAppend = Exclude<LeaderAppend, { readonly type: 'duplicate' }>;
