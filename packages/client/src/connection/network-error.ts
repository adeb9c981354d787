import { KafkaError } from '@odradek/base';

/** The error of a request whose fate is not known, because its connection is gone. */
export function networkError(message: string, cause?: unknown): KafkaError {
  return new KafkaError('NETWORK_EXCEPTION', message, { retriable: true, cause });
}

/** The error of an answer that leaves out what was asked for. */
export function missingPartition(topic: string, partition: number): KafkaError {
  return new KafkaError(
    'ODRADEK_MALFORMED_MESSAGE',
    `The broker's answer passes over topic "${topic}", partition ${partition}.`,
  );
}

/** Whether a request that failed so may succeed when it is repeated. */
export function isWorthRepeating(error: KafkaError): boolean {
  return error.retriable || isBrokenAnswer(error);
}

/** Whether a broker has answered something that cannot be read, which leaves a request's fate open. */
function isBrokenAnswer({ code }: KafkaError): boolean {
  return code === 'ODRADEK_MALFORMED_MESSAGE' || code === 'ODRADEK_FRAME_TOO_LARGE';
}
