import type { MemberAssignment } from './partition-assignor.ts';

/** Whether two assignments, whose partitions are sorted, give the same partitions. */
export function sameAssignment(a: MemberAssignment, b: MemberAssignment): boolean {
  if (a.size !== b.size) return false;
  for (const [topicId, partitions] of a) {
    const others = b.get(topicId);
    if (others === undefined || others.length !== partitions.length) return false;
    if (partitions.some((partition, index) => partition !== others[index])) return false;
  }
  return true;
}
