import type { KafkaError } from '@odradek/base';

/**
 * Whether a log directory has failed (Kafka's `LogDirFailureChannel`). All logs of the directory
 * share it: after a failed sync nobody knows what the disk has, so nothing is appended to any of
 * them any more, and what waits is never acknowledged. Only a restart ends it.
 */
export class LogDirFailureChannel {
  private failure: KafkaError | undefined;
  private readonly listeners = new Set<(error: KafkaError) => void>();

  /** Why the directory is offline, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.failure;
  }

  /** The directory is offline from now on; the first reason counts. */
  fail(error: KafkaError): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    for (const listener of this.listeners) listener(error);
  }

  /** Calls back once, when the directory fails. */
  onFailure(listener: (error: KafkaError) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
