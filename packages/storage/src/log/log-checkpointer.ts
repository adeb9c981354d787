import type { Offset } from '@odradek/base';

import { encodeProducerSnapshot } from '../producer-state/producer-snapshot.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import type { LogAppender } from './log-appender.ts';
import type { LogMaintenance } from './log-maintenance.ts';
import type { LogState } from './log-state.ts';

/** After how many bytes the recovery point is brought forward: as many are walked after a crash. */
const CHECKPOINT_BYTES: number = 64 * 1024 * 1024;

/** What bringing the recovery point of a log forward needs. */
export interface LogCheckpointerOptions {
  readonly state: LogState;
  readonly appender: LogAppender;
  readonly maintenance: LogMaintenance;
  readonly snapshots: ProducerSnapshotFiles;
  /** Makes the recovery point durable. */
  readonly saveRecoveryPoint: (offset: Offset) => Promise<void>;
  /** Takes what could not be done in the background. */
  readonly onError: (error: unknown) => void;
}

/**
 * Brings the recovery point of a log forward: before it not only the batches are durable, but also
 * their index entries and what is known of their producers, so that whoever opens the log need not
 * look at them.
 */
export class LogCheckpointer {
  private readonly options: LogCheckpointerOptions;
  private readonly state: LogState;
  /** How many bytes became durable since the recovery point was brought forward last. */
  private bytes = 0;
  private isSaving = false;
  /** How often the end of the log went back. */
  private truncations = 0;

  constructor(options: LogCheckpointerOptions) {
    this.options = options;
    this.state = options.state;
  }

  /** The segments before `offset` are complete, with their indexes and a snapshot. */
  advance(offset: Offset): void {
    this.state.recoveryPoint = Math.max(this.state.recoveryPoint, offset);
  }

  /** What was begun for the end that the log had is not done any more. */
  forget(): void {
    this.truncations++;
  }

  /** See `PartitionLog.bytesSinceCheckpoint`. */
  get bytesSince(): number {
    return this.bytes;
  }

  /** More is durable: after many bytes the recovery point is brought forward and written down. */
  onDurable(bytes: number): void {
    this.bytes += bytes;
    if (this.isSaving || this.bytes < CHECKPOINT_BYTES) return;
    this.isSaving = true;
    void this.save();
  }

  private async save(): Promise<void> {
    try {
      await this.options.saveRecoveryPoint(await this.checkpoint());
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.isSaving = false;
    }
  }

  /** See `PartitionLog.checkpoint`. */
  async checkpoint(): Promise<Offset> {
    const { appender, maintenance } = this.options;
    const { endOffset } = this.state;
    if (endOffset === this.state.recoveryPoint) return endOffset;
    const { truncations } = this;
    this.bytes = 0;
    const snapshot = encodeProducerSnapshot(this.state.producers);
    await appender.whenDurable();
    return maintenance.run(async () => {
      if (truncations === this.truncations) await this.bringForward(endOffset, snapshot);
      return this.state.recoveryPoint;
    });
  }

  private async bringForward(offset: Offset, snapshot: Buffer): Promise<void> {
    const { state } = this;
    if (offset <= state.recoveryPoint) return;
    for (const segment of state.segments.from(state.recoveryPoint)) {
      if (segment.hasFile) await segment.flushIndexes();
    }
    await this.options.snapshots.write(offset, snapshot);
    this.advance(offset);
  }

  /** The log is closed cleanly: everything is durable, and nothing is appended any more. */
  async finish(): Promise<void> {
    if (this.state.segments.first?.hasFile !== true) return;
    try {
      await this.options.appender.writeEpochs();
      await this.checkpoint();
    } catch (error) {
      this.options.onError(error);
    }
  }
}
