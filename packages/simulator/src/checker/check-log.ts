import type { Offset } from '@odradek/base';

import type { FetchedBatch } from '../client/log-reader.ts';
import type { EventCounts } from '../events/named-events.ts';
import {
  type History,
  nameOf,
  partitionName,
  type ReadRecord,
  type SentRecord,
  type TopicPartition,
} from '../history/history.ts';
import { must } from '../history/violation.ts';

/** A partition as it was read from its first offset to its last after everything was healed. */
export interface FinalLog {
  readonly topicPartition: TopicPartition;
  /** Its log start offset: what is before was deleted. */
  readonly startOffset: Offset;
  readonly batches: readonly FetchedBatch[];
  readonly highWatermark: Offset;
}

/** The records of a partition as they were read, by their offsets. */
export type RecordsByOffset = ReadonlyMap<Offset, ReadRecord>;

/** Whether a record may be missing that was acknowledged; may raise a `Violation` that says more. */
export type MayBeMissing = (record: SentRecord, records: RecordsByOffset) => boolean;

/**
 * Checks a partition against everything that clients did and saw. Raises a `Violation`. No record may
 * be missing unless `mayBeMissing` says so.
 */
export function checkLog(
  { history, events }: CheckedWorld,
  log: FinalLog,
  mayBeMissing: MayBeMissing = () => false,
): void {
  const records = log.batches.flatMap((batch) => batch.records);
  checkContiguous(log, records);
  const sent = records.map((record) =>
    history.checkContents('the final reader', log.topicPartition, record),
  );
  const byOffset = new Map(records.map((record) => [record.offset, record]));
  checkAcknowledged(history, log, byOffset, mayBeMissing);
  checkSeen(history, log, byOffset);
  checkOnce(log, records, sent);
  checkOrder(log, sent);
  countFates(history, events, log, sent);
}

/** What a log is checked against. */
export interface CheckedWorld {
  readonly history: History;
  readonly events: EventCounts;
}

/** Notes which of the cases that a client cannot tell apart have occurred. */
function countFates(
  history: History,
  events: EventCounts,
  { topicPartition }: FinalLog,
  sent: readonly SentRecord[],
): void {
  const stored = new Set(sent);
  for (const record of history.sentTo(topicPartition)) {
    if (record.fate.type !== 'unknown') continue;
    if (stored.has(record)) events.reach('record stored although its send failed');
    else events.reach('record lost although it was sent');
  }
  events.reach('record stored twice', sent.length - stored.size);
}

function checkContiguous(
  { topicPartition, startOffset, highWatermark }: FinalLog,
  records: readonly ReadRecord[],
): void {
  records.forEach(({ offset }, index) => {
    const expected = startOffset + index;
    must(
      offset === expected,
      'offsets have no gaps',
      () => `${partitionName(topicPartition)} has offset ${offset} where ${expected} is expected.`,
    );
  });
  must(
    startOffset + records.length === highWatermark,
    'everything below the high watermark can be read',
    () =>
      `${partitionName(topicPartition)} has ${records.length} records from ${startOffset} on, its high watermark is ${highWatermark}.`,
  );
}

function checkAcknowledged(
  history: History,
  { topicPartition, startOffset, highWatermark }: FinalLog,
  records: RecordsByOffset,
  mayBeMissing: MayBeMissing,
): void {
  for (const record of history.sentTo(topicPartition)) {
    const { fate, name } = record;
    must(
      fate.type !== 'pending',
      'every send ends',
      () => `${name} was neither acknowledged nor given up.`,
    );
    if (fate.type !== 'acknowledged') continue;
    const isDeleted = fate.offset < startOffset && startOffset > 0;
    if (isDeleted) continue;
    const found = fate.offset < 0 ? recordNamed(name, records) : records.get(fate.offset);
    const isThere = found !== undefined && nameOf(found.value) === name;
    must(
      isThere || mayBeMissing(record, records),
      'acknowledged records are there, at their offset',
      () =>
        `${name} was acknowledged at offset ${fate.offset} of ${partitionName(topicPartition)} ` +
        `(acks=${record.producer.acks}). ` +
        (found === undefined
          ? `The log ends at ${highWatermark} now.`
          : `There is ${nameOf(found.value)} at that offset now.`) +
        whereElse(name, records),
    );
  }
}

function recordNamed(name: string, records: RecordsByOffset): ReadRecord | undefined {
  return [...records.values()].find(({ value }) => nameOf(value) === name);
}

function whereElse(name: string, records: RecordsByOffset): string {
  const named = [...records.values()].filter(({ value }) => nameOf(value) === name);
  const offsets = named.map(({ offset }) => offset);
  return offsets.length === 0 ? ' It is nowhere else.' : ` It is at ${offsets.join(', ')}.`;
}

function checkSeen(
  history: History,
  { topicPartition, startOffset, highWatermark }: FinalLog,
  records: RecordsByOffset,
): void {
  for (const [offset, name] of history.seenIn(topicPartition)) {
    if (offset < startOffset) continue;
    const found = records.get(offset);
    must(
      found !== undefined && nameOf(found.value) === name,
      'nothing is visible before it is durable',
      () =>
        `A consumer has read ${name} at offset ${offset} of ${partitionName(topicPartition)}. ` +
        (found === undefined
          ? `The log ends at ${highWatermark} now.`
          : `There is ${nameOf(found.value)} at that offset now.`),
    );
  }
}

function checkOnce(
  { topicPartition }: FinalLog,
  records: readonly ReadRecord[],
  sent: readonly SentRecord[],
): void {
  const offsets = new Map<string, Offset>();
  sent.forEach(({ name, producer }, index) => {
    const offset = records[index]?.offset ?? -1;
    const first = offsets.get(name);
    must(
      first === undefined || !producer.idempotent,
      'a record of an idempotent producer is there once',
      () => `${name} is at the offsets ${first} and ${offset} of ${partitionName(topicPartition)}.`,
    );
    offsets.set(name, first ?? offset);
  });
}

/**
 * Without idempotence a copy that comes late may come behind anything, but what was acknowledged was
 * there before the next record was sent.
 */
function checkOrder({ topicPartition, startOffset }: FinalLog, sent: readonly SentRecord[]): void {
  const last = new Map<string, SentRecord>();
  sent.forEach((record, index) => {
    const offset = startOffset + index;
    const { producer, lane, fate } = record;
    const isAcknowledgedHere = fate.type === 'acknowledged' && fate.offset === offset;
    if (!producer.idempotent && !(producer.keepsOrder && isAcknowledgedHere)) return;
    const before = last.get(`${producer.name} ${lane}`);
    must(
      before === undefined || before.order < record.order,
      'the records of a producer are in the order in which it sent them',
      () => `${record.name} comes after ${before?.name} in ${partitionName(topicPartition)}.`,
    );
    last.set(`${producer.name} ${lane}`, record);
  });
}
