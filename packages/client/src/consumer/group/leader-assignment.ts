import { ErrorCode, errorOf } from '@odradek/protocol';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type { SyncGroupRequestAssignment } from '@odradek/protocol/messages/14-sync-group';

import { encodeAssignment } from '../../assignor/assignment.ts';
import type {
  MemberSubscription,
  PartitionAssignor,
  RebalanceProtocol,
} from '../../assignor/partition-assignor.ts';
import { decodeSubscription } from '../../assignor/subscription.ts';
import type { TopicsView } from './membership.ts';

/** The newest version of ConsumerProtocol, which members of older clients read as far as they can. */
const ASSIGNMENT_VERSION = 3;

/**
 * How members with these assignors rebalance: the best way that all of them know. Raises an error if
 * there is none.
 */
export function rebalanceProtocolOf(assignors: readonly PartitionAssignor[]): RebalanceProtocol {
  const [first, ...others] = assignors;
  const shared = first?.rebalanceProtocols.find((protocol) =>
    others.every(({ rebalanceProtocols }) => rebalanceProtocols.includes(protocol)),
  );
  if (shared !== undefined) return shared;
  const names = assignors.map(({ name }) => name).join(', ');
  throw errorOf(
    ErrorCode.INVALID_CONFIG,
    `partition.assignment.strategy is "${names}", which have no rebalance protocol in common; use ` +
      'assignors that are all eager or all cooperative.',
  );
}

/** What the leader of a classic group has to assign: the members as JoinGroup listed them. */
export class LeaderAssignment {
  /** The topics that any member subscribes to. */
  readonly topics: readonly string[];
  private readonly members: readonly MemberSubscription[];
  private readonly assignor: PartitionAssignor;
  /** What was known when it was decided; `undefined` if another did. */
  private snapshot: string | undefined;

  /** Raises `ODRADEK_MALFORMED_MESSAGE` if the subscription of a member cannot be read. */
  constructor(response: JoinGroupResponse, assignor: PartitionAssignor) {
    this.assignor = assignor;
    this.members = response.members.map(({ memberId, groupInstanceId, metadata }) => ({
      ...decodeSubscription(metadata),
      memberId,
      groupInstanceId,
    }));
    this.topics = [...new Set(this.members.flatMap(({ topics }) => topics))].sort();
  }

  /** Whether something is known of all topics, be it that they do not exist. */
  isPossible(view: TopicsView): boolean {
    return this.topics.every((topic) => view.partitionRacks(topic) !== undefined);
  }

  /** Decides for all members, and remembers on what grounds. */
  assign(view: TopicsView): SyncGroupRequestAssignment[] {
    this.snapshot = this.groundsIn(view);
    const racks = new Map(
      this.topics.flatMap((topic) => {
        const ofTopic = view.partitionRacks(topic) ?? [];
        return ofTopic.length === 0 ? [] : [[topic, ofTopic] as const];
      }),
    );
    const assignment = this.assignor.assign(this.members, racks);
    return this.members.map(({ memberId }) => {
      const partitions = assignment.get(memberId) ?? [];
      const bytes = encodeAssignment({ partitions, userData: null }, ASSIGNMENT_VERSION);
      return { memberId, assignment: bytes };
    });
  }

  /** Whether another decision might be made on what is known now. */
  isOutdated(view: TopicsView): boolean {
    if (!this.isPossible(view)) return false;
    this.snapshot ??= this.groundsIn(view);
    return this.groundsIn(view) !== this.snapshot;
  }

  private groundsIn(view: TopicsView): string {
    return JSON.stringify(
      this.topics.map((topic) =>
        (view.partitionRacks(topic) ?? []).map((racks) => [...new Set(racks)].sort()),
      ),
    );
  }
}
