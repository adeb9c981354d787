import { KafkaError, type Offset, TasksInOrder } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { logFileName, parseLogFileName } from '../segment/log-file-name.ts';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import { ProducerStates } from './producer-states.ts';

const TEMPORARY_NAME = /^\d{20}\.snapshot\.tmp$/;
/** Of the snapshots where no segment begins. */
const OTHERS_KEPT = 2;

/** The producers as they were at an offset: everything before it counts, nothing from it on. */
export interface ProducerSnapshot {
  readonly offset: Offset;
  readonly states: ProducerStates;
}

/**
 * The `.snapshot` files in the folder of a partition. Kept are those where a segment begins, as Kafka
 * does, and the newest other one with the one before it, in case it cannot be read or the recovery
 * point has not followed it yet. One where a segment begins is durable before that is created: when
 * segments before it are deleted, it knows the producers that wrote only there, and a log that is
 * truncated goes on from it. What must never be is one beyond the end of the log, which would fit
 * other records later.
 *
 * What changes the files must not overlap, but for `writePlanned`, which may come at any time.
 */
export class ProducerSnapshotFiles {
  private readonly fileSystem: FileSystem;
  private readonly directory: string;
  private readonly report: Report;
  /** The offsets of the files, and whether a segment begins there. */
  private readonly files: Map<Offset, { isAtSegment: boolean }> = new Map();
  /** Two may be for the same offset, where the log ends and its next segment begins. */
  private readonly writes: TasksInOrder = new TasksInOrder();
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
    return this.offsets().at(-1);
  }

  /** Ascending. */
  private offsets(): readonly Offset[] {
    return [...this.files.keys()].sort((one, other) => one - other);
  }

  /**
   * Finds the files among the names in the folder, and removes those beyond the end of the log,
   * durably: what is appended next may be something else than what they speak of.
   */
  async open(names: readonly string[], logEndOffset: Offset): Promise<void> {
    const segments = new Set(names.map((name) => parseLogFileName(name, 'log')));
    for (const name of names) {
      const offset = parseLogFileName(name, 'snapshot');
      if (offset !== undefined) this.files.set(offset, { isAtSegment: segments.has(offset) });
      if (TEMPORARY_NAME.test(name)) await this.fileSystem.remove(`${this.directory}/${name}`);
    }
    await this.removeAfter(logEndOffset);
  }

  /**
   * The newest snapshot that can be read and is neither behind `maxOffset` nor before `startOffset`,
   * where the segments begin: batches between it and them are not there to be read. Without one,
   * nothing is known at `startOffset`. What the log has behind its offset has to be noted.
   *
   * A damaged one is reported and passed over. Rejects with `KAFKA_STORAGE_ERROR` if a later version
   * of Odradek wrote it: passing over it could append again what it knows. Rejects with the error of
   * the file system if that does not let it be read.
   */
  async load(options: {
    readonly startOffset: Offset;
    readonly maxOffset: Offset;
  }): Promise<ProducerSnapshot> {
    const { startOffset, maxOffset } = options;
    for (const offset of this.offsets().toReversed()) {
      if (offset < startOffset) break;
      if (offset > maxOffset) continue;
      const states = await this.tryRead(offset);
      if (states !== undefined) return { offset, states };
    }
    return { offset: startOffset, states: new ProducerStates() };
  }

  private async tryRead(offset: Offset): Promise<ProducerStates | undefined> {
    const path = this.pathOf(offset);
    const bytes = await this.fileSystem.readWhole(path);
    try {
      return decodeProducerSnapshot(bytes);
    } catch (error) {
      const reason = reasonOf(error);
      if (error instanceof KafkaError) {
        throw storageError(
          `${path} cannot be read: ${reason}. Start the version that wrote it, or remove the file: ` +
            'then a producer that sends its last batches again may append them twice.',
          error,
        );
      }
      this.report({ type: 'snapshot-ignored', path, reason });
      return undefined;
    }
  }

  /**
   * A segment begins at `offset`: keeps what is known now until `writePlanned`. Also if nothing is
   * known, since a log without a snapshot is read from its beginning.
   */
  plan(offset: Offset, states: ProducerStates): void {
    this.planned.set(offset, encodeProducerSnapshot(states));
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
    await this.writeFile(offset, bytes);
    this.files.set(offset, { isAtSegment: true });
    this.planned.delete(offset);
  }

  /**
   * Writes a snapshot durably, wherever in the log, such as at a recovery point or the end. It is
   * the newest from now on.
   */
  async write(offset: Offset, bytes: Buffer): Promise<void> {
    await this.writeFile(offset, bytes);
    const isAtSegment = this.files.get(offset)?.isAtSegment ?? false;
    this.files.set(offset, { isAtSegment });
    const others = this.offsets().filter((other) => this.files.get(other)?.isAtSegment === false);
    for (const superseded of others.slice(0, -OTHERS_KEPT)) await this.remove(superseded);
  }

  private writeFile(offset: Offset, bytes: Buffer): Promise<void> {
    return this.writes.run(() => this.fileSystem.writeWhole(this.pathOf(offset), bytes));
  }

  /** Removes the snapshots before an offset, where the segments begin now. */
  async removeBefore(offset: Offset): Promise<void> {
    for (const other of this.offsets()) {
      if (other < offset) await this.remove(other);
    }
  }

  /** No segment begins there any more: removes the snapshots, but the newest one. */
  async removeAt(offsets: readonly Offset[]): Promise<void> {
    for (const offset of offsets) {
      if (this.files.has(offset) && offset !== this.newest) await this.remove(offset);
    }
  }

  /**
   * The log ends at `offset` now: removes the snapshots behind it, durably, and forgets what was
   * planned there. With -1, all of them.
   */
  async removeAfter(offset: Offset): Promise<void> {
    this.forgetPlannedAfter(offset);
    const behind = this.offsets().filter((other) => other > offset);
    // The newest first: after a crash in between, those that are left are still a beginning.
    for (const other of behind.toReversed()) await this.remove(other);
    if (behind.length > 0) await this.fileSystem.syncDirectory(this.directory);
  }

  private async remove(offset: Offset): Promise<void> {
    await this.fileSystem.remove(this.pathOf(offset));
    this.files.delete(offset);
  }

  private pathOf(offset: Offset): string {
    return `${this.directory}/${nameOf(offset)}`;
  }
}

function nameOf(offset: Offset): string {
  return logFileName(offset, 'snapshot');
}
