/** A request whose response may be ready before those of requests that came earlier. */
interface Slot {
  isDone: boolean;
  response: readonly Buffer[];
}

const NO_RESPONSE: readonly Buffer[] = [];

/**
 * Puts the responses of one connection into the order of their requests, which Kafka promises and
 * clients rely on.
 *
 *   requests:  1 done   2 waits   3 done   4 waits
 *   sent:      1                  (3 waits for 2)
 */
export class ResponseQueue {
  private readonly slots: Slot[] = [];
  private readonly send: (buffers: readonly Buffer[]) => void;

  constructor(send: (buffers: readonly Buffer[]) => void) {
    this.send = send;
  }

  /** How many requests have no response yet, or one that waits for another. */
  get length(): number {
    return this.slots.length;
  }

  /**
   * Takes the place of the next request. The result is called once with its response, or with
   * nothing if the request has none.
   */
  reserve(): (response?: readonly Buffer[]) => void {
    const slot: Slot = { isDone: false, response: NO_RESPONSE };
    this.slots.push(slot);
    return (response = NO_RESPONSE) => {
      slot.isDone = true;
      slot.response = response;
      this.sendDone();
    };
  }

  private sendDone(): void {
    const ready: Buffer[] = [];
    while (this.slots[0]?.isDone === true) {
      const slot = this.slots.shift();
      if (slot !== undefined) ready.push(...slot.response);
    }
    if (ready.length > 0) this.send(ready);
  }
}
