import type { CheckedBatch, RefusedRecords } from '../validation/validated-records.ts';
import type { LogValidatorOptions } from '../validation/validation-options.ts';

/** Takes what became of the checks of a batch. */
export type OnChecked = (result: CheckedBatch | RefusedRecords) => void;

/** Checks record batches beside the event loop, as `checkProducedRecords` does. */
export interface BatchChecker {
  /**
   * Checks a batch whole; `onChecked` is called once, later. The records must stay as they are until
   * then. What the batches of a request share (`LogValidatorOptions.request`) is left alone: each
   * batch names as many records as one that is alone. A batch whose checks failed for no fault of
   * its own is refused with `UNKNOWN_SERVER_ERROR`.
   */
  check(records: Buffer, options: LogValidatorOptions, onChecked: OnChecked): void;
  /** Ends what was begun, then frees what it has. No check may begin any more. */
  close(): Promise<void>;
}
