import { assert, type Offset } from '@odradek/base';

/** Kafka's `UNDEFINED_EPOCH`: no epoch is known, or none was asked for. */
const UNDEFINED_EPOCH = -1;
/** Kafka's `UNDEFINED_EPOCH_OFFSET`: where an epoch ends is not known. */
const UNDEFINED_EPOCH_OFFSET: Offset = -1;

/** Where the records of a leader epoch begin (Kafka's `EpochEntry`). */
export interface EpochEntry {
  readonly epoch: number;
  /** Of its first record; of the next one while it has none. */
  readonly startOffset: Offset;
}

/** What is answered to "where does this epoch end?" (KIP-101, KIP-279). */
export interface EpochEndOffset {
  /** The epoch that the answer is about: the one asked for, or the last one known before it. */
  readonly epoch: number;
  /** The offset after its last record. */
  readonly endOffset: Offset;
}

/**
 * Which leader wrote which part of a log (Kafka's `LeaderEpochFileCache`, without its file). Epochs
 * and their start offsets both ascend. Followers and consumers find with it where their log and
 * the leader's part.
 *
 * Nothing here is durable: who changes it writes `entries` into the checkpoint, before the first
 * batch of a new epoch is written.
 */
export class LeaderEpochCache {
  private all: EpochEntry[];

  /**
   * A cache of its own with these entries, such as those of another one; they must ascend by epoch
   * and by start offset, as `parseLeaderEpochs` makes sure.
   */
  constructor(entries: readonly EpochEntry[] = []) {
    this.all = [];
    for (const { epoch, startOffset } of entries) {
      const last = this.latest;
      assert(
        last === undefined || (epoch > last.epoch && startOffset > last.startOffset),
        'leader epochs and their start offsets ascend',
      );
      this.append(epoch, startOffset);
    }
  }

  /** All epochs that are known, ascending. A copy: it does not change. */
  get entries(): readonly EpochEntry[] {
    return [...this.all];
  }

  get latest(): EpochEntry | undefined {
    return this.all.at(-1);
  }

  get latestEpoch(): number | undefined {
    return this.latest?.epoch;
  }

  get earliest(): EpochEntry | undefined {
    return this.all[0];
  }

  /** The epoch before the latest one. */
  get previousEpoch(): number | undefined {
    return this.all.at(-2)?.epoch;
  }

  /**
   * The leader of `epoch` writes from `startOffset` on. Forgets entries that contradict it: those of
   * this epoch or a later one, and those that begin at `startOffset` or behind it. Does nothing if
   * it is the latest epoch already and does not begin before where that began. Answers whether
   * anything changed.
   */
  assign(epoch: number, startOffset: Offset): boolean {
    const { latest } = this;
    if (latest?.epoch === epoch && latest.startOffset <= startOffset) return false;
    this.keepWhile((entry) => entry.epoch < epoch && entry.startOffset < startOffset);
    this.append(epoch, startOffset);
    return true;
  }

  private append(epoch: number, startOffset: Offset): void {
    assert(epoch >= 0 && startOffset >= 0, 'a leader epoch and its start offset are not negative');
    this.all.push({ epoch, startOffset });
  }

  /**
   * The epoch of the record at `offset`; `undefined` before the first epoch that is known. Behind
   * the end of the log it is the latest one.
   */
  epochForOffset(offset: Offset): number | undefined {
    const next = this.countUntil((entry) => entry.startOffset > offset);
    return this.all[next - 1]?.epoch;
  }

  /**
   * Where an epoch ends that a follower or consumer asks for: where the next one begins, for the
   * latest one at `logEndOffset`.
   *
   * - An epoch that is not known, between others: the last one before it and its end, so that both
   *   find the last epoch that they have in common (KIP-279).
   * - One before the first that is known: itself, and where the first begins.
   * - One behind the latest, `UNDEFINED_EPOCH`, or nothing known: both undefined (-1).
   */
  endOffsetFor(requestedEpoch: number, logEndOffset: Offset): EpochEndOffset {
    if (requestedEpoch === UNDEFINED_EPOCH) return UNDEFINED;
    if (requestedEpoch === this.latestEpoch) {
      return { epoch: requestedEpoch, endOffset: logEndOffset };
    }
    const at = this.countUntil((entry) => entry.epoch > requestedEpoch);
    const next = this.all[at];
    if (next === undefined) return UNDEFINED;
    return { epoch: this.all[at - 1]?.epoch ?? requestedEpoch, endOffset: next.startOffset };
  }

  /**
   * The log ends at `endOffset` now: forgets the epochs that begin there or behind it. Answers
   * whether there were any.
   */
  truncateFromEnd(endOffset: Offset): boolean {
    const before = this.all.length;
    this.keepWhile((entry) => entry.startOffset < endOffset);
    return this.all.length < before;
  }

  /**
   * The log begins at `startOffset` now: forgets the epochs that end there or before it, and lets
   * the one that it lies in begin there. The latest epoch is never forgotten, even if all of its
   * records are. Answers whether anything changed.
   */
  truncateFromStart(startOffset: Offset): boolean {
    const { earliest } = this;
    if (earliest === undefined || earliest.startOffset >= startOffset) return false;
    const at = this.countUntil((entry) => entry.startOffset > startOffset) - 1;
    const [first, ...others] = this.all.slice(at);
    assert(first !== undefined, 'the epoch of the new log start offset is known');
    this.all = [{ epoch: first.epoch, startOffset }, ...others];
    return true;
  }

  /** How many entries there are before the first that meets the condition, which all behind it do. */
  private countUntil(isBehind: (entry: EpochEntry) => boolean): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.all[middle];
      assert(entry !== undefined, 'the middle of the entries is one of them');
      if (isBehind(entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private keepWhile(isKept: (entry: EpochEntry) => boolean): void {
    this.all.length = this.countUntil((entry) => !isKept(entry));
  }
}

const UNDEFINED: EpochEndOffset = { epoch: UNDEFINED_EPOCH, endOffset: UNDEFINED_EPOCH_OFFSET };
