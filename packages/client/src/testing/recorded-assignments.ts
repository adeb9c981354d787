import type { TopicPartition } from '../consumer/consumer-options.ts';
import { decodeAssignment } from '../assignor/assignment.ts';
import type {
  GroupAssignment,
  MemberSubscription,
  PartitionAssignor,
  PartitionRacks,
} from '../assignor/partition-assignor.ts';
import { rangeAssignor } from '../assignor/range/range-assignor.ts';
import { roundRobinAssignor } from '../assignor/round-robin-assignor.ts';
import { cooperativeStickyAssignor } from '../assignor/sticky/cooperative-sticky-assignor.ts';
import { stickyAssignor } from '../assignor/sticky/sticky-assignor.ts';
import { decodeSubscription, encodeSubscription } from '../assignor/subscription.ts';

/** A group and what the assignors of Kafka's client made of it; bytes are base64. */
export interface RecordedGroup {
  /** The racks of the replicas of each partition. */
  readonly topics: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly members: readonly RecordedMember[];
  /** By assignor and member what SyncGroup carries, or the `error` that was raised. */
  readonly assignments: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** `id`, `instance`, and by assignor what JoinGroup carries. */
export type RecordedMember = Readonly<Record<string, string | null>>;

/** What became of a comparison with Kafka. */
export interface AssignmentComparison {
  readonly assignor: string;
  /**
   * `equal` assignments; `unsound` if Kafka's is none, because it raised an error or gave a partition
   * twice, to nobody or to a member that does not subscribe to it, or that subscribes to nothing
   * (Kafka's sticky assignors may take it for one that subscribes to what the next one does), and ours
   * is sound.
   */
  readonly outcome: 'equal' | 'unsound' | 'different';
  /** What is wrong with ours, or which members have something else. */
  readonly problem: string;
}

const ASSIGNORS: readonly PartitionAssignor[] = [
  rangeAssignor,
  roundRobinAssignor,
  stickyAssignor,
  cooperativeStickyAssignor,
];

/** Has all assignors of ours assign a recorded group, and compares. */
export function compareWithRecorded(group: RecordedGroup): AssignmentComparison[] {
  const racks = new Map(Object.entries(group.topics));
  return ASSIGNORS.map((assignor) => {
    const members = group.members.map((member) => subscriptionOf(member, assignor.name));
    const ours = assignor.assign(members, racks);
    const theirs = recordedAssignment(group, assignor.name);
    return { assignor: assignor.name, ...compare(ours, theirs, { members, racks }) };
  });
}

/** Whether our bytes of every subscription in a recorded group are Kafka's. */
export function areSubscriptionsReproduced({ members }: RecordedGroup): boolean {
  return members.every((member) =>
    ASSIGNORS.every(({ name }) => {
      const bytes = Buffer.from(member[name] ?? '', 'base64');
      return encodeSubscription(decodeSubscription(bytes), bytes.readInt16BE(0)).equals(bytes);
    }),
  );
}

interface Group {
  readonly members: readonly MemberSubscription[];
  readonly racks: PartitionRacks;
}

function compare(
  ours: GroupAssignment,
  theirs: GroupAssignment | undefined,
  group: Group,
): Omit<AssignmentComparison, 'assignor'> {
  const problem = problemOf(ours, group);
  if (problem !== '') return { outcome: 'different', problem };
  if (theirs === undefined || problemOf(theirs, group) !== '') {
    return { outcome: 'unsound', problem: '' };
  }
  const text = (partitions: readonly TopicPartition[] | undefined): string =>
    (partitions ?? []).map(nameOf).join(' ');
  const different = [...ours]
    .filter(([memberId, partitions]) => text(partitions) !== text(theirs.get(memberId)))
    .map(([id, partitions]) => `${id}: [${text(partitions)}], Kafka [${text(theirs.get(id))}]`);
  if (different.length === 0) return { outcome: 'equal', problem: '' };
  const isMistakable = group.members.some(({ topics }) => topics.length === 0);
  return { outcome: isMistakable ? 'unsound' : 'different', problem: different.join('\n') };
}

/**
 * What is wrong with an assignment: a partition that two members have or one that does not subscribe
 * to it, or a partition that nobody has though nobody has to give it back.
 */
function problemOf(assignment: GroupAssignment, { members, racks }: Group): string {
  const assigned = new Set<string>();
  const owned = new Set(members.flatMap(({ ownedPartitions }) => ownedPartitions.map(nameOf)));
  for (const { memberId, topics } of members) {
    for (const partition of assignment.get(memberId) ?? []) {
      const name = nameOf(partition);
      if (!topics.includes(partition.topic)) return `${memberId} does not subscribe to ${name}`;
      if (assigned.has(name)) return `${name} is assigned twice`;
      assigned.add(name);
    }
  }
  for (const topic of new Set(members.flatMap(({ topics }) => topics))) {
    for (const partition of racks.get(topic)?.keys() ?? []) {
      const name = nameOf({ topic, partition });
      if (!assigned.has(name) && !owned.has(name)) return `${name} is assigned to nobody`;
    }
  }
  return '';
}

function subscriptionOf(member: RecordedMember, assignor: string): MemberSubscription {
  return {
    ...decodeSubscription(Buffer.from(member[assignor] ?? '', 'base64')),
    memberId: member['id'] ?? '',
    groupInstanceId: member['instance'] ?? null,
  };
}

/** Partitions sorted as ours are; undefined if Kafka raised an error. */
function recordedAssignment(
  { assignments }: RecordedGroup,
  assignor: string,
): GroupAssignment | undefined {
  const recorded = assignments[assignor] ?? {};
  if (recorded['error'] !== undefined) return undefined;
  return new Map(
    Object.entries(recorded).map(([memberId, bytes]) => {
      const { partitions } = decodeAssignment(Buffer.from(bytes, 'base64'));
      return [memberId, [...partitions].sort(compareTopicPartitions)];
    }),
  );
}

function compareTopicPartitions(a: TopicPartition, b: TopicPartition): number {
  if (a.topic === b.topic) return a.partition - b.partition;
  return a.topic < b.topic ? -1 : 1;
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
