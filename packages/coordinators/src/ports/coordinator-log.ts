import type { KafkaError, Offset } from '@odradek/base';

/** The log of a partition of an internal topic, as long as it is coordinated here. */
export interface CoordinatorLog {
  /** The first offset that can be read. */
  readonly startOffset: Offset;
  /** The offset that the next record gets. */
  readonly endOffset: Offset;
  /** Before it everything is committed: no broker that becomes leader lacks it. */
  readonly highWatermark: Offset;
  /** `max.message.bytes` of the topic: what a batch may have. */
  readonly batchBytesMax: number;
  /**
   * Appends a record batch, which is copied, and answers its base offset. When it is committed
   * `CoordinatorLogListener.onHighWatermark` tells. Raises a `KafkaError` if it is refused; then it is
   * not there, nor ever will be.
   */
  append(batch: Buffer): Offset;
  /**
   * Whole committed batches from the one on that holds `offset`, at least one and else at most
   * `bytesMax` bytes; nothing if no batch is there. Rejects if the disk fails.
   */
  read(offset: Offset, bytesMax: number): Promise<Buffer>;
  /** It is not listened to any more. */
  close(): void;
}

/** What a log tells. It never calls back before `open` or `append` have returned. */
export interface CoordinatorLogListener {
  /** The high watermark has advanced. */
  onHighWatermark(highWatermark: Offset): void;
  /**
   * What was appended last may be lost, and nothing can be appended any more: what is known of the
   * partition is not what the log has.
   */
  onFailure(error: KafkaError): void;
}

/** Where the log of a partition is. */
export interface CoordinatorLogSource {
  /** Whether it surely has no record, so that it need not be opened before somebody asks. */
  readonly isEmpty: boolean;
  /** Opens it. Rejects with a `KafkaError` if that fails. */
  open(listener: CoordinatorLogListener): Promise<CoordinatorLog>;
}
