/** How far entries are durable in their segments, so that a recovery needs them no more. */
export interface CheckpointMark {
  /** All frames up to this one. */
  readonly lsn: number;
  /**
   * How many entries since the journal was opened; -1 as long as not even those are that were found
   * when it was.
   */
  readonly appends: number;
}
