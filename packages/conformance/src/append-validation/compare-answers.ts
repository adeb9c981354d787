import { isDeepStrictEqual } from 'node:util';

import { errorByCode, recordsCountAt } from '@odradek/protocol';

import type { AppendCase } from './append-case.ts';
import type { Answer } from './produce-answers.ts';

/**
 * What is compared of an answer. The message of a partition is not: Kafka has none for most errors,
 * where ours says what to do.
 */
interface Compared {
  readonly error: string;
  /** From where the log of this broker ended: what differs once must not differ ever after. */
  readonly baseOffset: number | 'none';
  readonly logStartOffset: number;
  readonly isStamped: boolean;
  /** Of the records that are to blame. */
  readonly batchIndexes: readonly number[];
  /** Each broker says it in its own words; whether it says anything is Kafka's. */
  readonly hasRecordMessages: boolean;
}

/** Reads the answers of one broker in the order in which they came. */
export class ComparedAnswers {
  private readonly ends = new Map<string, number>();

  /** What the answer to a batch says that must be equal on both brokers. */
  of(appendCase: AppendCase, answer: Answer): Compared | 'closed' {
    if (answer === undefined) return 'closed';
    const end = this.ends.get(appendCase.topic) ?? 0;
    const { errorCode, baseOffset, logStartOffset, logAppendTimeMs, recordErrors } = answer;
    if (errorCode === 0 && baseOffset >= end && appendCase.records !== null) {
      this.ends.set(appendCase.topic, baseOffset + recordsCountAt(appendCase.records, 0));
    }
    return {
      error: errorByCode(errorCode)?.name ?? String(errorCode),
      baseOffset: baseOffset < 0 ? 'none' : baseOffset - end,
      logStartOffset,
      isStamped: logAppendTimeMs >= 0,
      batchIndexes: recordErrors.map(({ batchIndex }) => batchIndex),
      hasRecordMessages: recordErrors.some((error) => error.batchIndexErrorMessage !== null),
    };
  }
}

/** How two answers differ, in a line; `undefined` if they are equal. */
export function answerDifference(
  kafka: Compared | 'closed',
  odradek: Compared | 'closed',
): string | undefined {
  if (isDeepStrictEqual(kafka, odradek)) return undefined;
  if (kafka === 'closed' || odradek === 'closed') {
    return `Kafka ${shown(kafka)}, Odradek ${shown(odradek)}`;
  }
  const keys = Object.keys(kafka) as (keyof Compared)[];
  return keys
    .filter((key) => !isDeepStrictEqual(kafka[key], odradek[key]))
    .map((key) => `${key}: Kafka ${shown(kafka[key])}, Odradek ${shown(odradek[key])}`)
    .join('; ');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).slice(0, 200);
}
