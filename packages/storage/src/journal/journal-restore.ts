import type { KafkaError, Uuid } from '@odradek/base';

import { storageError } from '../log/storage-error.ts';
import type { Report } from '../ports/report.ts';
import type { RecoveredEntry } from './entry-codec.ts';
import type { JournalTarget } from './journal-entry.ts';
import {
  type JournalRecoveryOptions,
  type JournalState,
  recoverJournal,
} from './journal-recovery.ts';
import { groupBy, type ReplayedPartition, replayJournal } from './journal-replay.ts';
import { KeptEntries } from './kept-entries.ts';

/** Where the journal is that is to be restored. */
export interface JournalRestoreOptions extends JournalRecoveryOptions {
  /** Called with the number of entries before the first is written; it may refuse that. */
  readonly beforeReplay: (entriesCount: number) => Promise<void>;
  /** See `JournalReplayOptions.topicIdOf`; not called before `beforeReplay`. */
  readonly topicIdOf?: ((folder: string) => Uuid | undefined) | undefined;
  readonly report: Report;
}

/** A log directory whose logs may be opened. */
export interface JournalRestore {
  /** What was there to be replayed, in order; it keeps what was read of the journal in memory. */
  readonly entries: readonly RecoveredEntry[];
  /** What `Journal.open` takes. */
  readonly state: JournalState;
  /** The segments that were written to, and are not durable yet: `Journal.open` takes them. */
  readonly targets: readonly JournalTarget[];
  /** The partitions that had entries, with the reason why one of them must not be opened. */
  readonly partitions: readonly ReplayedPartition[];
  /** What those have that must not be opened. */
  readonly kept: KeptEntries;
}

/**
 * Recovers the journal of a log directory and replays it, and what could not be replayed at earlier
 * starts. What cannot be replayed now is kept in a file of its own, durably, before the journal can
 * forget it, and is reported; such a file is removed, durably, once the segments have its entries
 * durably and before anything else is written to them. Rejects as `recoverJournal` and
 * `replayJournal` do, and if there is no room for such a file.
 */
export async function restoreJournal(options: JournalRestoreOptions): Promise<JournalRestore> {
  const kept = new KeptEntries(options);
  const keptBefore = await kept.read();
  const { entries, state } = await recoverJournal(options);
  try {
    const all = [...keptBefore, ...entries];
    await options.beforeReplay(all.length);
    // Where something was kept somebody has had to put it right: such folders are looked at.
    const keptFolders = new Set(keptBefore.map(({ folder }) => folder));
    const topicIdOf = (folder: string): Uuid | undefined =>
      keptFolders.has(folder) ? undefined : options.topicIdOf?.(folder);
    const replay = { ...options, entries: all, topicIdOf };
    const { partitions, targets } = await replayJournal(replay);
    for (const replayed of partitions) {
      if (replayed.error === undefined && kept.has(replayed)) await forget(kept, replayed);
    }
    const told = await keepFailed(options, kept, partitions, all);
    return { entries: all, state, targets, partitions: told, kept };
  } catch (error) {
    await Promise.allSettled(state.files.map(({ file }) => file.close()));
    throw error;
  }
}

async function forget(kept: KeptEntries, replayed: ReplayedPartition): Promise<void> {
  for (const segment of replayed.segments) await segment.sync();
  await kept.drop(replayed);
}

async function keepFailed(
  options: JournalRestoreOptions,
  kept: KeptEntries,
  partitions: readonly ReplayedPartition[],
  entries: readonly RecoveredEntry[],
): Promise<readonly ReplayedPartition[]> {
  if (partitions.every(({ error }) => error === undefined)) return partitions;
  const byOwner = groupBy(entries, ownerOf);
  const all: ReplayedPartition[] = [];
  for (const replayed of partitions) {
    const { error } = replayed;
    if (error === undefined) all.push(replayed);
    else {
      const path = await kept.keep(replayed, byOwner.get(ownerOf(replayed)) ?? []);
      const directory = `${options.directory}/${replayed.folder}`;
      options.report({ type: 'journal-entries-kept', directory, path, error });
      all.push({ ...replayed, error: refusalOf(error, path) });
    }
  }
  return all;
}

function ownerOf({ folder, topicId }: Pick<RecoveredEntry, 'folder' | 'topicId'>): string {
  return `${folder}/${topicId}`;
}

function refusalOf(error: KafkaError, path: string): KafkaError {
  return storageError(`${error.message} They are kept in ${path}.`, error);
}
