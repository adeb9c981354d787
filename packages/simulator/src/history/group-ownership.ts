import type { Invariant } from './invariant.ts';
import { must } from './violation.ts';

/** How long a group waits for its members. */
export interface GroupTimeouts {
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

/** The protocol that the members of a group speak. */
export type GroupProtocol = 'classic' | 'consumer';

/** A clock may be as much too quick, in parts. */
const DRIFT_MAX = 0.03;

const OWNED_TWICE: Invariant = 'no partition is owned by two members of a group';
const STALE: Invariant = 'a commit of a stale epoch is never accepted';
const PUT_OUT: Invariant = 'a commit of a member that was put out is never accepted';

/** What is asked of the history of a group, and who hears of it. */
export interface GroupOwnershipOptions extends GroupTimeouts {
  readonly name: string;
  readonly protocol: GroupProtocol;
  /** Whether the group may be deleted when it has no members: its epochs begin anew then. */
  readonly mayBeForgotten: boolean;
  /** Called when a partition is given to a member that another one has not given up. */
  readonly onTakenOver: () => void;
}

/** What a member was told last, and what it has said. */
interface Member {
  readonly instanceId: string | undefined;
  /** When the last request was sent that was answered well. */
  aliveMs: number;
  /** When the first request was sent since the last answer that left it what it has. */
  askedMs: number | undefined;
  /** Its epochs, and when it was told of each. */
  readonly epochs: { readonly epoch: number; readonly at: number }[];
  /** When the coordinator has heard that it gave a partition up, and the epoch that it was told then. */
  readonly released: Map<number, { readonly epoch: number; readonly at: number }>;
  /** Since when others have what it had, although it never gave it up. */
  putOutAt: number | undefined;
  /** Whether another process has asked to take its place as a static member. */
  mayBeReplaced: boolean;
}

/** What was given to a member. */
export interface Given {
  readonly member: string;
  /** Its generation, or its member epoch. */
  readonly epoch: number;
  readonly partitions: readonly number[];
  /** When that was answered, as counted by whoever notes it. */
  readonly at: number;
  /** The same, by the time that all processes share. */
  readonly nowMs: number;
}

/** A commit that was accepted. */
export interface AcceptedCommit {
  readonly member: string;
  readonly epoch: number;
  readonly partition: number;
  /** When it was sent. */
  readonly at: number;
}

/**
 * Who owns the partitions of a topic in a group, as its members hear and say it. A member owns what it
 * was given until it sends that it has given it up; if another one is given it before, the member must
 * have been put out: it was not heard for its session timeout, or it did not give up in time what it was
 * asked for. A member that was put out may not know of it, but nothing that it commits from then on is
 * accepted. Raises a `Violation` if anything else is seen.
 */
export class GroupOwnership {
  private readonly options: GroupOwnershipOptions;
  private readonly members = new Map<string, Member>();
  private readonly owners = new Map<number, { readonly member: string; readonly epoch: number }>();
  /** Generations that are known to have been written down, and when. */
  private generations: { readonly epoch: number; readonly at: number }[] = [];
  private epochMax = 0;

  constructor(options: GroupOwnershipOptions) {
    this.options = options;
  }

  /** A member joins, for the first time or again, and owns nothing yet. */
  join(member: string, nowMs: number, instanceId?: string): void {
    this.release(member);
    this.members.set(member, {
      instanceId,
      aliveMs: nowMs,
      askedMs: undefined,
      epochs: [],
      released: new Map(),
      putOutAt: undefined,
      mayBeReplaced: false,
    });
  }

  /** A process asks to become the static member of this name, and is told of its member id later. */
  joinAs(instanceId: string): void {
    for (const member of this.members.values()) {
      if (member.instanceId === instanceId) member.mayBeReplaced = true;
    }
  }

  /** A request of a member is sent that says that it lives. */
  ask(member: string, nowMs: number): void {
    const known = this.members.get(member);
    if (known !== undefined) known.askedMs ??= nowMs;
  }

  /** Such a request was answered well, and the member may keep what it has. */
  keep(member: string, sentMs: number): void {
    const known = this.members.get(member);
    if (known === undefined) return;
    known.aliveMs = sentMs;
    known.askedMs = undefined;
  }

  /** A member says that it has given partitions up; all that it has, if none are named. */
  release(member: string, partitions: readonly number[] = this.ownedBy(member)): void {
    for (const partition of partitions) {
      if (this.owners.get(partition)?.member === member) this.owners.delete(partition);
    }
  }

  /** That was answered well. */
  released(member: string, partitions: readonly number[], epoch: number, at: number): void {
    const known = this.members.get(member);
    for (const partition of partitions) known?.released.set(partition, { epoch, at });
  }

