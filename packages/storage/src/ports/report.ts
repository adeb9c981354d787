import type { KafkaError, Offset } from '@odradek/base';

/** Something that an operator should know of. */
export type StorageEvent =
  | TailCutEvent
  | { readonly type: 'log-offline'; readonly directory: string; readonly error: KafkaError }
  /** A file could not be opened; nothing was written, and what comes next may go well again. */
  | { readonly type: 'appends-refused'; readonly directory: string; readonly error: KafkaError }
  | { readonly type: 'log-refused'; readonly directory: string; readonly error: KafkaError }
  /** A snapshot of the producers cannot be read; what it says is taken from elsewhere. */
  | { readonly type: 'snapshot-ignored'; readonly path: string; readonly reason: string }
  /** What was written down of the leader epochs cannot be read; it is taken from the batches. */
  | { readonly type: 'epochs-ignored'; readonly path: string; readonly reason: string }
  /**
   * Segments behind one whose end was lost were removed, as the log was not synced
   * (`odradek.flush=os`).
   */
  | {
      readonly type: 'segments-lost';
      readonly directory: string;
      readonly baseOffset: Offset;
      readonly count: number;
    }
  /** What was known of logs that are not open cannot be believed; they are opened to know it. */
  | { readonly type: 'checkpoint-ignored'; readonly path: string; readonly reason: string }
  /** An index did not fit its segment and was made again. */
  | { readonly type: 'index-rebuilt'; readonly path: string; readonly reason: string }
  /**
   * What the journal has of a partition cannot be written into its folder, `directory`, and was kept
   * in a file of its own; the partition is offline until it can.
   */
  | {
      readonly type: 'journal-entries-kept';
      readonly directory: string;
      readonly path: string;
      readonly error: KafkaError;
    }
  /** The disk has failed: no log of the directory takes anything any more. */
  | {
      readonly type: 'log-directory-offline';
      readonly directory: string;
      readonly error: KafkaError;
    }
  /** Index files, snapshots or the removal of old segments: the log goes on without. */
  | { readonly type: 'maintenance-failed'; readonly directory: string; readonly reason: string }
  /** A log that is not compacted any more until the next start, as something in it cannot be. */
  | { readonly type: 'log-uncleanable'; readonly directory: string; readonly reason: string }
  | { readonly type: 'deleted-log-removed'; readonly directory: string }
  | { readonly type: 'directory-ignored'; readonly directory: string };

/** The end of the last segment was no whole batch and has been cut off, as a crash leaves it. */
export interface TailCutEvent {
  readonly type: 'tail-cut';
  /** Of the segment. */
  readonly path: string;
  /** Where the file ends now, in bytes. */
  readonly position: number;
  readonly bytesCut: number;
  /** The offset that the next record gets. */
  readonly logEndOffset: Offset;
  readonly reason: string;
  /**
   * Where the cut bytes were kept, because whole batches were among them: that is no torn write,
   * the disk may be failing.
   */
  readonly keptAs?: string;
}

/** Takes what an operator should know of; writing it to a log is somebody else's. */
export type Report = (event: StorageEvent) => void;
