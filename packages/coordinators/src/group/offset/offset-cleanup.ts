import type { Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { DeletedTopic } from '../../runtime/coordinator-shard.ts';
import type { CoordinatorTimer } from '../../runtime/coordinator-timer.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { findOffsetsOfTopics } from './delete-offsets.ts';
import { findExpired } from './expire-offsets.ts';
import type { OffsetsState } from './offsets-state.ts';

/** What is cleaned up, and how. */
export interface OffsetCleanupOptions {
  readonly groups: Groups;
  readonly offsets: OffsetsState;
  readonly timer: CoordinatorTimer<GroupRecord>;
  readonly now: () => Timestamp;
  /** `offsets.retention.minutes`, in milliseconds. */
  readonly retentionMs: number;
  /** Told of each offset that has expired, when it is going to be deleted. */
  readonly onExpired?: () => void;
}

/**
 * Looks at what a shard has: puts the tombstones that have to be written into `records`, and yields how
 * much it has looked at since. Between two yields nothing else happens; behind each, anything may.
 */
export type Walk = Generator<number, void>;

const SLICE_TIMER = 'clean-up-offsets';
/** So many are looked at in a millisecond or two. */
const LOOKED_AT_PER_SLICE = 4096;
/** So many are written in two milliseconds. */
const RECORDS_PER_SLICE = 512;
const RETRY_MS = 500;

/**
 * Deletes offsets that have expired and those of topics that are gone. There may be millions of them: it
 * walks over the shard in slices, each of which is an operation of its own that writes no more than one
 * batch or two, and goes on when that is committed. Walks come one after the other. One whose records
 * are refused begins again: what is deleted by then is not found again.
 */
export class OffsetCleanup {
  private readonly options: OffsetCleanupOptions;
  /** Topics that are gone and that no walk has looked for yet. */
  private deleted: DeletedTopic[] = [];
  private isExpiryDue = false;
  private walk: Walk | undefined;
  /** What the walk looks for, if it does not look for what has expired. */
  private walkedFor: readonly DeletedTopic[] | undefined;
  /** What the walk has found in this slice. */
  private records: GroupRecord[] = [];
  private isUnderWay = false;

  constructor(options: OffsetCleanupOptions) {
    this.options = options;
  }

  /** Begins to delete what has expired, and groups of which nothing is left. */
  expire(): CoordinatorResult<GroupRecord> {
    this.isExpiryDue = true;
    return this.begin();
  }

  /** Begins to delete the offsets of topics that are gone. */
  topicsDeleted(topics: readonly DeletedTopic[]): CoordinatorResult<GroupRecord> {
    this.deleted.push(...topics);
    return this.begin();
  }

  private begin(): CoordinatorResult<GroupRecord> {
    return this.isUnderWay ? NOTHING_TO_DO : this.slice();
  }

  private slice(): CoordinatorResult<GroupRecord> {
    this.records = [];
    let lookedAt = 0;
    while (lookedAt < LOOKED_AT_PER_SLICE && this.records.length < RECORDS_PER_SLICE) {
      this.walk ??= this.nextWalk();
      if (this.walk === undefined) break;
      const step = this.walk.next();
      if (step.done === true) this.walk = undefined;
      else lookedAt += step.value;
    }
    this.isUnderWay = true;
    const complete = (errorCode: number): void => this.sliceCompleted(errorCode);
    return { records: this.records, isAtomic: false, complete };
  }

  private sliceCompleted(errorCode: number): void {
    const { timer } = this.options;
    if (errorCode === ErrorCode.NONE) {
      this.isUnderWay = this.walk !== undefined || this.deleted.length > 0 || this.isExpiryDue;
      if (this.isUnderWay) timer.schedule(SLICE_TIMER, 0, () => this.slice());
      return;
    }
    this.beginAgain();
    timer.schedule(SLICE_TIMER, RETRY_MS, () => this.slice());
  }

  /** The walk that was refused may be over already, but for its records. */
  private beginAgain(): void {
    this.walk = undefined;
    if (this.walkedFor === undefined) this.isExpiryDue = true;
    else this.deleted.unshift(...this.walkedFor);
  }

  private nextWalk(): Walk | undefined {
    const { groups, offsets, now, retentionMs, onExpired } = this.options;
    const found = (record: GroupRecord): void => void this.records.push(record);
    if (this.deleted.length > 0) {
      this.walkedFor = this.deleted;
      this.deleted = [];
      return findOffsetsOfTopics(this.walkedFor, offsets, found);
    }
    if (!this.isExpiryDue) return undefined;
    this.isExpiryDue = false;
    this.walkedFor = undefined;
    const foundExpired = (record: GroupRecord): void => {
      found(record);
      if (record.type === 'OffsetCommit') onExpired?.();
    };
    return findExpired(groups, offsets, { now, retentionMs, found: foundExpired });
  }
}
