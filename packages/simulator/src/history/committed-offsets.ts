import type { Offset } from '@odradek/base';

import { must } from './violation.ts';

/** What became of a commit, or of a deletion. */
export type CommitFate =
  /** Nobody knows, or nobody knows yet: it may still happen. */
  | { readonly type: 'unknown' }
  /** It was answered without an error; `at` says when. */
  | { readonly type: 'accepted'; readonly at: number }
  /** It was answered that it did not happen. */
  | { readonly type: 'refused'; readonly code: string };

/** An offset that somebody wants to be committed for a group and a partition. */
export interface Commit {
  /** Which group and partition. */
  readonly register: string;
  /** Which no other commit has; it is sent as the metadata of the commit. */
  readonly name: string;
  readonly offset: Offset;
  /** When it was sent. */
  readonly at: number;
  fate: CommitFate;
}

/** Something after which a partition may have no committed offset any more. */
export interface OffsetDeletion {
  readonly register: string;
  readonly at: number;
  fate: CommitFate;
}

/** What an OffsetFetch has answered for a partition. */
export interface FetchedOffset {
  /** -1 if there is none. */
  readonly offset: Offset;
  /** The metadata of the commit. */
  readonly name: string;
}

/** When something was asked and answered, as counted by `CommittedOffsets.now`. */
export interface Asked {
  readonly from: number;
  readonly to: number;
}

/** How long offsets are kept that nobody needs. */
export interface OffsetRetention {
  /** Infinity if it is so long that nothing expires, 0 if clocks are too wrong to tell. */
  readonly retentionMs: number;
  /** The time that all processes share. */
  readonly nowMs: () => number;
}

/** A commit that was read, and when that was answered first. */
interface SeenCommit {
  readonly commit: Commit;
  readonly at: number;
}

/** What is known of the offset of one group for one partition. */
class Register {
  readonly commits = new Map<string, Commit>();
  readonly deletions: OffsetDeletion[] = [];
  readonly sentMs = new Map<string, number>();
  /** What was read and may still be there. */
  seen: SeenCommit[] = [];
  /** What was read, and then something else: when that was answered. */
  readonly gone = new Map<string, number>();
}

/**
 * The committed offsets of groups, as everybody who commits, deletes and fetches them knows them, over
 * all that happens to the broker. Raises a `Violation` as soon as something was fetched that cannot be.
 *
 * A commit that was accepted stays until a later one is; what was fetched once stays as well, whether
 * its committer was told or not. Two requests are in order only if one was answered before the other was
 * sent; a commit of which nobody knows what became may still happen at any time.
 */
export class CommittedOffsets {
  private readonly registers = new Map<string, Register>();
  private readonly retention: OffsetRetention;
  private readonly onSeen: (commit: Commit) => void;
  private ticks = 0;

  /** `onSeen` is called with each commit that is fetched. */
  constructor(retention: OffsetRetention, onSeen: (commit: Commit) => void = () => {}) {
    this.retention = retention;
    this.onSeen = onSeen;
  }

  /** Counts what happens: when something is sent or answered. */
  now(): number {
    return ++this.ticks;
  }

  private registerOf(name: string): Register {
    const register = this.registers.get(name) ?? new Register();
    this.registers.set(name, register);
    return register;
  }

  /** Notes that a commit is sent. */
  commit(register: string, name: string, offset: Offset): Commit {
    const commit: Commit = { register, name, offset, at: this.now(), fate: { type: 'unknown' } };
    const { commits, sentMs } = this.registerOf(register);
    commits.set(name, commit);
    sentMs.set(name, this.retention.nowMs());
    return commit;
  }

  /** Notes that a deletion is sent, or something that deletes. */
  delete(register: string): OffsetDeletion {
    const deletion: OffsetDeletion = { register, at: this.now(), fate: { type: 'unknown' } };
    this.registerOf(register).deletions.push(deletion);
    return deletion;
  }

  /** Checks what was fetched. */
  fetched(name: string, asked: Asked, { offset, name: commitName }: FetchedOffset): void {
    const register = this.registerOf(name);
    if (offset < 0) {
      this.checkNothing(name, register, asked);
      this.checkSeen(register, asked, undefined);
      return;
    }
    const commit = register.commits.get(commitName);
    must(
      commit !== undefined && commit.offset === offset && commit.at < asked.to,
      'only what was committed is fetched',
      () => `${offset} (${commitName}) is fetched for ${name}; that was ${commit?.offset}.`,
    );
    checkAccepted(commit);
    checkNotGone(register, commit, asked);
    checkLatest(register, commit, asked);
    this.checkSeen(register, asked, commit);
    this.onSeen(commit);
  }

