import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { logFileName, parseLogFileName } from '../segment/log-file-name.ts';
import { decodeProducerSnapshot } from './producer-snapshot.ts';
import { ProducerStates } from './producer-states.ts';

/** How many snapshots are kept: the newest, and the one before in case that one cannot be read. */
const SNAPSHOTS_KEPT = 2;
const TEMPORARY_NAME = /^\d{20}\.snapshot\.tmp$/;

/** The producers as they were at an offset: everything before it counts, nothing from it on. */
export interface ProducerSnapshot {
  readonly offset: Offset;
  readonly states: ProducerStates;
}

/**
 * The `.snapshot` files in the folder of a partition. A snapshot is derived from the log, so it may
 * be missing; what must not be is one beyond the end of the log, which would fit other records later.
 */
export class ProducerSnapshotFiles {
  private readonly fileSystem: FileSystem;
  private readonly directory: string;
  private readonly report: Report;
  /** The offsets of the files, ascending. */
  private offsets: Offset[] = [];

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

  /** Writes a snapshot durably, then removes those that are not needed any more. */
  async write(offset: Offset, bytes: Buffer): Promise<void> {
    await this.fileSystem.writeWhole(this.pathOf(offset), bytes);
    if (!this.offsets.includes(offset)) this.offsets.push(offset);
    this.offsets.sort((left, right) => left - right);
    while (this.offsets.length > SNAPSHOTS_KEPT) await this.removeOldest();
  }

  /** Removes the snapshots before an offset, where the segments begin now. */
  async removeBefore(offset: Offset): Promise<void> {
    while (this.offsets[0] !== undefined && this.offsets[0] < offset) await this.removeOldest();
  }

  private async removeOldest(): Promise<void> {
    const oldest = this.offsets.shift();
    if (oldest !== undefined) await this.fileSystem.remove(this.pathOf(oldest));
  }

  private pathOf(offset: Offset): string {
    return `${this.directory}/${nameOf(offset)}`;
  }
}

function nameOf(offset: Offset): string {
  return logFileName(offset, 'snapshot');
}
