import type { RecordError } from './validated-records.ts';

/** How many records of one request are named as errors. */
const RECORD_ERRORS_MAX = 4000;
/** How many bytes the texts about them may have together. */
const RECORD_ERROR_BYTES_MAX: number = 512 * 1024;

/**
 * What the batches of one Produce request share while they are validated: how much was done for
 * them, and how many records may still be named in the answer. 1.5 KB of compressed data can hold
 * millions of records, in each partition, that are all to blame.
 */
export class RequestValidation {
  /** How many bytes were inflated, or compressed anew, so far: what takes time. */
  workBytes = 0;
  private recordErrorsLeft: number = RECORD_ERRORS_MAX;
  private recordErrorBytesLeft: number = RECORD_ERROR_BYTES_MAX;

  /** Whether another record may be named. */
  get namesMore(): boolean {
    return this.recordErrorsLeft > 0 && this.recordErrorBytesLeft > 0;
  }

  /** Those of a batch's errors that may be named: the first, which stands for it, and some more. */
  named(errors: readonly RecordError[]): readonly RecordError[] {
    const named: RecordError[] = [];
    for (const error of errors) {
      if (named.length > 0 && !this.namesMore) break;
      this.noteNamed(error.batchIndexErrorMessage ?? '');
      named.push(error);
    }
    return named;
  }

  /** Takes note of a record that was named with this text, which is ASCII. */
  noteNamed(message: string): void {
    this.recordErrorsLeft--;
    this.recordErrorBytesLeft -= message.length;
  }
}
