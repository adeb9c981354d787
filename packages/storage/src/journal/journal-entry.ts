import type { Offset, Uuid } from '@odradek/base';

/** A log whose appends a journal makes durable; one object for as long as the log is open. */
export interface JournaledLog {
  /** The folder of the partition in the log directory, such as `orders-0`. */
  readonly folder: string;
  readonly topicId: Uuid;
}

/** A segment that the batches of entries were written to. */
export interface JournalTarget {
  readonly baseOffset: Offset;
  /** Makes durable in the file what was written to it before this call; does nothing if it is. */
  sync(): Promise<void>;
}

/** Batches that stand behind each other in a segment. */
export interface JournalEntry {
  readonly log: JournaledLog;
  readonly target: JournalTarget;
  /** Where they begin in the segment, in bytes. */
  readonly position: number;
  readonly byteLength: number;
  /** Their bytes; none if they are durable in the segment, and the entry only says so. */
  readonly buffers: readonly Buffer[];
  /** Called once when the entry is durable, in the order of the entries; never if the disk fails. */
  readonly onDurable: () => void;
}
