import type { KafkaError, Offset } from '@odradek/base';

import type { MetadataRecord } from '../metadata-record/metadata-record.ts';

/** Records that were appended together and are replayed together. */
export interface MetadataBatch {
  /** The offset of the first record. */
  readonly baseOffset: Offset;
  readonly records: readonly MetadataRecord[];
}

/** What an append must find, or it fails: see `MetadataLog.append`. */
export interface MetadataAppend {
  /** The epoch of the controller that appends. */
  readonly controllerEpoch: number;
  /** The end of the log as this controller knows it. */
  readonly expectedEndOffset: Offset;
  readonly records: readonly MetadataRecord[];
}

/** The log of cluster metadata. Consensus about it, if there is any, lies behind this port. */
export interface MetadataLog {
  /** The offset after the last record. */
  readonly endOffset: Offset;

  /** Why nothing can be appended any more, or `undefined`. */
  readonly error: KafkaError | undefined;

  /**
   * Reads all batches from the start of the log, and hands each over before it reads on. Must end
   * before the first append.
   */
  readAll(onBatch: (batch: MetadataBatch) => void): Promise<void>;

  /**
   * Appends records so that they survive a crash, all or none, and resolves to the offset of the
   * first. Rejects with `NOT_CONTROLLER`, and appends nothing, if another controller has appended
   * since: the epoch must not be below the last one and `expectedEndOffset` must be the end of the
   * log. Rejects with `KAFKA_STORAGE_ERROR` if the log cannot be written: if `error` is set then, the
   * records may or may not be there when it is read again, and every later append fails; else
   * nothing was written, and a later append may succeed.
   */
  append(append: MetadataAppend): Promise<Offset>;

  /** Waits for appends under way and lets go of the log. */
  close(): Promise<void>;
}
