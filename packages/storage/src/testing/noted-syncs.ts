import type { SyncObserver } from '../ports/sync-observer.ts';

/** Notes in words what it hears of syncs. */
export class NotedSyncs implements SyncObserver {
  readonly noted: string[] = [];

  logFlushed(ms: number): void {
    this.noted.push(`segment synced in ${ms} ms`);
  }

  journalWriteBegan(directory: string): void {
    this.noted.push(`write to the journal of ${directory}`);
  }

  journalWriteEnded(
    directory: string,
    write: { readonly bytes: number; readonly ms: number } | undefined,
  ): void {
    const outcome = write === undefined ? 'failed' : `${write.bytes} bytes in ${write.ms} ms`;
    this.noted.push(`write to the journal of ${directory}: ${outcome}`);
  }
}
