import type { Durability } from './durability.ts';
import { FlushDurability } from './flush-durability.ts';
import { JournalDurability } from './journal-durability.ts';
import type { LogState } from './log-state.ts';
import { OsDurability } from './os-durability.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';
import { SyncedDurability } from './synced-durability.ts';
import type { UnsyncedSegments } from './unsynced-segments.ts';

/** How the records of a log become durable, by `odradek.flush` as it is at the moment. */
export function durabilityOf(
  { journal, markUnsynced = async () => {} }: PartitionLogOptions,
  state: LogState,
  unsynced: UnsyncedSegments,
): Durability {
  const synced =
    journal === undefined ? new SyncedDurability() : new JournalDurability(journal, unsynced);
  const flushMessages = (): number => state.config.flushMessages;
  const os = new OsDurability({ unsynced, flushMessages, markUnsynced });
  return new FlushDurability(() => state.config.flush, { journal: synced, os });
}
