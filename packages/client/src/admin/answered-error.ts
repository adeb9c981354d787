import type { KafkaError } from '@odradek/base';
import { errorOf } from '@odradek/protocol';

/** The error of an answer, with the broker's message if it has sent one. */
export function answeredError(errorCode: number, errorMessage?: string | null): KafkaError {
  return errorOf(errorCode, errorMessage === '' ? null : errorMessage);
}
