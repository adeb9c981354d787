import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { logFileName, parseLogFileName } from '../segment/log-file-name.ts';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import { ProducerStates } from './producer-states.ts';

const TEMPORARY_NAME = /^\d{20}\.snapshot\.tmp$/;

/** The producers as they were at an offset: everything before it counts, nothing from it on. */
export interface ProducerSnapshot {
  readonly offset: Offset;
  readonly states: ProducerStates;
}

/**
 * The `.snapshot` files in the folder of a partition. One is durable before the segment is created
 * that begins at its offset: when segments before that one are deleted, it knows the producers that
 * wrote only there. Another is written when the log is closed. What must never be is one beyond the
 * end of the log, which would fit other records later.
 */
export class ProducerSnapshotFiles {
  private readonly fileSystem: FileSystem;
  private readonly directory: string;
  private readonly report: Report;
  /** The offsets of the files, ascending. */
  private offsets: readonly Offset[] = [];
  /** What is to be written before the segments that begin at these offsets. */
  private readonly planned: Map<Offset, Buffer> = new Map();

  constructor(options: {
    readonly fileSystem: FileSystem;
    readonly directory: string;
    readonly report: Report;
  }) {
    this.fileSystem = options.fileSystem;
    this.directory = options.directory;
    this.report = options.report;
  }

  /** The offset of the newest file, or `undefined`. */
  get newest(): Offset | undefined {
    return this.offsets.at(-1);
  }

  /**
   * Finds the files, and removes those beyond the end of the log, durably: what is appended next may
   * be something else than what they speak of.
   */
  async open(names: readonly string[], logEndOffset: Offset): Promise<void> {
    const found = names
      .map((name) => parseLogFileName(name, 'snapshot'))
      .filter((offset) => offset !== undefined);
    this.offsets = found.filter((offset) => offset <= logEndOffset);
    const beyond = found.filter((offset) => offset > logEndOffset).map((offset) => nameOf(offset));
    const removed = [...beyond, ...names.filter((name) => TEMPORARY_NAME.test(name))];
    for (const name of removed) await this.fileSystem.remove(`${this.directory}/${name}`);
    if (beyond.length > 0) await this.fileSystem.syncDirectory(this.directory);
  }

  /**
   * The newest snapshot that can be read and is not before `startOffset`, where the segments begin:
   * batches between it and them are not there to be read. Without one, nothing is known.
   */
  async load(startOffset: Offset): Promise<ProducerSnapshot> {
    for (const offset of this.offsets.toReversed()) {
      if (offset < startOffset) break;
      const states = await this.tryRead(offset);
      if (states !== undefined) return { offset, states };
    }
    return { offset: startOffset, states: new ProducerStates() };
  }

  private async tryRead(offset: Offset): Promise<ProducerStates | undefined> {
    const path = this.pathOf(offset);
    try {
      return decodeProducerSnapshot(await this.fileSystem.readWhole(path));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.report({ type: 'snapshot-ignored', path, reason });
      return undefined;
    }
  }

  /** The snapshot of what is known now, or `undefined` if there never was anything to know. */
  encode(states: ProducerStates): Buffer | undefined {
    const isNeeded = states.size > 0 || this.newest !== undefined || this.planned.size > 0;
    return isNeeded ? encodeProducerSnapshot(states) : undefined;
  }

  /** A segment begins at `offset`: keeps what is known now until `writePlanned`. */
  plan(offset: Offset, states: ProducerStates): void {
    const bytes = this.encode(states);
    if (bytes !== undefined) this.planned.set(offset, bytes);
  }

  /** The segments that begin behind `offset` never came to be. */
  forgetPlannedAfter(offset: Offset): void {
    for (const planned of this.planned.keys()) {
      if (planned > offset) this.planned.delete(planned);
    }
  }

  /** Writes what was planned for a segment, if anything; it may be created when that is durable. */
  async writePlanned(offset: Offset): Promise<void> {
    const bytes = this.planned.get(offset);
    if (bytes === undefined) return;
    await this.write(offset, bytes, offset);
    this.planned.delete(offset);
  }

  /**
   * Writes a snapshot durably. Of the others stay the one at `activeOffset`, where the active
   * segment begins, and the one before that, in case it cannot be read.
   */
  async write(offset: Offset, bytes: Buffer, activeOffset: Offset): Promise<void> {
    await this.fileSystem.writeWhole(this.pathOf(offset), bytes);
    const before = this.offsets.filter((other) => other < activeOffset);
    const kept = new Set([before.at(-1), activeOffset, offset]);
    await this.removeUnless((other) => kept.has(other));
    if (!this.offsets.includes(offset)) this.offsets = [...this.offsets, offset];
  }

  /** Removes the snapshots before an offset, where the segments begin now. */
  removeBefore(offset: Offset): Promise<void> {
    return this.removeUnless((other) => other >= offset);
  }

  private async removeUnless(isKept: (offset: Offset) => boolean): Promise<void> {
    const removed = this.offsets.filter((offset) => !isKept(offset));
    this.offsets = this.offsets.filter(isKept);
    for (const offset of removed) await this.fileSystem.remove(this.pathOf(offset));
  }

  private pathOf(offset: Offset): string {
    return `${this.directory}/${nameOf(offset)}`;
  }
}

function nameOf(offset: Offset): string {
  return logFileName(offset, 'snapshot');
}
