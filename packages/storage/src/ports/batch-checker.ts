import type { CheckedBatch, RefusedRecords } from '../validation/validated-records.ts';
import type { LogValidatorOptions } from '../validation/validation-options.ts';

/** Takes what became of the checks of a batch. */
export type OnChecked = (result: CheckedBatch | RefusedRecords) => void;

/** Checks record batches beside the event loop, as `checkProducedRecords` does. */
export interface BatchChecker {
  /**
   * Checks a batch whole; `onChecked` is called once, later. The records must stay as they are until
   * then. What the batches of a request share (`LogValidatorOptions.request`) is left alone: each
   * batch names at least one record, and at most as many as one that is alone. A batch whose checks
   * failed for no fault of its own is refused with `UNKNOWN_SERVER_ERROR`, and so is one that is
   * abandoned before its turn came.
   */
  check(
    records: Buffer,
    options: LogValidatorOptions,
    onChecked: OnChecked,
    isAbandoned?: () => boolean,
  ): void;
  /**
   * Ends what was begun and is not abandoned, as far as that takes a few seconds, then frees what it
   * has. A check that begins later is refused.
   */
  close(): Promise<void>;
}
