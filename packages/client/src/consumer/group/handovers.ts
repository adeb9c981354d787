import { assert } from '@odradek/base';

import type { TopicPartition } from '../consumer-options.ts';
import type { Handover } from './membership.ts';
import { withoutPartitions } from './partition-sets.ts';

/**
 * Which partitions the application has, and what it has to be told to get from there to what the
 * group wants. One handover is under way at a time; what is owned changes when it is done.
 */
export class Handovers {
  private has: readonly TopicPartition[] = [];
  private under: Handover | undefined;
  private isLost = false;
  /** What it may keep, and whether it is told of what it gets. */
  private target:
    | { readonly partitions: readonly TopicPartition[]; readonly isNew: boolean }
    | undefined;

  /** The partitions that the application has. */
  get owned(): readonly TopicPartition[] {
    return this.has;
  }

  /** Whether the application has what the group wants, and knows it. */
  get isSettled(): boolean {
    return this.under === undefined && this.next() === undefined;
  }

  /** Whether `take` has something. */
  get isDue(): boolean {
    return this.under === undefined && this.next() !== undefined;
  }

  /** The application shall have these partitions and no others, and be told so. */
  assign(partitions: readonly TopicPartition[]): void {
    this.target = { partitions, isNew: true };
  }

  /** The application shall give up all others, before the group decides anew. */
  keepOnly(partitions: readonly TopicPartition[]): void {
    this.target = { partitions, isNew: false };
  }

  /** Other members may have everything already. What was not taken over yet never will be. */
  lose(): void {
    this.isLost = this.has.length > 0 || this.under !== undefined;
    this.target = undefined;
  }

  /** What the application has to do now, `undefined` while it does something already. */
  take(): Handover | undefined {
    if (this.under !== undefined) return undefined;
    this.under = this.next();
    return this.under;
  }

  private next(): Handover | undefined {
    if (this.isLost && this.has.length > 0) return { type: 'lose', partitions: this.has };
    if (this.target === undefined) return undefined;
    const { partitions, isNew } = this.target;
    const revoked = withoutPartitions(this.has, partitions);
    if (revoked.length > 0) return { type: 'revoke', partitions: revoked };
    if (!isNew) return undefined;
    return { type: 'assign', partitions: withoutPartitions(partitions, this.has) };
  }

  /** The application has done what it took; answers what that was. */
  done(): Handover {
    const done = this.under;
    assert(done !== undefined, 'a handover that is done was taken');
    this.under = undefined;
    if (done.type === 'assign') {
      this.has = [...this.has, ...done.partitions];
      this.target = undefined;
    } else {
      this.has = withoutPartitions(this.has, done.partitions);
    }
    if (this.has.length === 0) this.isLost = false;
    return done;
  }

  /** Everything was given up by other means. */
  clear(): void {
    this.has = [];
    this.isLost = false;
    this.target = undefined;
  }
}
