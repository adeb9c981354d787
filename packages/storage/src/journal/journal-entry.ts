import type { Offset, Uuid } from '@odradek/base';

/** A log whose appends are journalled: one object for each, as long as it is open. */
export interface JournaledLog {
  /** The name of its folder in the log directory, such as `orders-0`. */
  readonly folder: string;
  readonly topicId: Uuid;
}

/** A segment that entries of the journal were written to. */
export interface JournalTarget {
  readonly baseOffset: Offset;
  /**
   * Makes durable what was written to the segment so far, and its name. A rejection takes the log
   * directory offline.
   */
  sync(): Promise<void>;
}

/** A run of whole batches that was written to a segment. */
export interface JournalEntry {
  readonly log: JournaledLog;
  readonly target: JournalTarget;
  /** Where the run begins in the segment, in bytes. */
  readonly position: number;
  readonly byteLength: number;
  /**
   * The bytes of the run, one behind the other; they must not change before they are durable. Empty
   * if they are durable in the segment already: the journal says only where they are.
   */
  readonly buffers: readonly Buffer[];
  /** Called when a loss of power takes nothing of this entry any more, nor of one before it. */
  readonly onDurable: () => void;
}
