import type { MemberDeparture, RebalancedMember } from '../../ports/rebalance-listener.ts';

/** How much of a reason that a client gave is kept. */
const REASON_CHARACTERS_MAX = 255;
/** Bounds what is remembered of a group that never comes to rest. */
const REASONS_MAX = 20;
const GONE_MAX = 1000;

/** What was remembered of a rebalance that has ended. */
export interface EndedRebalance {
  readonly durationMs: number;
  /** How many generations it took. */
  readonly generations: number;
  readonly reasons: readonly string[];
  readonly joined: readonly RebalancedMember[];
  readonly gone: readonly MemberDeparture[];
}

/**
 * What is remembered of a rebalance until it ends, so that it can be explained: from the change that
 * made it necessary until every member has its part, also if it had to begin again in between. The
 * first 20 reasons and the first 1,000 departures are kept.
 */
export class RebalanceInProgress {
  private readonly joined = new Map<string, RebalancedMember>();
  private gone: MemberDeparture[] = [];
  private reasons: string[] = [];
  private begun: { readonly atMs: number; readonly generationId: number } | undefined = undefined;

  /** Somebody became a member. */
  noteJoined(member: RebalancedMember): void {
    this.joined.set(member.memberId, identityOf(member));
  }

  /** Somebody is no member any more. */
  noteGone(member: RebalancedMember, cause: MemberDeparture['cause'], reason: string): void {
    this.joined.delete(member.memberId);
    if (this.gone.length === GONE_MAX) return;
    this.gone.push({ ...identityOf(member), cause, reason: shorten(reason) });
  }

  /** The rebalance begins, or begins again before it has ended, after this generation. */
  noteBegin(reason: string, generationId: number, nowMs: number): void {
    this.begun ??= { atMs: nowMs, generationId };
    if (this.reasons.length < REASONS_MAX) this.reasons.push(shorten(reason));
  }

  /** What was remembered, which is forgotten: the rebalance has ended with this generation. */
  end(generationId: number, nowMs: number): EndedRebalance {
    const { begun = { atMs: nowMs, generationId }, reasons, gone } = this;
    const joined = [...this.joined.values()];
    this.begun = undefined;
    this.reasons = [];
    this.joined.clear();
    this.gone = [];
    const generations = generationId - begun.generationId;
    return { durationMs: nowMs - begun.atMs, generations, reasons, joined, gone };
  }
}

/** Who a member is, without what it holds. */
export function identityOf(member: RebalancedMember): RebalancedMember {
  const { memberId, groupInstanceId, clientId, clientHost } = member;
  return { memberId, groupInstanceId, clientId, clientHost };
}

function shorten(reason: string): string {
  return reason.slice(0, REASON_CHARACTERS_MAX);
}
