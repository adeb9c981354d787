import type { Uuid } from '@odradek/base';

import type {
  GroupAssignment,
  GroupSpec,
  MemberAssignment,
  MemberSpec,
  PartitionAssignor,
  SubscriptionType,
} from '../group/assignor/partition-assignor.ts';
import { rangeAssignor } from '../group/assignor/range-assignor.ts';
import { sameAssignment } from '../group/assignor/same-assignment.ts';
import { uniformAssignor } from '../group/assignor/uniform/uniform-assignor.ts';
import { MemoryTopicsImage } from './memory-topics-image.ts';

/** Partitions by topic id. */
type RecordedPartitions = Readonly<Record<Uuid, readonly number[]>>;

/** A group and what the assignors of Kafka's group coordinator made of it. */
export interface RecordedGroup {
  readonly type: SubscriptionType;
  /** How many partitions each topic has. */
  readonly topics: Readonly<Record<Uuid, number>>;
  readonly members: Readonly<Record<string, RecordedMember>>;
  /** By assignor and member; a member without partitions may be missing. */
  readonly assignments: Readonly<Record<string, Readonly<Record<string, RecordedPartitions>>>>;
}

/** A member of a recorded group. */
export interface RecordedMember {
  readonly instance: string | null;
  readonly topics: readonly Uuid[];
  readonly assigned: RecordedPartitions;
}

/** How the assignment of an assignor of ours compares with Kafka's. */
export interface AssignmentComparison {
  readonly assignor: string;
  /** What is wrong with ours; empty if nothing is. */
  readonly problem: string;
  /** Whether each member has the same as in Kafka. */
  readonly isEqual: boolean;
  /** How many partitions of both members already had are with somebody else now, or with nobody. */
  readonly moves: number;
}

/**
 * Has the assignors of ours assign a recorded group. `range` must be equal to Kafka's; of `uniform`,
 * which follows the order of Kafka's hash tables, members must have as many partitions and no more of
 * them may have moved.
 */
export function compareWithRecorded(group: RecordedGroup): AssignmentComparison[] {
  return [compareWith(rangeAssignor, group), compareWith(uniformAssignor, group)];
}

function compareWith(assignor: PartitionAssignor, recorded: RecordedGroup): AssignmentComparison {
  const group = specOf(recorded);
  const topics = new MemoryTopicsImage();
  for (const [topicId, partitionsCount] of Object.entries(recorded.topics)) {
    topics.set({ name: topicId, topicId, partitionsCount });
  }
  const ours = assignor.assign(group, topics);
  const theirs = recordedAssignment(recorded, assignor.name);
  const isEqual = [...ours].every(([id, assigned]) =>
    sameAssignment(assigned, theirs.get(id) ?? new Map()),
  );
  const moves = countMoves(group, ours);
  const difference =
    assignor === uniformAssignor
      ? balanceDifference({ ours, theirs, moves, movesOfKafka: countMoves(group, theirs) })
      : equalityDifference(isEqual);
  const problem = problemOf(ours, group, recorded) || difference;
  return { assignor: assignor.name, problem, isEqual, moves };
}

function equalityDifference(isEqual: boolean): string {
  return isEqual ? '' : 'members have other partitions than in Kafka';
}

function balanceDifference({
  ours,
  theirs,
  moves,
  movesOfKafka,
}: {
  readonly ours: GroupAssignment;
  readonly theirs: GroupAssignment;
  readonly moves: number;
  readonly movesOfKafka: number;
}): string {
  const counts = sortedCounts(ours).join(' ');
  const countsOfKafka = sortedCounts(theirs).join(' ');
  if (counts !== countsOfKafka) return `members have ${counts}, in Kafka ${countsOfKafka}`;
  return moves > movesOfKafka ? `${moves} partitions moved, in Kafka ${movesOfKafka}` : '';
}

/** What is wrong with an assignment by itself. */
function problemOf(
  assignment: GroupAssignment,
  { members }: GroupSpec,
  { topics }: RecordedGroup,
): string {
  const assigned = new Set<string>();
  for (const [id, partitionsOf] of assignment) {
    for (const [topicId, partitions] of partitionsOf) {
      if (members.get(id)?.subscribedTopicIds.has(topicId) !== true) {
        return `${id} does not subscribe to ${topicId}`;
      }
      for (const partition of partitions) {
        const name = `${topicId} ${partition}`;
        if (assigned.has(name)) return `${name} is assigned twice`;
        assigned.add(name);
      }
    }
  }
  const subscribed = new Set([...members.values()].flatMap((spec) => [...spec.subscribedTopicIds]));
  let count = 0;
  for (const topicId of subscribed) count += topics[topicId] ?? 0;
  return assigned.size === count ? '' : `${assigned.size} of ${count} partitions are assigned`;
}

function countMoves({ members }: GroupSpec, assignment: GroupAssignment): number {
  let moves = 0;
  for (const [id, { assignment: before }] of members) {
    for (const [topicId, partitions] of before) {
      const now = new Set(assignment.get(id)?.get(topicId));
      for (const partition of partitions) if (!now.has(partition)) moves++;
    }
  }
  return moves;
}

function sortedCounts(assignment: GroupAssignment): number[] {
  return [...assignment.values()]
    .map((partitionsOf) => [...partitionsOf.values()].reduce((sum, list) => sum + list.length, 0))
    .sort((a, b) => a - b);
}

function specOf({ type, members }: RecordedGroup): GroupSpec {
  return {
    subscriptionType: type,
    members: new Map(
      Object.entries(members).map(([id, member]): [string, MemberSpec] => [
        id,
        {
          instanceId: member.instance,
          rackId: null,
          subscribedTopicIds: new Set(member.topics),
          assignment: new Map(Object.entries(member.assigned)),
        },
      ]),
    ),
  };
}

function recordedAssignment(
  { assignments, members }: RecordedGroup,
  assignor: string,
): GroupAssignment {
  return new Map(
    Object.keys(members).map((id): [string, MemberAssignment] => [
      id,
      new Map(Object.entries(assignments[assignor]?.[id] ?? {})),
    ]),
  );
}
