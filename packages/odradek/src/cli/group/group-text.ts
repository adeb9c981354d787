import type { GroupType, TopicPartition } from '@odradek/client';

import { alignColumns } from '../command-line/columns.ts';
import { compareNames } from '../command-line/compare-names.ts';

/** What stands in a column where there is nothing to say. */
const NOTHING = '-';

/** A type of groups as Kafka's tools print it. */
export function typeText(type: GroupType): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

/** A cell of a table; -1 and undefined stand for what is not known. */
export function cell(value: number | string | null | undefined): string {
  return value === undefined || value === null || value === -1 || value === ''
    ? NOTHING
    : String(value);
}

/** Lines of a table with headings. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return linesText(alignColumns([headings, ...rows]));
}

/** Lines, each with its line feed. */
export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Rows as lines of JSON. */
export function jsonLines(rows: readonly object[]): string {
  return linesText(rows.map((row) => JSON.stringify(row)));
}

/** Partitions as Kafka's tools print an assignment: `orders:0,1;timed:0`. */
export function assignmentText(partitions: readonly TopicPartition[]): string {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const ofTopic = byTopic.get(topic) ?? [];
    byTopic.set(topic, ofTopic);
    ofTopic.push(partition);
  }
  const topics = [...byTopic].toSorted(([left], [right]) => compareNames(left, right));
  return topics
    .map(([topic, numbers]) => `${topic}:${numbers.toSorted((a, b) => a - b).join(',')}`)
    .join(';');
}
