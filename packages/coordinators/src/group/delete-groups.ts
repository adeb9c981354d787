import { ErrorCode } from '@odradek/protocol';
import {
  defaultDeletableGroupResult,
  type DeletableGroupResult,
} from '@odradek/protocol/messages/42-delete-groups';

import { type CoordinatorResult, NOTHING_TO_DO } from '../runtime/coordinator-result.ts';
import type { CoordinatorTimer } from '../runtime/coordinator-timer.ts';
import type { Group } from './group.ts';
import type { Groups } from './groups.ts';
import { offsetCommitTombstone } from './offset/committed-offset.ts';
import { tombstonesOfGroup } from './offset/delete-offsets.ts';
import type { OffsetsState } from './offset/offsets-state.ts';
import type { GroupRecord } from './record/group-record.ts';

/** Of groups that have more, the offsets are deleted some at a time. */
const OFFSETS_AT_ONCE = 2048;
const OFFSETS_PER_SLICE = 512;

/** What whoever asks for a group that is being deleted is told: clients try it again. */
export const BEING_DELETED: number = ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;

/** What groups are deleted from. */
export interface GroupDeletionsOptions {
  readonly groups: Groups;
  readonly offsets: OffsetsState;
  readonly timer: CoordinatorTimer<GroupRecord>;
}

/** Answers one result for each group, in the order in which they were asked. */
export type RespondToDeletion = (results: readonly DeletableGroupResult[]) => void;

/**
 * Deletes groups without members, with their offsets (Kafka's `GroupCoordinatorShard.deleteGroups`). All
 * that is deleted at once is one batch. A group may have more offsets than fit into one, which Kafka
 * refuses to delete: here some are deleted at a time, the group last, and nothing else can be done with it
 * until then. If that fails halfway the group is there, with the rest of its offsets.
 */
export class GroupDeletions {
  private readonly options: GroupDeletionsOptions;
  /** The groups whose offsets are being deleted, and who is to be told of the end. */
  private readonly underWay = new Map<string, (errorCode: number) => void>();

  constructor(options: GroupDeletionsOptions) {
    this.options = options;
  }

  /** Whether the group is being deleted, so that whoever asks for it has to come again. */
  isUnderWay(groupId: string): boolean {
    return this.underWay.size > 0 && this.underWay.has(groupId);
  }

  /** The shard is unloaded: nothing is deleted any more. */
  onUnloaded(): void {
    const told = [...this.underWay.values()];
    this.underWay.clear();
    for (const tell of told) tell(ErrorCode.NOT_COORDINATOR);
  }

  /** Deletes groups, each named once; `respond` is called once, when all are deleted or cannot be. */
  delete(groupIds: readonly string[], respond: RespondToDeletion): CoordinatorResult<GroupRecord> {
    const errorCodes = groupIds.map((groupId) => this.check(groupId));
    const results = new DeletionResults(groupIds, errorCodes, respond);
    const { groups, offsets, timer } = this.options;
    const records: GroupRecord[] = [];
    const others: number[] = [];
    for (const [index, groupId] of groupIds.entries()) {
      const group = groups.get(groupId);
      if (group !== undefined && errorCodes[index] === ErrorCode.NONE && this.hasMany(groupId)) {
        this.underWay.set(groupId, results.awaited([index]));
        timer.schedule(timerOf(groupId), 0, this.slicesOf(group));
        continue;
      }
      others.push(index);
      if (group === undefined || errorCodes[index] !== ErrorCode.NONE) continue;
      for (const record of tombstonesOfGroup(groupId, offsets)) records.push(record);
      records.push(...group.tombstones());
    }
    return { records, complete: results.awaited(others) };
  }

  private check(groupId: string): number {
    if (this.isUnderWay(groupId)) return BEING_DELETED;
    return this.options.groups.get(groupId)?.checkDelete() ?? ErrorCode.GROUP_ID_NOT_FOUND;
  }

  private hasMany(groupId: string): boolean {
    let count = 0;
    for (const { size } of this.options.offsets.committed.ofGroup(groupId)?.values() ?? []) {
      count += size;
    }
    return count > OFFSETS_AT_ONCE;
  }

  /** An operation that deletes some offsets and schedules itself again, until none is left. */
  private slicesOf(group: Group): () => CoordinatorResult<GroupRecord> {
    const { groupId } = group;
    const offsets = this.offsetsOf(groupId);
    const slice = (): CoordinatorResult<GroupRecord> => {
      // A timer whose records were refused comes again: whoever waited was told by then.
      if (!this.underWay.has(groupId)) return NOTHING_TO_DO;
      const records: GroupRecord[] = [];
      let next = offsets.next();
      for (; next.done !== true; next = offsets.next()) {
        records.push(next.value);
        if (records.length === OFFSETS_PER_SLICE) break;
      }
      if (next.done === true) records.push(...this.rest(group));
      const complete = (errorCode: number): void => {
        if (!this.underWay.has(groupId)) return;
        if (errorCode !== ErrorCode.NONE || next.done === true) this.end(groupId, errorCode);
        else this.options.timer.schedule(timerOf(groupId), 0, slice);
      };
      return { records, isAtomic: false, complete };
    };
    return slice;
  }

  private *offsetsOf(group: string): Generator<GroupRecord, void> {
    for (const [topic, ofTopic] of this.options.offsets.committed.ofGroup(group) ?? []) {
      for (const partition of ofTopic.partitions()) {
        if (ofTopic.get(partition) !== undefined) {
          yield offsetCommitTombstone({ group, topic, partition });
        }
      }
    }
  }

  /** What is left to delete of a group whose committed offsets are; it may have expired meanwhile. */
  private rest(group: Group): readonly GroupRecord[] {
    const { groups, offsets } = this.options;
    if (groups.get(group.groupId) !== group) return [];
    const pending = [...offsets.pending.partitionsOf(group.groupId)].map(offsetCommitTombstone);
    return [...pending, ...group.tombstones()];
  }

  private end(groupId: string, errorCode: number): void {
    const tell = this.underWay.get(groupId);
    this.underWay.delete(groupId);
    this.options.timer.cancel(timerOf(groupId));
    tell?.(errorCode);
  }
}

function timerOf(groupId: string): string {
  return `delete-group-${groupId}`;
}

/** Gathers what became of each group. */
class DeletionResults {
  private readonly groupIds: readonly string[];
  private readonly errorCodes: number[];
  private readonly respond: RespondToDeletion;
  private missing = 0;

  constructor(groupIds: readonly string[], errorCodes: number[], respond: RespondToDeletion) {
    this.groupIds = groupIds;
    this.errorCodes = errorCodes;
    this.respond = respond;
  }

  /** What is to be called once with what became of some groups, before it is responded. */
  awaited(indexes: readonly number[]): (errorCode: number) => void {
    this.missing++;
    return (errorCode) => {
      if (errorCode !== ErrorCode.NONE) {
        for (const index of indexes) this.errorCodes[index] = errorCode;
      }
      this.missing--;
      if (this.missing === 0) this.respond(this.results());
    };
  }

  private results(): DeletableGroupResult[] {
    return this.groupIds.map((groupId, index) => ({
      ...defaultDeletableGroupResult,
      groupId,
      errorCode: this.errorCodes[index] ?? ErrorCode.NONE,
    }));
  }
}

/** Results for groups that could not be deleted. */
export function failedDeletions(
  groupIds: readonly string[],
  errorCode: number,
): DeletableGroupResult[] {
  return groupIds.map((groupId) => ({ ...defaultDeletableGroupResult, groupId, errorCode }));
}
