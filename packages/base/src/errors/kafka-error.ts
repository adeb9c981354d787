/** What a `KafkaError` is made of besides its code and message. */
export interface KafkaErrorOptions {
  /** Whether the same request may succeed later without any change by the caller. Default `false`. */
  readonly retriable?: boolean;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * An operational error. `code` is stable and meant for programs: a name of Kafka's error table
 * (`'NOT_LEADER_OR_FOLLOWER'`) or one of ours, which begins with `ODRADEK_`. The message is meant
 * for people: it names the setting or argument, its value, and what to do.
 */
export class KafkaError extends Error {
  override readonly name: string = 'KafkaError';
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, message: string, options: KafkaErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retriable = options.retriable ?? false;
  }
}
