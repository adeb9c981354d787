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
  /** How many durable bytes may be behind the recovery point. */
  private bytes: number;
  private isSaving = false;

  constructor(options: LogCheckpointerOptions) {
    this.options = options;
    this.state = options.state;
    this.bytes = bytesBehind(options.state);
  }

  /** The segments before `offset` are complete, with their indexes and a snapshot. */
  advance(offset: Offset): void {
    const { state } = this;
    state.recoveryPoint = Math.max(state.recoveryPoint, offset);
    state.recoveryPointMax = Math.max(state.recoveryPointMax, state.recoveryPoint);
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
    const { truncations } = this.state;
    const { bytes } = this;
    const snapshot = encodeProducerSnapshot(this.state.producers);
    await appender.whenDurable();
    return maintenance.run(async () => {
      if (truncations !== this.state.truncations) return this.state.recoveryPoint;
      await this.bringForward(endOffset, snapshot);
      this.bytes = Math.max(0, this.bytes - bytes);
      return this.state.recoveryPoint;
    });
  }

  private async bringForward(offset: Offset, snapshot: Buffer): Promise<void> {
    const { state } = this;
    if (offset <= state.recoveryPoint) return;
    for (const segment of state.segments.from(state.recoveryPoint)) {
      if (!segment.hasFile) continue;
      await segment.sync();
      await segment.flushIndexes();
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

/** How many bytes an opening would walk, at most. */
function bytesBehind({ segments, recoveryPoint, endOffset }: LogState): number {
  if (recoveryPoint >= endOffset || segments.first === undefined) return 0;
  return segments.from(recoveryPoint).reduce((sum, { size }) => sum + size, 0);
}
