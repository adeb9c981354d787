import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { assertSameLines } from '../comparison/same-lines.ts';
import {
  printedLog,
  printedOffsetIndex,
  printedSnapshot,
  printedTimeIndex,
  printedTransactionIndex,
} from './printed-files.ts';

const DUMP_LOG_SEGMENTS = 'org.apache.kafka.tools.DumpLogSegments';

/** What the tool says of files that are not right. */
const COMPLAINTS =
  /Mismatches|isvalid: false|invalid bytes|skipping|Found|out of order|Non-consecutive|corrupt|Exception/i;

/**
 * The tool compares the first offset of a segment with -1, and so complains of every segment that does
 * not begin at 0, Kafka's own too.
 */
const FIRST_OFFSET_OF_LATER_SEGMENT =
  /Non-consecutive offsets in \S+?(\d{20})\.log\n {2}-1 is followed by (\d+)\n(?! {2})/g;

type PrintFile = (bytes: Buffer, baseOffset: number) => readonly string[];

const PRINTERS: Readonly<Record<string, PrintFile>> = {
  log: printedLog,
  index: printedOffsetIndex,
  timeindex: printedTimeIndex,
  txnindex: printedTransactionIndex,
  snapshot: printedSnapshot,
};
const INDEX = /\.(?:index|timeindex|txnindex)$/;

/** How many lines and files DumpLogSegments has printed of a folder. */
export interface DumpedFolder {
  readonly files: readonly string[];
  readonly linesCount: number;
}

/**
 * Runs DumpLogSegments on all files of the folder of a partition: with `--deep-iteration
 * --print-data-log`, where every line must be the one that our decoder makes of the same bytes, and on
 * the indexes with `--index-sanity-check` and `--verify-index-only`. Nothing may be complained of.
 */
export async function assertDumped(tools: KafkaTools, folder: string): Promise<DumpedFolder> {
  const files = readdirSync(folder).filter((name) => extensionOf(name) in PRINTERS);
  const expected = files.flatMap((name) => [
    `Dumping ${join(folder, name)}`,
    ...expectedLines(folder, name),
  ]);
  const printed = await dump(tools, folder, files, ['--deep-iteration', '--print-data-log']);
  assertSameLines(printed, expected);
  const indexes = files.filter((name) => INDEX.test(name));
  await assertIndexesSound(tools, folder, indexes);
  return { files, linesCount: expected.length };
}

function expectedLines(folder: string, name: string): readonly string[] {
  const bytes = readFileSync(join(folder, name));
  const file = join(folder, name);
  if (bytes.byteLength === 0 && /\.(?:time)?index$/.test(name)) return [`${file} is empty.`];
  const lines = PRINTERS[extensionOf(name)]?.(bytes, Number.parseInt(name, 10)) ?? [];
  return lines.flatMap((line) => line.split('\n'));
}

async function assertIndexesSound(
  tools: KafkaTools,
  folder: string,
  indexes: readonly string[],
): Promise<void> {
  const sane = await dump(tools, folder, indexes, ['--index-sanity-check']);
  for (const name of indexes.filter((index) => !index.endsWith('.txnindex'))) {
    const file = join(folder, name);
    const isSane = [`${file} passed sanity check.`, `${file} is empty.`].some((line) =>
      sane.includes(`${line}\n`),
    );
    assert.ok(isSane, `${file}\n${sane}`);
  }
  const verified = await dump(tools, folder, indexes, ['--verify-index-only']);
  assert.doesNotMatch(verified, /timestamp: |position: /, 'no entry is complained of');
}

async function dump(
  tools: KafkaTools,
  folder: string,
  names: readonly string[],
  options: readonly string[],
): Promise<string> {
  const files = names.map((name) => join(folder, name)).join(',');
  const outcome = await tools.run(DUMP_LOG_SEGMENTS, [...options, '--files', files]);
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.equal(outcome.stderr.replace(FIRST_OFFSET_OF_LATER_SEGMENT, unlessFirst), '');
  assert.doesNotMatch(outcome.stdout.replaceAll(/(?<= payload: | key: ).*/g, ''), COMPLAINTS);
  return outcome.stdout;
}

function unlessFirst(complaint: string, baseOffset: string, offset: string): string {
  return Number(baseOffset) === Number(offset) && Number(offset) > 0 ? '' : complaint;
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
