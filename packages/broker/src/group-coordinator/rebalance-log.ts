import type { Clock } from '@odradek/base';
import type {
  MemberDeparture,
  RebalancedMember,
  RebalanceExplained,
  RebalanceListener,
} from '@odradek/coordinators';

import { LimitedReports } from '../request/limited-reports.ts';

/** How many members of a kind are named; the others are counted. */
const NAMED_MAX = 10;
/** How many reasons are told. */
const REASONS_MAX = 3;
const TEXT_CHARACTERS_MAX = 100;

/**
 * Tells the operator of each rebalance of a group on one line: who came and went, why, how long. Members
 * can make a group rebalance as often as they like, so that of many only the first are told, and how many
 * were not.
 */
export class RebalanceLog implements RebalanceListener {
  private readonly reports: LimitedReports;

  constructor(clock: Clock, report: (message: string) => void) {
    this.reports = new LimitedReports(clock, report, moreRebalances);
  }

  onRebalanced(rebalance: RebalanceExplained): void {
    this.reports.tell(describeRebalance(rebalance));
  }
}

function moreRebalances(count: number): string {
  return `${count} more rebalances of groups are not listed.`;
}

function describeRebalance(rebalance: RebalanceExplained): string {
  const { joined, gone, idle, reasons, protocolName = '' } = rebalance;
  return [
    `Rebalanced group: group=${quoted(rebalance.groupId)}`,
    `type=${rebalance.groupType}`,
    `generation=${rebalance.generationId}`,
    `generations=${rebalance.generations}`,
    `duration.ms=${rebalance.durationMs.toFixed(0)}`,
    `members=${rebalance.membersCount}`,
    `protocol=${quoted(protocolName)}`,
    `joined=${list(joined, nameOf)}`,
    `gone=${list(gone, departureOf)}`,
    `idle=${list(idle, nameOf)}`,
    `reason=${reasons.slice(0, REASONS_MAX).map(quoted).join(',')}`,
  ].join(' ');
}

/** How many, and who the first of them are. */
function list<Member>(members: readonly Member[], describe: (member: Member) => string): string {
  if (members.length === 0) return '0';
  const named = members.slice(0, NAMED_MAX).map(describe);
  const others = members.length > NAMED_MAX ? ',…' : '';
  return `${members.length}[${named.join(',')}${others}]`;
}

function departureOf(member: MemberDeparture): string {
  return `${nameOf(member)}:${member.cause.replaceAll(' ', '-')}`;
}

function nameOf({ groupInstanceId, memberId, clientHost }: RebalancedMember): string {
  return `${quoted(groupInstanceId ?? memberId)}@${clientHost.slice(1)}`;
}

/** What clients call themselves can neither forge nor flood what is read. */
function quoted(text: string): string {
  return JSON.stringify(text.slice(0, TEXT_CHARACTERS_MAX));
}
