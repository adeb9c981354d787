import type { AppendGroup } from './append-queue.ts';
import type { AfterWritten, Durability, OnGroupDurable } from './durability.ts';

/** Each write is synced in its segment: for a log without a journal. */
export class SyncedDurability implements Durability {
  isQuick(): boolean {
    return false;
  }

  async beforeWrite(): Promise<void> {}

  async afterWrite({ segment }: AppendGroup, afterWritten: AfterWritten): Promise<void> {
    await segment.sync();
    await afterWritten();
  }

  follow(group: AppendGroup, _isBehind: boolean, onDurable: OnGroupDurable): void {
    onDurable(group);
  }
}
