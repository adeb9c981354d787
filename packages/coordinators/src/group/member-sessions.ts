import type { CoordinatorShardContext } from '../runtime/coordinator-shard.ts';
import { type CoordinatorResult, NOTHING_TO_DO } from '../runtime/coordinator-result.ts';
import type { GroupRecord } from './record/group-record.ts';

type Result = CoordinatorResult<GroupRecord>;

/** How long a member may still be silent. */
interface Session<Group> {
  group: Group;
  /** Of the monotonic clock. */
  deadlineMs: number;
  /** When its timer looks at the deadline; never later than that. */
  timerDueMs: number;
}

/**
 * The sessions of the members of a shard's groups. Each heartbeat begins one anew, so that moves a
 * number only: the timer of a member is set once, and set again when it finds its deadline moved.
 */
export class MemberSessions<Group extends { readonly groupId: string }> {
  private readonly context: Pick<CoordinatorShardContext<GroupRecord>, 'timer' | 'monotonicMs'>;
  private readonly prefix: string;
  private readonly expire: (group: Group, memberId: string) => Result;
  private readonly byGroup = new Map<string, Map<string, Session<Group>>>();

  /** Timers have names that begin with `prefix`; `expire` is run for members whose session is over. */
  constructor(
    context: Pick<CoordinatorShardContext<GroupRecord>, 'timer' | 'monotonicMs'>,
    prefix: string,
    expire: (group: Group, memberId: string) => Result,
  ) {
    this.context = context;
    this.prefix = prefix;
    this.expire = expire;
  }

  /** Begins the session of a member, anew if it has one. */
  begin(group: Group, memberId: string, timeoutMs: number): void {
    const deadlineMs = this.context.monotonicMs() + timeoutMs;
    const sessions = this.sessionsOf(group.groupId);
    const known = sessions.get(memberId);
    if (known === undefined) {
      const session = { group, deadlineMs, timerDueMs: deadlineMs };
      sessions.set(memberId, session);
      this.setTimer(session, memberId, timeoutMs);
      return;
    }
    known.group = group;
    known.deadlineMs = deadlineMs;
    if (deadlineMs < known.timerDueMs) this.setTimer(known, memberId, timeoutMs);
  }

  /** Nothing is to be heard of the member any more. Does nothing without a session. */
  end(groupId: string, memberId: string): void {
    this.forget(groupId, memberId);
    this.context.timer.cancel(this.timerName(groupId, memberId));
  }

  private forget(groupId: string, memberId: string): void {
    const sessions = this.byGroup.get(groupId);
    if (sessions?.delete(memberId) === true && sessions.size === 0) this.byGroup.delete(groupId);
  }

  private sessionsOf(groupId: string): Map<string, Session<Group>> {
    const known = this.byGroup.get(groupId);
    if (known !== undefined) return known;
    const sessions = new Map<string, Session<Group>>();
    this.byGroup.set(groupId, sessions);
    return sessions;
  }

  private setTimer(session: Session<Group>, memberId: string, delayMs: number): void {
    session.timerDueMs = session.deadlineMs;
    const name = this.timerName(session.group.groupId, memberId);
    this.context.timer.schedule(name, delayMs, () => this.timerDue(session, memberId));
  }

  /** Runs again if what `expire` writes is refused, unless a session has begun by then. */
  private timerDue(session: Session<Group>, memberId: string): Result {
    const { group, deadlineMs } = session;
    const leftMs = deadlineMs - this.context.monotonicMs();
    if (leftMs > 0) {
      this.setTimer(session, memberId, leftMs);
      return NOTHING_TO_DO;
    }
    this.forget(group.groupId, memberId);
    return this.expire(group, memberId);
  }

  private timerName(groupId: string, memberId: string): string {
    return `${this.prefix} ${groupId.length} ${groupId} ${memberId}`;
  }
}
