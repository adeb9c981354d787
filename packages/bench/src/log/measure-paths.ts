/*
 * What appends to a log and reads of it cost, without a network; with another built tree, how many
 * times as much it cost there:
 *
 *   npm run bench -- log [word ...] [--rounds 5] [--against ROOT] [--dir DIR]
 */
import { spawnSync } from 'node:child_process';
import { loadavg, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { spreadOf } from '../sampling/statistics.ts';
import type { Cost } from './paths/cost.ts';
import { nameOf, tasks } from './paths/tasks.ts';

const PROCESS = fileURLToPath(new URL('paths/path-process.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** New space holds what a sample leaves, so that all of it is counted. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];

function measure(root: string, directory: string, task: unknown): Cost {
  const args = [...FLAGS, PROCESS, root, directory, JSON.stringify(task)];
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`The task failed: ${JSON.stringify(task)}`);
  return JSON.parse(stdout) as Cost;
}

function cellsOf(costs: readonly Cost[]): string[] {
  const of = (value: (cost: Cost) => number): number => spreadOf(costs.map(value)).median;
  return [
    of((cost) => cost.processorUs).toFixed(1),
    of((cost) => cost.wallUs).toFixed(1),
    of((cost) => cost.heapBytes).toFixed(0),
  ];
}

function ratioOf(before: readonly Cost[], after: readonly Cost[], key: keyof Cost): string {
  const ratios = after.map((cost, round) => (before[round]?.[key] ?? Number.NaN) / cost[key]);
  const { lowerQuartile, median, upperQuartile } = spreadOf(ratios);
  return `${median.toFixed(2)} (${lowerQuartile.toFixed(2)} to ${upperQuartile.toFixed(2)})`;
}

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    against: { type: 'string' },
    dir: { type: 'string', default: tmpdir() },
  },
});
const { against, dir } = values;
const rounds = Number(values.rounds);
console.log(`Node ${process.versions.node}, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}\n`);
const columns = ['what', 'processor µs', 'wall µs', 'heap bytes'];
if (against !== undefined) columns.push('before / after, processor', 'before / after, heap');
console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
for (const task of tasks()) {
  const name = nameOf(task);
  if (!words.every((word) => name.includes(word))) continue;
  const [before, after]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    if (against !== undefined && round % 2 === 0) before.push(measure(against, dir, task));
    after.push(measure(ROOT, dir, task));
    if (against !== undefined && round % 2 === 1) before.push(measure(against, dir, task));
  }
  const cells = [name, ...cellsOf(after)];
  if (against !== undefined) {
    cells.push(ratioOf(before, after, 'processorUs'), ratioOf(before, after, 'heapBytes'));
  }
  console.log(`| ${cells.join(' | ')} |`);
}
