import { KafkaError } from '@odradek/base';
import type {
  Consumer,
  PositionToCommit,
  RebalanceListener,
  TopicPartition,
} from '@odradek/client/node';

import { PrintedPositions } from '../../cli/consume/printed-positions.ts';

/** As `auto.commit.interval.ms` of Kafka's consumer. */
const COMMIT_INTERVAL_MS = 5000;
/** Whoever has sent a signal waits. */
const LAST_COMMIT_MS_MAX = 10_000;
const EXIT_FAILURE = 1;

/**
 * Commits for a group what was printed: from time to time, before partitions become another member's,
 * and at the end. What could not be committed is told, since it will be printed again.
 */
export class GroupCommits implements RebalanceListener {
  readonly printed: PrintedPositions = new PrintedPositions();
  private readonly consumer: Consumer;
  private committedAtMs: number = performance.now();
  private underWay: Promise<void> | undefined;
  private error: Error | undefined;

  constructor(consumer: Consumer) {
    this.consumer = consumer;
  }

  /** Begins a commit if the last one was long ago. Raises what an earlier one was refused for. */
  commitIfDue(): void {
    if (this.error !== undefined) throw this.error;
    const nowMs = performance.now();
    if (this.underWay !== undefined || nowMs - this.committedAtMs < COMMIT_INTERVAL_MS) return;
    this.committedAtMs = nowMs;
    this.underWay = this.commitMeanwhile().finally(() => {
      this.underWay = undefined;
    });
  }

  /** What passes is tried again the next time; what was lost in a rebalance was told then. */
  private async commitMeanwhile(): Promise<void> {
    try {
      await this.commit(this.printed.toCommit());
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!isPassing(error)) this.error = error;
    }
  }

  private async commit(positions: readonly PositionToCommit[], timeoutMs?: number): Promise<void> {
    if (positions.length === 0) return;
    await this.consumer.commit(positions, timeoutMs === undefined ? {} : { timeoutMs });
    this.printed.wereCommitted(positions);
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    try {
      await this.commit(this.printed.toCommit(partitions));
    } catch (error) {
      if (!isPassing(error)) throw error;
      console.error(error.message);
    } finally {
      this.printed.forget(partitions);
    }
  }

  onPartitionsLost(partitions: readonly TopicPartition[]): void {
    for (const { topic, partition, offset } of this.printed.toCommit(partitions)) {
      console.error(
        `The group has given ${topic}-${partition} to another member before the offset ${offset} ` +
          'was committed; some records may be printed twice.',
      );
    }
    this.printed.forget(partitions);
  }

  /** Commits what is left to commit. A failure is told, and is one of the process. */
  async finish(): Promise<void> {
    await this.underWay;
    try {
      await this.commit(this.printed.toCommit(), LAST_COMMIT_MS_MAX);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      console.error(error.message);
      process.exitCode = EXIT_FAILURE;
      this.printed.forget(this.printed.toCommit());
    }
  }
}

/** Whether the next commit may succeed, or another member has the partitions. */
function isPassing(error: unknown): error is KafkaError {
  return error instanceof KafkaError && (error.retriable || error.code === 'ODRADEK_COMMIT_FAILED');
}
