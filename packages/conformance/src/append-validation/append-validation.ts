import {
  attributesAt,
  type CompressionType,
  compressionTypeOf,
  ErrorCode,
} from '@odradek/protocol';

import { RawClient } from '../raw-client/raw-client.ts';
import type { AppendCase } from './append-case.ts';
import { answerDifference, ComparedAnswers } from './compare-answers.ts';
import { compareStored, type StoredComparison } from './compare-batches.ts';
import { type Answer, produceAll } from './produce-answers.ts';
import { storedBatches } from './stored-batches.ts';
import { isStamped, type TopicName, TOPICS } from './topics.ts';

/** What a broker made of all batches. */
export interface BrokerRun {
  readonly answers: readonly Answer[];
  readonly stored: ReadonlyMap<TopicName, ReadonlyMap<number, Buffer>>;
}

/** Creates the topics, sends every batch, and reads everything back. */
export async function runOnBroker(
  address: string,
  cases: readonly AppendCase[],
): Promise<BrokerRun> {
  using client = await RawClient.connect(address);
  const topics = Object.keys(TOPICS) as TopicName[];
  for (const topic of topics) await client.createTopic(topic, 1, TOPICS[topic]);
  const answers = await produceAll(address, cases);
  const stored = new Map<TopicName, ReadonlyMap<number, Buffer>>();
  for (const topic of topics) stored.set(topic, await storedBatches(client, topic));
  return { answers, stored };
}

/** Where the two brokers are not equal. */
export interface Difference {
  readonly index: number;
  readonly appendCase: AppendCase;
  readonly how: string;
}

/** What the comparison of one check has shown. */
export interface CheckReport {
  sent: number;
  accepted: number;
  apart: number;
  /** Damaged data that the libraries of the two read differently far. */
  readDifferently: number;
  /** Batches of which the stored bytes are equal. */
  storedEqual: number;
  /** Batches that were compressed by the brokers into other bytes, by codec. */
  readonly inflatedEqual: Map<string, number>;
  readonly differences: Difference[];
}

/** Compares what two brokers made of the same batches, check by check. */
export function compareRuns(
  cases: readonly AppendCase[],
  kafka: BrokerRun,
  odradek: BrokerRun,
): ReadonlyMap<string, CheckReport> {
  const reports = new Map<string, CheckReport>();
  const [kafkaAnswers, odradekAnswers] = [new ComparedAnswers(), new ComparedAnswers()];
  cases.forEach((appendCase, index) => {
    const report = reportOf(reports, appendCase.check);
    const [left, right] = [kafka.answers[index], odradek.answers[index]];
    const how = answerDifference(
      kafkaAnswers.of(appendCase, left),
      odradekAnswers.of(appendCase, right),
    );
    report.sent++;
    if (appendCase.apart !== undefined) report.apart++;
    else if (how !== undefined && isReadDifferently(appendCase, left, right)) {
      report.readDifferently++;
    } else if (how !== undefined) report.differences.push({ index, appendCase, how });
    else if (left?.errorCode === 0 && right !== undefined) {
      report.accepted++;
      const compared = compareCase(appendCase, [kafka, left], [odradek, right]);
      if (compared.type === 'equal') report.storedEqual++;
      else if (compared.type === 'equal-inflated') {
        report.inflatedEqual.set(
          compared.codec,
          (report.inflatedEqual.get(compared.codec) ?? 0) + 1,
        );
      } else report.differences.push({ index, appendCase, how: compared.how });
    }
  });
  return reports;
}

function reportOf(reports: Map<string, CheckReport>, check: string): CheckReport {
  const known = reports.get(check);
  if (known !== undefined) return known;
  const inflatedEqual = new Map<string, number>();
  const report: CheckReport = {
    sent: 0,
    accepted: 0,
    apart: 0,
    readDifferently: 0,
    storedEqual: 0,
    inflatedEqual,
    differences: [],
  };
  reports.set(check, report);
  return report;
}

/** What becomes of damaged data, which is never anything else. */
const ANSWERS_TO_DAMAGE: ReadonlySet<number | undefined> = new Set([
  ErrorCode.NONE,
  ErrorCode.INVALID_RECORD,
  ErrorCode.UNKNOWN_SERVER_ERROR,
]);

function isReadDifferently(
  { isDamaged = false }: AppendCase,
  left: Answer,
  right: Answer,
): boolean {
  return (
    isDamaged && ANSWERS_TO_DAMAGE.has(left?.errorCode) && ANSWERS_TO_DAMAGE.has(right?.errorCode)
  );
}

type Stored = readonly [BrokerRun, NonNullable<Answer>];

function compareCase(
  { topic, records }: AppendCase,
  [kafka, kafkaAnswer]: Stored,
  [odradek, odradekAnswer]: Stored,
): StoredComparison {
  const left = kafka.stored.get(topic)?.get(kafkaAnswer.baseOffset);
  const right = odradek.stored.get(topic)?.get(odradekAnswer.baseOffset);
  if (left === undefined || right === undefined || records === null) {
    const where = left === undefined ? 'Kafka' : 'Odradek';
    return { type: 'different', how: `it was acknowledged and is not stored on ${where}` };
  }
  const isBuiltAnew = codecOf(left) !== codecOf(records) || !sharesRecords(left, records);
  return compareStored(left, right, { isStamped: isStamped(topic), isBuiltAnew });
}

function codecOf(batch: Buffer): CompressionType {
  return compressionTypeOf(attributesAt(batch, 0));
}

/** Whether a broker has stored the records as they came. */
function sharesRecords(stored: Buffer, sent: Buffer): boolean {
  return stored.subarray(61).equals(sent.subarray(61, stored.byteLength));
}
