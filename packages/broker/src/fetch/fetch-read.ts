import { KafkaError, type Offset } from '@odradek/base';
import { batchesIn, EMPTY_BYTES, ErrorCode, lastOffsetAt } from '@odradek/protocol';
import {
  type AbortedTransaction,
  defaultAbortedTransaction,
  defaultPartitionData,
  type PartitionData,
} from '@odradek/protocol/messages/01-fetch';
import type { ReadLease } from '@odradek/storage';

import type { Partition } from '../partition/partition.ts';
import { errorCodeOf } from '../request/error-code-of.ts';
import { type FetchContext, hasNews } from './fetch-context.ts';
import type { AnsweredPartition } from './fetch-manager.ts';
import { obstacleTo } from './fetch-obstacle.ts';
import type { RequestedPartition } from './requested-partition.ts';

/** What is read, and who is told. */
export interface FetchReadOptions {
  readonly context: FetchContext;
  /** Those that there are, in their order. */
  readonly partitions: readonly RequestedPartition[];
  /** How many bytes of records the answer has at most, but for a first batch that is larger. */
  readonly bytesMax: number;
  /** Whether only what was committed is wanted (`read_committed`). */
  readonly isCommitted: boolean;
  readonly isFromFollower: boolean;
  /** Where what the disk has is read to. */
  readonly memory: ReadLease;
}

/** Who waits for the records of a Fetch. */
export interface FetchReader {
  /** Everything was read. */
  onRead(answered: AnsweredPartition[]): void;
  /** It was not, for what is no error of a partition. */
  onReadFailed(error: unknown): void;
}

/**
 * Reads the partitions of one Fetch one after the other, within the limits of bytes
 * (`ReplicaManager.readFromLog`). It waits only where the disk is needed.
 */
export class FetchRead {
  private readonly options: FetchReadOptions;
  private readonly reader: FetchReader;
  private readonly answered: AnsweredPartition[] = [];
  private at = 0;
  private bytesLeft: number;
  /** Whether there are no records yet: the first batch comes whatever its size. */
  private isEmpty = true;

  constructor(options: FetchReadOptions, reader: FetchReader) {
    this.options = options;
    this.reader = reader;
    this.bytesLeft = options.bytesMax;
  }

  /** Reads on until the disk is needed, or to the end. */
  run(): void {
    const { partitions } = this.options;
    while (this.at < partitions.length) {
      // As Kafka: a negative limit of the request holds for its first partition only.
      if (this.at > 0) this.bytesLeft = Math.max(0, this.bytesLeft);
      const requested = partitions[this.at++];
      const reading = requested === undefined ? undefined : this.readPartition(requested);
      if (reading === undefined) continue;
      reading.then(
        () => this.run(),
        (error: unknown) => this.reader.onReadFailed(error),
      );
      return;
    }
    this.reader.onRead(this.answered);
  }

  private readPartition(requested: RequestedPartition): Promise<void> | undefined {
    const { located } = requested;
    if (located === undefined) return this.fail(requested, requested.errorCode);
    if (located.isRemoved) return this.fail(requested, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    if (located.isOffline) return this.fail(requested, ErrorCode.KAFKA_STORAGE_ERROR);
    const obstacle = obstacleTo(requested, located, this.options.isFromFollower);
    if (obstacle?.type === 'error') return this.fail(requested, obstacle.errorCode);
    if (obstacle?.type === 'diverging') {
      const data = { ...dataOf(located), divergingEpoch: obstacle.divergingEpoch };
      this.answered.push({ requested, data });
      return undefined;
    }
    const end = this.options.isCommitted ? located.lastStableOffset : located.highWatermark;
    if (requested.fetchOffset >= end) return this.noteNothing(requested, located);
    return this.readRecords(requested, located, end);
  }

  private readRecords(
    requested: RequestedPartition,
    located: Partition,
    maxOffset: Offset,
  ): Promise<void> | undefined {
    const bytesMax = Math.min(requested.partitionMaxBytes, this.bytesLeft);
    if (bytesMax < 0) return this.fail(requested, ErrorCode.UNKNOWN_SERVER_ERROR);
    const { isEmpty: atLeastOneBatch } = this;
    const { memory } = this.options;
    const options = { offset: requested.fetchOffset, bytesMax, atLeastOneBatch, maxOffset, memory };
    const records = located.log.tryRead(options);
    if (records === undefined) {
      // What was true before the read is told: the records are of then.
      const data = dataOf(located);
      return located.log.read(options).then(
        (read) => this.note(requested, located, { ...data, records: read }),
        (error: unknown) => this.failRead(requested, error),
      );
    }
    if (records.byteLength === 0) return this.noteNothing(requested, located);
    return this.note(requested, located, { ...dataOf(located), records });
  }

  /** Nothing is said of a partition without news, and nothing made for it. */
  private noteNothing(requested: RequestedPartition, located: Partition): undefined {
    const { context, isCommitted } = this.options;
    if (!hasNews(context, requested, located)) return undefined;
    const abortedTransactions = isCommitted ? [] : null;
    this.answered.push({ requested, data: { ...dataOf(located), abortedTransactions } });
    return undefined;
  }

  private note(
    requested: RequestedPartition,
    located: Partition,
    data: PartitionData & { readonly records: Buffer },
  ): Promise<void> | undefined {
    const { context, isCommitted } = this.options;
    const { byteLength } = data.records;
    this.bytesLeft -= byteLength;
    if (byteLength > 0) this.isEmpty = false;
    else if (!hasNews(context, requested, data)) return undefined;
    if (!isCommitted) {
      this.answered.push({ requested, data });
      return undefined;
    }
    return abortedIn(data.records, requested, located).then(
      (abortedTransactions) => {
        this.answered.push({ requested, data: { ...data, abortedTransactions } });
      },
      (error: unknown) => this.failRead(requested, error),
    );
  }

  private failRead(requested: RequestedPartition, error: unknown): void {
    if (!(error instanceof KafkaError)) throw error;
    this.fail(requested, errorCodeOf(error));
  }

  private fail(requested: RequestedPartition, errorCode: number): undefined {
    requested.located?.stats.unread(errorCode);
    this.answered.push({ requested, data: failedData(requested.index, errorCode) });
    return undefined;
  }
}

/** A partition of which nothing can be told but why. */
export function failedData(partitionIndex: number, errorCode: number): PartitionData {
  return {
    ...defaultPartitionData,
    partitionIndex,
    errorCode,
    highWatermark: -1,
    abortedTransactions: null,
    records: EMPTY_BYTES,
  };
}

/** A partition without records. */
function dataOf(partition: Partition): PartitionData {
  return {
    ...defaultPartitionData,
    partitionIndex: partition.index,
    highWatermark: partition.highWatermark,
    lastStableOffset: partition.lastStableOffset,
    logStartOffset: partition.logStartOffset,
    abortedTransactions: null,
    records: EMPTY_BYTES,
  };
}

/** The aborted transactions that have records among these, so that a consumer leaves them out. */
async function abortedIn(
  records: Buffer,
  { fetchOffset }: RequestedPartition,
  { log }: Partition,
): Promise<AbortedTransaction[]> {
  const last = batchesIn(records).batches.at(-1);
  if (last === undefined) return [];
  const nextOffset = lastOffsetAt(last, 0) + 1;
  const aborted = await log.abortedTransactions(fetchOffset, nextOffset);
  return aborted.map(({ producerId, firstOffset }) => ({
    ...defaultAbortedTransaction,
    producerId,
    firstOffset,
  }));
}
