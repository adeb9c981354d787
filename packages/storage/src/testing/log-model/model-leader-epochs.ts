import type { Offset } from '@odradek/base';

/** Where the records of an epoch begin. */
export interface ModelEpoch {
  readonly epoch: number;
  readonly startOffset: Offset;
}

/** Where an epoch ends, as OffsetForLeaderEpoch answers it. */
export interface ModelEpochEnd {
  readonly epoch: number;
  readonly endOffset: Offset;
}

/** Kafka's answer where nothing is known. */
const UNDEFINED_END: ModelEpochEnd = { epoch: -1, endOffset: -1 };

/** The epochs of a log, oldest first, by the rules of Kafka's `LeaderEpochFileCache`. */
export class ModelLeaderEpochs {
  private entries: readonly ModelEpoch[] = [];

  get all(): readonly ModelEpoch[] {
    return this.entries;
  }

  /** -1 if there is none. */
  get latest(): number {
    return this.entries.at(-1)?.epoch ?? -1;
  }

  /** An epoch begins at an offset: what is newer, or begins there or behind, never was. */
  assign(epoch: number, startOffset: Offset): void {
    const last = this.entries.at(-1);
    if (last?.epoch === epoch && startOffset >= last.startOffset) return;
    const kept = this.entries.filter(
      (entry) => entry.epoch < epoch && entry.startOffset < startOffset,
    );
    this.entries = [...kept, { epoch, startOffset }];
  }

  /** The log ends at an offset: no epoch begins there or behind. */
  truncateFromEnd(endOffset: Offset): void {
    this.entries = this.entries.filter(({ startOffset }) => startOffset < endOffset);
  }

  /** The log begins at an offset, and so does the epoch that holds it. */
  truncateFromStart(startOffset: Offset): void {
    const before = this.entries.filter((entry) => entry.startOffset <= startOffset);
    const first = before.at(-1);
    if (first === undefined) return;
    const behind = this.entries.slice(before.length);
    this.entries = [{ epoch: first.epoch, startOffset }, ...behind];
  }

  clear(): void {
    this.entries = [];
  }

  endOffsetFor(epoch: number, logEndOffset: Offset): ModelEpochEnd {
    if (epoch < 0) return UNDEFINED_END;
    if (epoch === this.latest) return { epoch, endOffset: logEndOffset };
    const higher = this.entries.find((entry) => entry.epoch > epoch);
    if (higher === undefined) return UNDEFINED_END;
    const floor = this.entries.filter((entry) => entry.epoch <= epoch).at(-1);
    return { epoch: floor?.epoch ?? epoch, endOffset: higher.startOffset };
  }
}
