import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { refuse, type RefusedRecords } from './validated-records.ts';

/** What is answered for errors of reading or writing a batch that are not the batch's fault alone. */
const CODES: ReadonlyMap<string, number> = new Map([
  ['MESSAGE_TOO_LARGE', ErrorCode.MESSAGE_TOO_LARGE],
  ['INVALID_TIMESTAMP', ErrorCode.INVALID_TIMESTAMP],
  ['ODRADEK_COMPRESSION_NOT_LOADED', ErrorCode.UNSUPPORTED_COMPRESSION_TYPE],
]);

/**
 * What `action` answers, or the refusal of a batch whose checksum was right and whose records cannot
 * be read or inflated: it was built like that, so to try again, as `CORRUPT_MESSAGE` would make a
 * producer do, is of no use.
 */
export function orRefusal<Result>(action: () => Result): Result | RefusedRecords {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return refuse(CODES.get(error.code) ?? ErrorCode.INVALID_RECORD, error.message);
  }
}
