import { KafkaError, type Offset } from '@odradek/base';
import { recordsCountAt } from '@odradek/protocol';
import type { CoordinatorLog, CoordinatorLogListener } from '@odradek/coordinators';

import type { Partition } from '../partition/partition.ts';

/** What the log of a coordinator is made of. */
export interface PartitionCoordinatorLogOptions {
  readonly partition: Partition;
  readonly listener: CoordinatorLogListener;
  /** `max.message.bytes` of the topic, as it is. */
  readonly maxMessageBytes: () => number;
  /** Called once when the log is closed. */
  readonly onClose: () => void;
}

/** The log of a partition that this broker leads, as a coordinator writes and reads it. */
export class PartitionCoordinatorLog implements CoordinatorLog {
  private readonly options: PartitionCoordinatorLogOptions;
  private readonly stopListening: () => void;
  private isClosed = false;

  constructor(options: PartitionCoordinatorLogOptions) {
    this.options = options;
    this.stopListening = options.partition.log.onHighWatermark((highWatermark) =>
      options.listener.onHighWatermark(highWatermark),
    );
  }

  get startOffset(): Offset {
    return this.options.partition.logStartOffset;
  }

  get endOffset(): Offset {
    return this.options.partition.log.logEndOffset;
  }

  get highWatermark(): Offset {
    return this.options.partition.highWatermark;
  }

  get batchBytesMax(): number {
    return this.options.maxMessageBytes();
  }

  append(batch: Buffer): Offset {
    const { partition } = this.options;
    if (partition.isOffline || partition.isRemoved) throw notLeader(partition);
    const { leaderEpoch, log, stats } = partition;
    const baseOffset = log.append(batch, {
      leaderEpoch,
      onDurable: (error) => {
        if (error !== undefined) this.fail(error);
      },
    });
    stats.appended(recordsCountAt(batch, 0), batch.byteLength);
    return baseOffset;
  }

  read(offset: Offset, bytesMax: number): Promise<Buffer> {
    return this.options.partition.log.read({ offset, bytesMax, atLeastOneBatch: true });
  }

  /** What was appended may be lost, or the log is not there any more. */
  fail(error: KafkaError): void {
    if (!this.isClosed) this.options.listener.onFailure(error);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.stopListening();
    this.options.onClose();
  }
}

function notLeader({ topic, index }: Partition): KafkaError {
  return new KafkaError(
    'NOT_LEADER_OR_FOLLOWER',
    `The partition ${topic}-${index} was deleted, or its log directory has failed.`,
  );
}
