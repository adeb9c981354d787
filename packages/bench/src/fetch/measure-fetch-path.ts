/*
 * What a Fetch costs a broker in memory, from the bytes of the request to those of the answer, without
 * a network and a disk; with another built tree, what it costs there:
 *
 *   npm run bench -- fetch-path [--rounds 5] [--against ROOT]
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Cost } from '../log/paths/cost.ts';
import { spreadOf } from '../sampling/statistics.ts';
import type { FetchTask } from './paths/fetch-task.ts';

const PROCESS = fileURLToPath(new URL('paths/fetch-process.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** New space holds what a sample leaves of the heap. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
/** What is measured, by its name in the table. */
const TASKS: Readonly<Record<string, FetchTask>> = {
  '1 partition, 10 records': {
    partitions: 1,
    hasRecords: true,
    isInSession: false,
    count: 10_000,
  },
  '1 partition, nothing new': {
    partitions: 1,
    hasRecords: false,
    isInSession: false,
    count: 10_000,
  },
  '1,000 partitions, nothing new': {
    partitions: 1000,
    hasRecords: false,
    isInSession: false,
    count: 100,
  },
  '1,000 partitions in a session, nothing new': {
    partitions: 1000,
    hasRecords: false,
    isInSession: true,
    count: 1000,
  },
};

function measure(root: string, task: FetchTask): Cost {
  const args = [...FLAGS, PROCESS, root, JSON.stringify(task)];
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`The task failed: ${JSON.stringify(task)}`);
  return JSON.parse(stdout) as Cost;
}

function cellsOf(costs: readonly Cost[]): string[] {
  const processor = spreadOf(costs.map(({ processorUs }) => processorUs));
  const { lowerQuartile, median, upperQuartile } = processor;
  const heap = spreadOf(costs.map(({ heapBytes }) => heapBytes)).median;
  return [
    `${median.toFixed(1)} (${lowerQuartile.toFixed(1)} to ${upperQuartile.toFixed(1)})`,
    heap.toFixed(0),
  ];
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, against: { type: 'string' } },
});
const { against } = values;
const rounds = Number(values.rounds);
console.log(`Node ${process.versions.node}, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}\n`);
const columns = ['what', 'processor µs', 'heap bytes'];
if (against !== undefined) columns.push('there, processor µs', 'there, heap bytes');
console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
for (const [name, task] of Object.entries(TASKS)) {
  const [here, there]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    here.push(measure(ROOT, task));
    // A tree of before may have no sessions.
    if (against !== undefined && !task.isInSession) there.push(measure(against, task));
  }
  const cells = [name, ...cellsOf(here), ...(there.length > 0 ? cellsOf(there) : [])];
  console.log(`| ${cells.join(' | ')} |`);
}
