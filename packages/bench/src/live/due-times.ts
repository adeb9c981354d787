/**
 * When the records of a partition were to leave, by their offsets: one producer has one request after
 * the other under way on one connection, each with as many records, so that offsets follow from it.
 */
export class DueTimes {
  private readonly startOffset: number;
  private readonly recordsPerRequest: number;
  private readonly dueMs: number[] = [];

  /** The first record has the offset `startOffset`. */
  constructor(startOffset: number, recordsPerRequest: number) {
    this.startOffset = startOffset;
    this.recordsPerRequest = recordsPerRequest;
  }

  /** Notes when the next request was to leave. */
  add(dueMs: number): void {
    this.dueMs.push(dueMs);
  }

  /**
   * Calls back for each request whose records lie between two offsets, the second not included, with
   * when it was to leave and how many records of it lie there. Throws if one was never sent.
   */
  between(from: number, to: number, onRequest: (dueMs: number, records: number) => void): void {
    let at = from;
    while (at < to) {
      const request = Math.floor((at - this.startOffset) / this.recordsPerRequest);
      const end = Math.min(to, this.startOffset + (request + 1) * this.recordsPerRequest);
      const dueMs = this.dueMs[request];
      if (dueMs === undefined) throw new Error(`Nobody sent the record with offset ${at}.`);
      onRequest(dueMs, end - at);
      at = end;
    }
  }
}
