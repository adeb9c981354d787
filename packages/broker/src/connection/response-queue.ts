/** What is answered in its turn. */
export interface Answerable {
  readonly isAnswered: boolean;
  /** Buffers to send; none if there is no response. */
  readonly response: readonly Buffer[];
}

/**
 * Puts the responses of one connection into the order of their requests, which Kafka promises and
 * clients rely on.
 *
 *   requests:  1 answered   2 waits   3 answered   4 waits
 *   sent:      1                      (3 waits for 2)
 */
export class ResponseQueue<Request extends Answerable> {
  private readonly requests: Request[] = [];

  /** How many requests have no response yet, or one that waits for another. */
  get length(): number {
    return this.requests.length;
  }

  /** The next request: its response comes behind those of all that were added before. */
  add(request: Request): void {
    this.requests.push(request);
  }

  /** Takes the next request whose response may be sent, or has nothing to be waited for. */
  next(): Request | undefined {
    return this.requests[0]?.isAnswered === true ? this.requests.shift() : undefined;
  }

  /** Those that were not taken, in their order. */
  all(): readonly Request[] {
    return this.requests;
  }
}
