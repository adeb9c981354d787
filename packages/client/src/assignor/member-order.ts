import type { MemberSubscription } from './partition-assignor.ts';

/**
 * Static members first, by `group.instance.id`, so that they get the same again after a restart;
 * then the others by member id (`AbstractPartitionAssignor.MemberInfo`). For `sort`.
 */
export function compareMembers(a: MemberSubscription, b: MemberSubscription): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null) {
    return compareTexts(a.groupInstanceId, b.groupInstanceId);
  }
  if (a.groupInstanceId !== null) return -1;
  if (b.groupInstanceId !== null) return 1;
  return compareTexts(a.memberId, b.memberId);
}

/** By UTF-16 code units, as Java does. For `sort`. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
