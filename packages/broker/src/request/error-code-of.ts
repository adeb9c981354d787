import type { KafkaError } from '@odradek/base';
import { ErrorCode, errorByName } from '@odradek/protocol';

/** The number with which an error is answered; errors of our own are unknown to clients. */
export function errorCodeOf(error: KafkaError): number {
  return errorByName(error.code)?.code ?? ErrorCode.UNKNOWN_SERVER_ERROR;
}
