/** What a client says that it did, or what it is told. */
export interface ClientRun {
  /** How many records it produced or consumed in a second. */
  readonly recordsPerSecond: number;
  /** How long its requests or records took, in milliseconds. */
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** How large its requests and their answers are, in bytes. */
  readonly requestBytes?: number;
}
