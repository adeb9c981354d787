import type { ImportProgress } from '../../storage-import/copy-partitions.ts';
import type { ImportOutcome, TopicOutcome } from '../../storage-import/import-storage.ts';
import { alignColumns } from '../command-line/columns.ts';
import { shellWord } from '../command-line/shell-word.ts';

const UNITS: readonly string[] = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
const UNIT = 1024;
const DEFAULT_NODE_ID = 1;

/** How far an import is, as a line. */
export function importProgressText({ bytes, bytesTotal }: ImportProgress): string {
  return `Copied ${sizeText(bytes)} of ${sizeText(bytesTotal)}.`;
}

/** What an import did and left out, and how to go on, for people. */
export function importReportText(outcome: ImportOutcome): string {
  const { clusterId, nodeId, from, directory, topics, notices } = outcome;
  const rows = [
    ['TOPIC', 'PARTITIONS', 'RECORDS', 'SIZE'],
    ...topics.map((topic) => [topic.name, ...figuresOf([topic])]),
    [topics.length === 1 ? '1 topic' : `${topics.length} topics`, ...figuresOf(topics)],
  ];
  const node = nodeId === DEFAULT_NODE_ID ? '' : ` --override node.id=${nodeId}`;
  return [
    `Took over node ${nodeId} of the cluster ${clusterId} from ${from.join(', ')} into ${directory}.`,
    '',
    ...alignColumns(rows),
    '',
    ...notices.map(({ about, items }) => `${about}: ${items.join(', ')}.`),
    ...(notices.length === 0 ? [] : ['']),
    `Start a broker on it: odradek start --data ${shellWord(directory)}${node}`,
    '',
  ].join('\n');
}

function figuresOf(topics: readonly TopicOutcome[]): readonly string[] {
  const copied = topics.flatMap((topic) => topic.copied);
  const sum = (numbers: readonly number[]): number =>
    numbers.reduce((total, next) => total + next, 0);
  return [
    String(sum(topics.map(({ partitionCount }) => partitionCount))),
    String(sum(copied.map(({ logStartOffset, logEndOffset }) => logEndOffset - logStartOffset))),
    sizeText(sum(copied.map(({ bytes }) => bytes))),
  ];
}

function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= UNIT && unit < UNITS.length - 1) {
    size /= UNIT;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`;
}
