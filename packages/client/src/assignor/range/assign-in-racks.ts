import type { MemberSubscription } from '../partition-assignor.ts';
import type { TopicRange } from './topic-range.ts';

/**
 * Gives partitions to members in the rack of a replica. Topics with the same members and as many
 * partitions go together, so that partitions of one number stay in one member.
 */
export function assignInRacks(ranges: readonly TopicRange[]): void {
  for (const together of coPartitioned(ranges)) {
    const [range] = together;
    if (range === undefined) continue;
    if (together.length > 1) assignTogether(range, together);
    else if (range.isRackAware) range.assign({ inRackOnly: true });
  }
}

/** Ranges by members and number of partitions, but for those whose members have no racks. */
function coPartitioned(ranges: readonly TopicRange[]): Iterable<readonly TopicRange[]> {
  const groups = new Map<string, TopicRange[]>();
  for (const range of ranges) {
    if (!range.hasRacks) continue;
    const key = JSON.stringify([
      range.partitionCount,
      ...range.members.map(({ memberId }) => memberId),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [range]);
    else group.push(range);
  }
  return groups.values();
}

/** The partitions of one number in all topics go to the first member for whom all are in its rack. */
function assignTogether(
  { members, partitionCount }: TopicRange,
  together: readonly TopicRange[],
): void {
  const candidates = new Set(members);
  for (let partition = 0; partition < partitionCount && candidates.size > 0; partition++) {
    const member = firstInRack(candidates, together, partition);
    if (member === undefined) continue;
    for (const range of together) range.give(member, [partition]);
    if (together.every((range) => range.room(member) === 0)) candidates.delete(member);
  }
}

function firstInRack(
  candidates: Iterable<MemberSubscription>,
  together: readonly TopicRange[],
  partition: number,
): MemberSubscription | undefined {
  for (const member of candidates) {
    const fits = together.every(
      (range) => range.isInRackOf(member, partition) && range.room(member) > 0,
    );
    if (fits) return member;
  }
  return undefined;
}
