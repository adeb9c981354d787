import type { SyncObserver } from '@odradek/storage';

import { Durations } from './durations.ts';
import { kafkaFamily, labelText, type Metric, ownFamily } from './metric.ts';

/** What is counted of the journal of one log directory. */
class JournalMetrics {
  readonly syncTimes: Durations = new Durations();
  writtenBytes = 0;
  writesInFlight = 0;
}

/** How long log directories take to make durable what is written to them. */
export class StorageMetrics implements SyncObserver {
  readonly logFlushTimes: Durations = new Durations();
  private readonly byDirectory = new Map<string, JournalMetrics>();

  logFlushed(ms: number, nowMs: number): void {
    this.logFlushTimes.add(ms, nowMs);
  }

  journalWriteBegan(directory: string): void {
    this.journalOf(directory).writesInFlight++;
  }

  journalWriteEnded(
    directory: string,
    write: { readonly bytes: number; readonly ms: number; readonly nowMs: number } | undefined,
  ): void {
    const journal = this.journalOf(directory);
    journal.writesInFlight--;
    if (write === undefined) return;
    journal.writtenBytes += write.bytes;
    journal.syncTimes.add(write.ms, write.nowMs);
  }

  private journalOf(directory: string): JournalMetrics {
    const known = this.byDirectory.get(directory);
    if (known !== undefined) return known;
    const journal = new JournalMetrics();
    this.byDirectory.set(directory, journal);
    return journal;
  }

  /** The journals that were written to, by their log directories. */
  get journals(): Iterable<readonly [directory: string, journal: JournalMetrics]> {
    return this.byDirectory;
  }
}

/** What the metrics of the storage are read from. */
export interface StorageSource {
  readonly storage: StorageMetrics;
  /** By the monotonic clock. */
  readonly nowMs: number;
}

const DIRECTORY_LABEL: readonly string[] = ['logDirectory'];

/** The metrics of what is made durable, and how long that takes. */
export const STORAGE_METRICS: readonly Metric<StorageSource>[] = [
  {
    family: kafkaFamily(
      { domain: 'log', type: 'LogFlushStats', name: 'LogFlushRateAndTimeMs' },
      'summary',
      'Syncs of segment files',
    ),
    samples: ({ storage, nowMs }) => storage.logFlushTimes.samples(nowMs),
  },
  {
    family: ownFamily(
      'odradek_journal_sync_time_ms',
      'summary',
      'Writes to the journal of a log directory, until they are durable',
      DIRECTORY_LABEL,
    ),
    *samples({ storage, nowMs }) {
      for (const [logDirectory, { syncTimes }] of storage.journals) {
        yield* syncTimes.samples(nowMs, { logDirectory });
      }
    },
  },
  {
    family: ownFamily(
      'odradek_journal_written_bytes_total',
      'counter',
      'Bytes that were written to the journal of a log directory, and are durable',
      DIRECTORY_LABEL,
    ),
    *samples({ storage }) {
      for (const [logDirectory, { writtenBytes }] of storage.journals) {
        yield { labels: labelText({ logDirectory }), value: writtenBytes };
      }
    },
  },
  {
    family: ownFamily(
      'odradek_journal_writes_in_flight',
      'gauge',
      'Writes to the journal of a log directory that are not durable yet',
      DIRECTORY_LABEL,
    ),
    *samples({ storage }) {
      for (const [logDirectory, { writesInFlight }] of storage.journals) {
        yield { labels: labelText({ logDirectory }), value: writesInFlight };
      }
    },
  },
];
