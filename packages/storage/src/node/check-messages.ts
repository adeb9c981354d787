import type { Timestamp } from '@odradek/base';

import type { CheckedBatch, RefusedRecords } from '../validation/validated-records.ts';
import type { LogValidatorOptions } from '../validation/validation-options.ts';

/** What a thread is told of a batch beside its bytes: everything that can be sent. */
export type CheckOptions = Omit<LogValidatorOptions, 'request' | 'inflatedBytesHere'>;

/** Batches to check. */
export interface CheckMessage {
  /** Memory that has the batches one behind the other, and goes there and back. */
  readonly carrier: ArrayBuffer;
  /** How long each is. */
  readonly batchBytes: readonly number[];
  /** The time of each check. */
  readonly now: readonly Timestamp[];
  /** What they are checked by, each as long as nothing but the time changes. */
  readonly options: readonly CheckOptions[];
  /** Which of these counts for each batch. */
  readonly optionsIndex: readonly number[];
}

/** What a thread says when it can work. */
export const READY = 'ready';

/** What was found, in the order of the batches. */
export interface CheckedMessage {
  readonly carrier: ArrayBuffer;
  readonly results: readonly SentResult[];
}

/** Of a batch that may be appended as it is, in full: its greatest timestamp. */
type GreatestTimestamp = Timestamp;

/** A result on its way: what was a `Buffer` arrives as bytes. */
export type SentResult =
  | GreatestTimestamp
  | (Omit<CheckedBatch, 'rebuilt'> & { readonly rebuilt: Uint8Array | undefined })
  | RefusedRecords;

const ALL_BUT_TIME: Readonly<Record<keyof Omit<CheckOptions, 'now'>, true>> = {
  produceVersion: true,
  messageMaxBytes: true,
  segmentBytes: true,
  timestampType: true,
  timestampBeforeMaxMs: true,
  timestampAfterMaxMs: true,
  isCompacted: true,
  compressionType: true,
  compressionLevel: true,
  decompressedBytesMax: true,
  level: true,
};
const NAMES = Object.keys(ALL_BUT_TIME) as (keyof typeof ALL_BUT_TIME)[];

/** Whether two batches are checked by the same, but for the time. */
export function areAlike(a: CheckOptions, b: CheckOptions): boolean {
  return NAMES.every((name) => a[name] === b[name]);
}
