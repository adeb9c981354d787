import type { Measurement, Row } from '../protocol/measure.ts';

const COLUMNS = [
  'task',
  'against',
  'version',
  'ours',
  'theirs /s',
  'ours /s',
  'ours is faster by',
  'middle half of the rounds',
];

/** A table of what was measured, for each version of Node. Rows that count are bold. */
export function measurementTables(measurements: readonly Measurement[]): string {
  return measurements
    .map(({ node, rows }) => `### Node ${node.replace(/^v/, '')}\n\n${table(rows)}`)
    .join('\n\n');
}

function table(rows: readonly Row[]): string {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cells(row: Row): string[] {
  const { lowerQuartile, median, upperQuartile } = row.ratio;
  const ratio = `${median.toFixed(2)}x`;
  return [
    row.task,
    row.rival,
    `v${row.apiVersion}`,
    row.form,
    perSecond(row.rivalPerSecond),
    perSecond(row.oursPerSecond),
    row.counts ? `**${ratio}**` : ratio,
    `${lowerQuartile.toFixed(2)} to ${upperQuartile.toFixed(2)}`,
  ];
}

function perSecond(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
