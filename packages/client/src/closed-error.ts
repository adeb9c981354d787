import { KafkaError } from '@odradek/base';

/** The error of what is asked of a client after `close`. */
export function closedError(): KafkaError {
  return new KafkaError('ODRADEK_CLIENT_CLOSED', 'The client was closed; make another one.');
}