  /** What a member owns by what was noted. */
  ownedBy(member: string): readonly number[] {
    return [...this.owners].filter(([, owner]) => owner.member === member).map(([key]) => key);
  }

  /** How many partitions have an owner. */
  get ownedCount(): number {
    return this.owners.size;
  }

  /** A member was told what it has, all of it. */
  give(given: Given): void {
    const { member, epoch, partitions, at } = given;
    if (epoch < this.epochMax && this.options.mayBeForgotten) this.forget();
    this.epochMax = Math.max(this.epochMax, epoch);
    this.members.get(member)?.epochs.push({ epoch, at });
    if (this.options.protocol === 'classic') this.generations.push({ epoch, at });
    for (const partition of partitions) this.giveOne(given, partition);
  }

  private forget(): void {
    this.owners.clear();
    this.generations = [];
    this.epochMax = 0;
  }

  private giveOne({ member, epoch, at, nowMs }: Given, partition: number): void {
    const owner = this.owners.get(partition);
    // An answer that came late: others had it before this one heard of it.
    if (owner !== undefined && owner.epoch > epoch) return;
    if (owner !== undefined && owner.member !== member) {
      this.checkPutOut(owner, { member, epoch, partition, nowMs });
      this.options.onTakenOver();
      // A static member of a classic group that was not heard is a member still.
      const before = this.members.get(owner.member);
      const isOut = this.options.protocol === 'consumer';
      if (before !== undefined && isOut) before.putOutAt ??= at;
    }
    this.owners.set(partition, { member, epoch });
  }

  private checkPutOut(
    owner: { readonly member: string; readonly epoch: number },
    next: {
      readonly member: string;
      readonly epoch: number;
      readonly partition: number;
      readonly nowMs: number;
    },
  ): void {
    const before = this.members.get(owner.member);
    const { member, epoch, partition, nowMs } = next;
    if (before === undefined) return;
    const { instanceId, mayBeReplaced } = before;
    const isReplaced =
      mayBeReplaced ||
      (instanceId !== undefined && this.members.get(member)?.instanceId === instanceId);
    const { sessionTimeoutMs, rebalanceTimeoutMs, protocol, mayBeForgotten } = this.options;
    const isNewer = epoch > owner.epoch || mayBeForgotten;
    const { aliveMs } = before;
    // A classic group waits from when it wants others to join again, be they heard or not.
    const askedMs = protocol === 'classic' ? aliveMs : (before.askedMs ?? Infinity);
    const dueMs = Math.min(
      aliveMs + sessionTimeoutMs * (1 - DRIFT_MAX),
      askedMs + rebalanceTimeoutMs * (1 - DRIFT_MAX),
    );
    must(
      isReplaced || (nowMs >= dueMs && isNewer),
      OWNED_TWICE,
      () =>
        `Partition ${partition} of ${this.options.name} is given to ${member} in epoch ${epoch} at ${nowMs}, ` +
        `and ${owner.member} has it since epoch ${owner.epoch}; it was heard at ${aliveMs}, asked at ` +
        `${askedMs}, and may not be put out before ${dueMs}.`,
    );
  }

  /** A member has left, as was answered. */
  leave(member: string, at: number): void {
    this.release(member);
    const known = this.members.get(member);
    // A classic group writes down who has left with its next generation.
    if (known !== undefined && this.options.protocol === 'consumer') known.putOutAt ??= at;
  }

  /** A commit was accepted. */
  accept(commit: AcceptedCommit): void {
    const known = this.members.get(commit.member);
    if (known === undefined) return;
    const { putOutAt = Infinity } = known;
    must(
      commit.at < putOutAt,
      PUT_OUT,
      () => `${commit.member} of ${this.options.name} commits in epoch ${commit.epoch}.`,
    );
    if (this.options.protocol === 'classic') this.checkGeneration(commit);
    else checkMemberEpoch(commit, known, this.options.name);
  }

  private checkGeneration({ member, epoch, at }: AcceptedCommit): void {
    const newer = this.generations.find((other) => other.epoch > epoch && other.at < at);
    must(
      newer === undefined,
      STALE,
      () =>
        `${member} commits in generation ${epoch} of ${this.options.name}, which has ${newer?.epoch}.`,
    );
  }
}

/** In an older epoch a member may commit what it has had since then (KIP-1251). */
function checkMemberEpoch(
  { member, epoch, partition, at }: AcceptedCommit,
  { released, epochs }: Member,
  group: string,
): void {
  const gaveUp = released.get(partition);
  const isStale = gaveUp !== undefined && gaveUp.at < at && epoch < gaveUp.epoch;
  must(
    !isStale,
    STALE,
    () =>
      `${member} commits partition ${partition} of ${group} in epoch ${epoch}; it has given it up, ` +
      `and has epoch ${epochs.at(-1)?.epoch}.`,
  );
}