  /** That nothing is committed must have a reason: none was, or something may have deleted it. */
  private checkNothing(name: string, register: Register, asked: Asked): void {
    const last = lastAccepted(register, asked.from);
    // What is under way may not have come yet, and what came before it may have expired.
    const ageMs = last === undefined ? 0 : this.ageMs(register, last, asked);
    must(
      last === undefined || ageMs >= this.retention.retentionMs || isDeleted(register, last),
      'a committed offset stays until a later one is accepted',
      () => `Nothing is fetched for ${name}, for which ${last?.name} was accepted.`,
    );
  }

  /** How old a commit is, if none that was accepted since keeps the offset there. */
  private ageMs({ sentMs, commits }: Register, of: Commit, { from }: Asked): number {
    const later = [...commits.values()].filter(
      ({ at, fate }) => at > of.at && fate.type === 'accepted' && fate.at < from,
    );
    const sent = [of, ...later].map(({ name }) => sentMs.get(name) ?? 0);
    return this.retention.nowMs() - Math.max(...sent);
  }

  /** What was fetched before was there: what is there now came later, or has deleted it. */
  private checkSeen(register: Register, asked: Asked, now: Commit | undefined): void {
    const { retentionMs } = this.retention;
    for (const seen of register.seen) {
      const { commit, at } = seen;
      if (commit === now || at >= asked.from) continue;
      const isExplained =
        now !== undefined
          ? endOf(now) > commit.at
          : isDeleted(register, commit) || this.ageMs(register, commit, asked) >= retentionMs;
      must(
        isExplained,
        'a committed offset that was fetched does not vanish',
        () =>
          `${commit.name} was fetched for ${commit.register}, and ${now?.name ?? 'nothing'} is ` +
          'now.',
      );
      register.gone.set(
        commit.name,
        Math.min(asked.to, register.gone.get(commit.name) ?? Infinity),
      );
    }
    register.seen = register.seen.filter(({ commit }) => !register.gone.has(commit.name));
    const isNew = now !== undefined && !register.seen.some(({ commit }) => commit === now);
    if (isNew && !register.gone.has(now.name)) register.seen.push({ commit: now, at: asked.to });
  }
}

function checkAccepted({ fate, name, register }: Commit): void {
  must(
    fate.type !== 'refused',
    'a commit that was refused is never fetched',
    () => `${name} is fetched for ${register}; it was refused with ${codeOf(fate)}.`,
  );
}

function codeOf(fate: CommitFate): string {
  return fate.type === 'refused' ? fate.code : fate.type;
}

function checkNotGone({ gone }: Register, { name, register }: Commit, { from }: Asked): void {
  const since = gone.get(name);
  must(
    since === undefined || since >= from,
    'a committed offset does not go back',
    () => `${name} is fetched for ${register}, for which something else was fetched since.`,
  );
}

/** Nothing was accepted that began when this one had ended, and ended before anybody asked. */
function checkLatest(register: Register, commit: Commit, { from }: Asked): void {
  const isLater = (other: OffsetDeletion): boolean =>
    other.at > endOf(commit) && endOf(other) < from;
  const later = [...register.commits.values()].find(isLater);
  const deletion = register.deletions.find(isLater);
  must(
    later === undefined && deletion === undefined,
    'a committed offset stays until a later one is accepted',
    () =>
      `${commit.name} is fetched for ${commit.register}, for which ` +
      `${later?.name ?? 'a deletion'} was accepted since.`,
  );
}

/** Of what was accepted before some time, what began last. */
function lastAccepted({ commits }: Register, before: number): Commit | undefined {
  let last: Commit | undefined;
  for (const commit of commits.values()) {
    if (endOf(commit) < before && commit.at > (last?.at ?? 0)) last = commit;
  }
  return last;
}

/** Whether something may have deleted a commit. */
function isDeleted({ deletions }: Register, commit: Commit): boolean {
  return deletions.some(
    (deletion) => deletion.fate.type !== 'refused' && endOf(deletion) > commit.at,
  );
}

/** When it has surely happened: never, if nobody knows. */
function endOf({ fate }: Pick<Commit, 'fate'>): number {
  return fate.type === 'accepted' ? fate.at : Number.POSITIVE_INFINITY;
}
