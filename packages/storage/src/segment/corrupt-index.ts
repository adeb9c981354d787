import { KafkaError } from '@odradek/base';

/**
 * An index file does not hold what an index of its segment can hold (Kafka's
 * `CorruptIndexException`). Nothing is lost: the segment says everything that an index does, so
 * whoever opens the log makes the file again, after `reset`.
 */
export class CorruptIndex extends KafkaError {
  readonly path: string;
  /** Where in the file the first byte is that cannot be right. */
  readonly position: number;
  readonly reason: string;

  constructor(path: string, position: number, reason: string) {
    super(
      'KAFKA_STORAGE_ERROR',
      `${path} is corrupt at byte ${position}: ${reason}. It is made again of its segment, at the latest when the log is opened; no record is concerned.`,
      { retriable: true },
    );
    this.path = path;
    this.position = position;
    this.reason = reason;
  }
}
