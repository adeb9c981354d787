import type { KafkaError, Offset } from '@odradek/base';

type OnDurable = (error?: KafkaError) => void;

/** Who sent a batch again that is not durable yet, and waits for the one that came first. */
export class DuplicateAppends {
  /** By the offset after the last record of the batch that came first. */
  private readonly waiting = new Map<Offset, OnDurable[]>();

  add(nextOffset: Offset, onDurable: OnDurable): void {
    const others = this.waiting.get(nextOffset);
    if (others === undefined) this.waiting.set(nextOffset, [onDurable]);
    else others.push(onDurable);
  }

  /** Calls back for the batch that ends at `nextOffset`: it is durable, or never will be. */
  complete(nextOffset: Offset, error?: KafkaError): void {
    const callbacks = this.waiting.get(nextOffset);
    if (callbacks === undefined) return;
    this.waiting.delete(nextOffset);
    for (const onDurable of callbacks) onDurable(error);
  }
}
