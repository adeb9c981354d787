import type { AppendGroup } from './append-queue.ts';
import type { AfterWritten, Durability, OnGroupDurable } from './durability.ts';
import type { UnsyncedSegments } from './unsynced-segments.ts';

/** What acknowledging without a sync needs. */
export interface OsDurabilityOptions {
  readonly unsynced: UnsyncedSegments;
  /** Kafka's `flush.messages`: a write that brings as many unsynced records is synced. */
  readonly flushMessages: () => number;
  /** Makes it durable that the log may miss what it has acknowledged; called once. */
  readonly markUnsynced: () => Promise<void>;
}

/**
 * What was written counts as durable, although a loss of power takes it away (`odradek.flush=os`,
 * which is how Kafka does it), but for `flush.messages`.
 */
export class OsDurability implements Durability {
  private readonly options: OsDurabilityOptions;
  private isMarked = false;

  constructor(options: OsDurabilityOptions) {
    this.options = options;
  }

  isQuick(group: AppendGroup, isBehind: boolean): boolean {
    return this.isMarked && !isBehind && !this.isFlush(group);
  }

  private isFlush({ appends }: AppendGroup): boolean {
    const nextOffset = appends.at(-1)?.nextOffset ?? 0;
    const { unsynced, flushMessages } = this.options;
    return nextOffset - unsynced.flushedOffset >= flushMessages();
  }

  async beforeWrite(): Promise<void> {
    if (this.isMarked) return;
    await this.options.markUnsynced();
    this.isMarked = true;
  }

  /** What the topic has acknowledged in another way comes first. */
  async afterWrite(group: AppendGroup, afterWritten: AfterWritten): Promise<void> {
    const { unsynced } = this.options;
    unsynced.add(group.segment);
    if (this.isFlush(group)) await unsynced.sync(group.appends.at(-1)?.nextOffset ?? 0);
    await afterWritten();
  }

  follow(group: AppendGroup, _isBehind: boolean, onDurable: OnGroupDurable): void {
    this.options.unsynced.add(group.segment);
    onDurable(group);
  }
}
