import type { KafkaError, Offset } from '@odradek/base';

import type { TopicPartition } from './consumer-options.ts';
import type { LogEnd } from './offset-reset.ts';
import type { FetchedRecords } from './fetched-records.ts';

/** Where a consumer stands in a partition. */
export interface FetchPosition {
  /** The offset of the next record. */
  readonly offset: Offset;
  /** The leader epoch of the record before it, -1 if unknown: it tells whether the log was cut. */
  readonly offsetEpoch: number;
}

/** How many responses of a partition are kept until they are taken: one to read, one to come. */
const FETCHED_MAX = 2;

/** A partition that a consumer reads. */
export class AssignedPartition implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  isPaused = false;
  /** Whether a request about it is under way. */
  isAsked = false;
  /** Not before this is another request made. */
  retryAtMs = 0;
  failures = 0;
  /** How often in a row a position that the leader named itself was not in its log. */
  outOfRange = 0;
  /** What `poll` has to say about it. */
  error: KafkaError | undefined;
  /** What was fetched and not taken, in order. */
  readonly fetched: FetchedRecords[] = [];
  /** Changes whenever what was asked before is of no use any more. */
  generation = 0;
  /** The leader epoch for which the position is known to be in the log. */
  validatedEpoch = -1;
  /** What the group has committed, as far as this consumer knows. */
  committedOffset: Offset | undefined;
  /** Whether the settings say where it begins. */
  needsReset = false;
  /** Whether it begins where the group has committed to, which is to be found. */
  isCommittedWanted = false;
  private at: FetchPosition | undefined;
  private resetTo: LogEnd | undefined;

  constructor({ topic, partition }: TopicPartition) {
    this.topic = topic;
    this.partition = partition;
  }

  /** `undefined` until the end of the log that it is to begin at was found. */
  get position(): FetchPosition | undefined {
    return this.at;
  }

  /** The end of the log where the position is to be looked for. */
  get pendingReset(): LogEnd | undefined {
    return this.resetTo;
  }

  /** Begins where the group has committed to. */
  awaitCommitted(): void {
    this.isCommittedWanted = true;
  }

  /** Begins at what the group has committed; if that is nothing, where the settings say. */
  beginAt({ offset, leaderEpoch }: { offset: Offset | undefined; leaderEpoch: number }): void {
    if (offset !== undefined) this.seek(offset, leaderEpoch);
    this.isCommittedWanted = false;
    this.committedOffset = offset;
    this.needsReset = offset === undefined;
  }

  /** Goes to an offset, or to an end of the log that is to be found. Drops what was fetched. */
  seek(to: Offset | LogEnd, offsetEpoch: number = -1): void {
    const isOffset = typeof to === 'number';
    this.isCommittedWanted = false;
    this.needsReset = false;
    this.at = isOffset ? { offset: to, offsetEpoch } : undefined;
    this.resetTo = isOffset ? undefined : to;
    this.validatedEpoch = -1;
    this.error = undefined;
    this.retryAtMs = 0;
    this.forget();
  }

  /** Raises what `poll` has to say about it, once; nothing while it is paused. */
  throwError(): void {
    const { error } = this;
    if (error === undefined || this.isPaused) return;
    this.error = undefined;
    throw error;
  }

  /** Drops what was fetched and what is under way. */
  forget(): void {
    this.generation++;
    this.isAsked = false;
    this.fetched.length = 0;
  }

  /** Moves on behind what was taken. */
  advance(offset: Offset, offsetEpoch: number): void {
    this.at = { offset, offsetEpoch };
  }

  /** Where the next fetch goes on: behind what was fetched already. */
  get fetchOffset(): Offset | undefined {
    return this.fetched.at(-1)?.endOffset ?? this.at?.offset;
  }

  /** Whether there is enough of it for the time being. */
  get isFull(): boolean {
    return this.fetched.length >= FETCHED_MAX;
  }
}
