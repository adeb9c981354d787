import { type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import type { FetchPartition } from '@odradek/protocol/messages/01-fetch';

import type { Partition } from '../partition/partition.ts';

/** Kafka's `UNKNOWN_OFFSET`: nothing was said of an offset yet, or nothing is known of it. */
const UNKNOWN_OFFSET: Offset = -1;

/** A topic as a request names it: by name, or by id, in which case its name may not be known. */
export interface RequestedTopic {
  /** `null` as long as no topic has the id. */
  readonly topic: string | null;
  /** `ZERO_UUID` if topics are named by name. */
  readonly topicId: Uuid;
}

/**
 * One partition that a fetcher wants, what it said of it last, and in a session also what it was
 * answered last (Kafka's `FetchSession.CachedPartition`). The object stays the same as long as the
 * partition is wanted, so that a request that changes nothing needs no memory for it.
 */
export class RequestedPartition implements RequestedTopic {
  /**
   * Once a name was found for the id it stays, as in Kafka: should the topic be deleted and created
   * anew, the fetcher is told that its id is another one's by now.
   */
  topic: string | null;
  readonly topicId: Uuid;
  readonly index: number;
  /** The first offset that is wanted. */
  fetchOffset: Offset;
  /** How many bytes are wanted at most, but for the first batch of an answer. */
  partitionMaxBytes: number;
  /** The leader epoch that the fetcher believes in; -1 if it asks for no check. */
  currentLeaderEpoch: number;
  /** The leader epoch of the last record that the fetcher has; -1 if it asks for no check. */
  lastFetchedEpoch: number;
  /** The high watermark that it was answered last. */
  highWatermark: Offset = UNKNOWN_OFFSET;
  /** The log start offset that it was answered last. */
  logStartOffset: Offset = UNKNOWN_OFFSET;
  /** Where it was found last. It may have been removed or gone offline since. */
  located: Partition | undefined;
  /** Why it was not found when it was looked for last, if it was not. */
  errorCode = 0;

  constructor({ topic, topicId }: RequestedTopic, asked: FetchPartition) {
    this.topic = topic;
    this.topicId = topicId;
    this.index = asked.partition;
    this.fetchOffset = asked.fetchOffset;
    this.partitionMaxBytes = asked.partitionMaxBytes;
    this.currentLeaderEpoch = epochOrNone(asked.currentLeaderEpoch);
    this.lastFetchedEpoch = epochOrNone(asked.lastFetchedEpoch);
  }

  /** Whether topics are named by id. */
  get isById(): boolean {
    return this.topicId !== ZERO_UUID;
  }

  /** The fetcher wants it otherwise from now on. */
  update(asked: FetchPartition): void {
    this.fetchOffset = asked.fetchOffset;
    this.partitionMaxBytes = asked.partitionMaxBytes;
    this.currentLeaderEpoch = epochOrNone(asked.currentLeaderEpoch);
    this.lastFetchedEpoch = epochOrNone(asked.lastFetchedEpoch);
  }
}

/** Any negative epoch asks for no check (`FetchRequest.optionalEpoch`). */
function epochOrNone(epoch: number): number {
  return epoch < 0 ? -1 : epoch;
}
