import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { refuse, type RefusedRecords } from './validated-records.ts';

/** What is answered for errors of reading or writing a batch. */
const CODES: ReadonlyMap<string, number> = new Map([
  ['INVALID_RECORD', ErrorCode.INVALID_RECORD],
  ['MESSAGE_TOO_LARGE', ErrorCode.MESSAGE_TOO_LARGE],
  ['INVALID_TIMESTAMP', ErrorCode.INVALID_TIMESTAMP],
  ['ODRADEK_COMPRESSION_NOT_LOADED', ErrorCode.UNSUPPORTED_COMPRESSION_TYPE],
]);

/**
 * What `action` answers, or the refusal of a batch whose checksum was right and whose records cannot
 * be read or inflated. As in Kafka what cannot be inflated is `UNKNOWN_SERVER_ERROR`, which no
 * producer tries again: the batch was built like that, and `CORRUPT_MESSAGE` would make it do so.
 */
export function orRefusal<Result>(action: () => Result): Result | RefusedRecords {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return refuse(CODES.get(error.code) ?? ErrorCode.UNKNOWN_SERVER_ERROR, error.message);
  }
}
