import { assert } from '@odradek/base';
import { attributesAt, CompressionType, RECORD_BATCH_OVERHEAD } from '@odradek/protocol';
import {
  type BatchChecker,
  type CheckedBatch,
  checkProducedRecords,
  isHeaderEnough,
  type LogValidatorOptions,
  type OnChecked,
  type RefusedRecords,
} from '@odradek/storage';

import type { TopicConfig } from '../config/topic-config.ts';
import type { ValidationTurns } from './validation-turns.ts';

const CODEC_MASK = 0x07;
/** A batch that becomes larger is inflated in a thread, if there is any. */
const INFLATED_BYTES_HERE: number = 64 * 1024;
/**
 * Up to how many bytes a batch is checked at once: what takes less time than the way to a thread and
 * back, some 40 µs.
 */
const BYTES_HERE: Readonly<Record<CompressionType, number>> = {
  [CompressionType.NONE]: Infinity,
  [CompressionType.GZIP]: 4096,
  [CompressionType.SNAPPY]: 8192,
  [CompressionType.LZ4]: 8192,
  [CompressionType.ZSTD]: 4096,
};

/** A batch to be checked, and who waits for that. */
export interface BatchToCheck {
  /** Must stay as they are until they were checked. */
  readonly records: Buffer;
  readonly options: LogValidatorOptions;
  /** Whether nobody is interested any more. */
  readonly isAbandoned: () => boolean;
  /** Called once if it is checked later; one that was abandoned may be told refused, or nothing. */
  readonly onChecked: OnChecked;
}

/**
 * Checks batches of Produce requests that have to be inflated or compressed: at once if that takes no
 * time, else in threads. Where there are none, as in tests, the event loop does it in turns, so that
 * others are served in between.
 */
export class BatchChecks {
  private readonly turns: ValidationTurns;
  private readonly checker: BatchChecker | undefined;

  constructor(turns: ValidationTurns, checker: BatchChecker | undefined) {
    this.turns = turns;
    this.checker = checker;
  }

  /** What was found, or `undefined` if that comes later. */
  check(batch: BatchToCheck): CheckedBatch | RefusedRecords | undefined {
    if (this.checker === undefined) return this.checkInTurn(batch);
    return this.checkIfSmall(batch) ?? this.checkInThread(this.checker, batch);
  }

  private checkInTurn(batch: BatchToCheck): CheckedBatch | RefusedRecords | undefined {
    if (!this.turns.isFull) return this.checkNoting(batch);
    this.turns.wait(() => {
      if (!batch.isAbandoned()) batch.onChecked(this.checkNoting(batch));
    });
    return undefined;
  }

  private checkNoting(batch: BatchToCheck): CheckedBatch | RefusedRecords {
    return this.noting(batch, () => checkHere(batch));
  }

  private checkIfSmall(batch: BatchToCheck): CheckedBatch | RefusedRecords | undefined {
    const { records, options } = batch;
    const source = sourceCodec(records);
    const isSmall = records.byteLength <= BYTES_HERE[source] && !isRebuilt(source, options);
    if (!isSmall || this.turns.isFull) return undefined;
    const result = this.noting(batch, () =>
      checkProducedRecords(records, { ...options, inflatedBytesHere: INFLATED_BYTES_HERE }),
    );
    return result.type === 'unchecked' ? undefined : result;
  }

  private checkInThread(
    checker: BatchChecker,
    { records, options, onChecked, isAbandoned }: BatchToCheck,
  ): undefined {
    const { request } = options;
    const onResult = (result: CheckedBatch | RefusedRecords): void => {
      if (result.type === 'checked' || request === undefined) onChecked(result);
      else onChecked({ ...result, recordErrors: request.named(result.recordErrors) });
    };
    checker.check(records, options, onResult, isAbandoned);
  }

  /** Takes note of the work that was done in this turn. */
  private noting<Result>({ options: { request } }: BatchToCheck, check: () => Result): Result {
    const before = request?.workBytes ?? 0;
    const result = check();
    this.turns.note((request?.workBytes ?? 0) - before);
    return result;
  }
}

function checkHere({ records, options }: BatchToCheck): CheckedBatch | RefusedRecords {
  const result = checkProducedRecords(records, options);
  assert(result.type !== 'unchecked', 'nothing bounds what is inflated');
  return result;
}

/** Whether a batch for a topic has to be inflated or compressed. */
export function takesWork(records: Buffer, config: TopicConfig): boolean {
  const source = sourceCodec(records);
  if (isRebuilt(source, config)) return true;
  const { produceValidation: level, isCompacted } = config;
  return source !== CompressionType.NONE && !isHeaderEnough({ level, isCompacted });
}

/** Whether the topic wants another codec. */
function isRebuilt(
  source: CompressionType,
  { compressionType }: { readonly compressionType?: CompressionType | undefined },
): boolean {
  return compressionType !== undefined && compressionType !== source;
}

/** The codec that the header of a batch names; none if it is no batch, which is found out at once. */
export function sourceCodec(records: Buffer): CompressionType {
  if (records.byteLength < RECORD_BATCH_OVERHEAD) return CompressionType.NONE;
  const codec = attributesAt(records, 0) & CODEC_MASK;
  return codec > CompressionType.ZSTD ? CompressionType.NONE : (codec as CompressionType);
}
