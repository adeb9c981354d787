import type { KafkaError, Offset } from '@odradek/base';

import type { TopicPartition } from './consumer-options.ts';
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
  private at: FetchPosition | undefined;
  private resetTo: 'earliest' | 'latest' | undefined;

  constructor({ topic, partition }: TopicPartition) {
    this.topic = topic;
    this.partition = partition;
  }

  /** `undefined` until the end of the log that it is to begin at was found. */
  get position(): FetchPosition | undefined {
    return this.at;
  }

  /** The end of the log where the position is to be looked for. */
  get pendingReset(): 'earliest' | 'latest' | undefined {
    return this.resetTo;
  }

  /** Goes to an offset, or to an end of the log that is to be found. Drops what was fetched. */
  seek(to: Offset | 'earliest' | 'latest', offsetEpoch: number = -1): void {
    const isOffset = typeof to === 'number';
    this.at = isOffset ? { offset: to, offsetEpoch } : undefined;
    this.resetTo = isOffset ? undefined : to;
    this.validatedEpoch = -1;
    this.error = undefined;
    this.retryAtMs = 0;
    this.forget();
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
