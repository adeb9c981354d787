import type { CoordinatorResult } from '../../runtime/coordinator-result.ts';
import { NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { CoordinatorTimer } from '../../runtime/coordinator-timer.ts';
import type { Groups } from '../groups.ts';
import { MemberSessions } from '../member-sessions.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';
import type { Departure } from './consumer-rebalances.ts';
import type { Fencing } from './fencing.ts';

/**
 * What members of consumer groups have time for, besides to be heard of. Whoever takes longer is fenced:
 *
 * - `rebalance`: to give up what it was told to, in its epoch.
 * - `join`, of the classic protocol: to send JoinGroup, since it was told of a rebalance.
 * - `sync`, of the classic protocol: to send SyncGroup, since it was answered.
 */
type TimerKind = 'rebalance' | 'join' | 'sync';

const DEPARTURES = {
  session: { cause: 'session timeout', reason: 'no heartbeat came in time' },
  rebalance: { cause: 'rebalance timeout', reason: 'it did not give up its partitions in time' },
  join: { cause: 'rebalance timeout', reason: 'it did not join again in time' },
  sync: { cause: 'sync timeout', reason: 'it did not fetch its part in time' },
} as const satisfies Readonly<Record<TimerKind | 'session', Departure>>;

const KINDS: readonly TimerKind[] = ['rebalance', 'join', 'sync'];

/** The timers of the members of the consumer groups of a shard. */
export class MemberTimers {
  private readonly timer: CoordinatorTimer<GroupRecord>;
  private readonly groups: Groups;
  private readonly fencing: Fencing;
  private readonly sessions: MemberSessions<ConsumerGroup>;

  constructor(
    context: Pick<CoordinatorShardContext<GroupRecord>, 'timer' | 'monotonicMs'>,
    groups: Groups,
    fencing: Fencing,
  ) {
    this.timer = context.timer;
    this.groups = groups;
    this.fencing = fencing;
    this.sessions = new MemberSessions(context, 'consumer session', ({ groupId }, memberId) =>
      this.fence(groupId, memberId, DEPARTURES.session),
    );
  }

  /** The member was heard of: its session begins anew. */
  beginSession(group: ConsumerGroup, memberId: string, sessionTimeoutMs: number): void {
    this.sessions.begin(group, memberId, sessionTimeoutMs);
  }

  /** The member has its rebalance timeout to give up what it was told to. */
  awaitRevocation(groupId: string, awaited: ConsumerGroupMember): void {
    const { memberId, memberEpoch, rebalanceTimeoutMs } = awaited;
    const key = timerKey('rebalance', groupId, memberId);
    this.timer.schedule(key, rebalanceTimeoutMs, () =>
      this.fence(
        groupId,
        memberId,
        DEPARTURES.rebalance,
        (member) => member.memberEpoch === memberEpoch,
      ),
    );
  }

  /** The member has its rebalance timeout to join again, from the first time on that it was told to. */
  awaitJoin(groupId: string, { memberId, rebalanceTimeoutMs }: ConsumerGroupMember): void {
    const key = timerKey('join', groupId, memberId);
    this.timer.scheduleIfAbsent(key, rebalanceTimeoutMs, () =>
      this.fence(groupId, memberId, DEPARTURES.join),
    );
  }

  /** The member has its rebalance timeout to fetch its part. */
  awaitSync(groupId: string, { memberId, rebalanceTimeoutMs }: ConsumerGroupMember): void {
    const key = timerKey('sync', groupId, memberId);
    this.timer.schedule(key, rebalanceTimeoutMs, () =>
      this.fence(groupId, memberId, DEPARTURES.sync),
    );
  }

  cancel(kind: TimerKind, groupId: string, memberId: string): void {
    this.timer.cancel(timerKey(kind, groupId, memberId));
  }

  /** The member is gone. */
  cancelAll(groupId: string, memberId: string): void {
    this.sessions.end(groupId, memberId);
    for (const kind of KINDS) this.cancel(kind, groupId, memberId);
  }

  private fence(
    groupId: string,
    memberId: string,
    departure: Departure,
    isFenced: (member: ConsumerGroupMember) => boolean = () => true,
  ): CoordinatorResult<GroupRecord> {
    const group = this.groups.get(groupId);
    if (!(group instanceof ConsumerGroup)) return NOTHING_TO_DO;
    const member = group.members.get(memberId);
    if (member === undefined || !isFenced(member)) return NOTHING_TO_DO;
    return { ...NOTHING_TO_DO, records: this.fencing.fence(group, [member], departure) };
  }
}

function timerKey(kind: TimerKind, groupId: string, memberId: string): string {
  return `consumer ${kind} ${groupId.length} ${groupId} ${memberId}`;
}
