import { KafkaError } from '@odradek/base';

/** The error for a log whose files cannot be read, written or trusted. */
export function storageError(message: string, cause?: unknown): KafkaError {
  return new KafkaError('KAFKA_STORAGE_ERROR', message, { retriable: true, cause });
}

/** What an error says of itself, for a sentence about it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
