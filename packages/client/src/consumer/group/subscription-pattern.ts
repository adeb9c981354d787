import { KafkaError } from '@odradek/base';

/**
 * A pattern of topic names that the broker understands (`SubscriptionPattern`, KIP-848), with
 * `group.protocol=consumer` only: in the syntax of RE2, and matching whole names, so that `orders`
 * does not match `orders-eu`, where a `RegExp` is looked for by the consumer anywhere in a name. The
 * consumer needs no metadata of all topics for it, and the members of a group cannot disagree on what
 * it matches. `poll` rejects with `INVALID_REGULAR_EXPRESSION` if the broker cannot read it.
 */
export class SubscriptionPattern {
  readonly pattern: string;

  /** Raises `ODRADEK_INVALID_ARGUMENT` for what is no text, or empty. */
  constructor(pattern: string) {
    if (typeof pattern !== 'string' || pattern === '') {
      const message = `The pattern given is "${String(pattern)}"; give an expression in the syntax of RE2.`;
      throw new KafkaError('ODRADEK_INVALID_ARGUMENT', message);
    }
    this.pattern = pattern;
  }
}
