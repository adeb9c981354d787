import type { AppendGroup } from './append-queue.ts';
import type { AfterWritten, Durability, OnGroupDurable } from './durability.ts';

/** How the records of a topic become durable (`odradek.flush`). */
export type Flush = 'journal' | 'os';

/** As the topic says at the moment: it may change while the log is open. */
export class FlushDurability implements Durability {
  private readonly flush: () => Flush;
  private readonly durabilities: Readonly<Record<Flush, Durability>>;
  /** How each group is followed that was begun; the setting may change while it is written. */
  private readonly begun = new WeakMap<AppendGroup, Durability>();

  constructor(flush: () => Flush, durabilities: Readonly<Record<Flush, Durability>>) {
    this.flush = flush;
    this.durabilities = durabilities;
  }

  private get current(): Durability {
    return this.durabilities[this.flush()];
  }

  isQuick(group: AppendGroup, isBehind: boolean): boolean {
    return this.current.isQuick(group, isBehind);
  }

  async beforeWrite(group: AppendGroup, afterWritten: AfterWritten): Promise<void> {
    const { current } = this;
    this.begun.set(group, current);
    await current.beforeWrite(group, afterWritten);
  }

  async afterWrite(group: AppendGroup, afterWritten: AfterWritten): Promise<void> {
    await this.of(group).afterWrite(group, afterWritten);
  }

  follow(group: AppendGroup, isBehind: boolean, onDurable: OnGroupDurable): void {
    this.of(group).follow(group, isBehind, onDurable);
  }

  private of(group: AppendGroup): Durability {
    return this.begun.get(group) ?? this.current;
  }
}
