import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { type MeasureOptions, type Measurement, type Part, PARTS } from './protocol/measure.ts';
import { measurementTables } from './report/markdown.ts';
import { writePerformancePage } from './report/performance-page.ts';
import { nodeOf } from './runtime/nodes.ts';
import { installRivals } from './runtime/rivals.ts';

const MEASURE = fileURLToPath(new URL('protocol/measure-process.js', import.meta.url));
/** Helpers of the collector that wait for a core would count as work where cores are contended. */
const FLAGS = ['--expose-gc', '--single-threaded-gc'];
const GOAL = 3;
/** Measurements that are programs of their own, and read the rest of the command line. */
const PROGRAMS: Readonly<Record<string, string>> = {
  clients: 'clients/measure-clients.js',
  compaction: 'compaction/measure-compaction.js',
  connections: 'connections/measure-connections.js',
  'end-to-end': 'live/measure-end-to-end.js',
  'fan-out': 'live/measure-fan-out.js',
  fetch: 'fetch/measure-fetch.js',
  'fetch-path': 'fetch/measure-fetch-path.js',
  groups: 'groups/measure-groups.js',
  'groups-load': 'groups/measure-groups-load.js',
  journal: 'journal/measure-journal.js',
  log: 'log/measure-paths.js',
  'log-open': 'log/measure-open.js',
  produce: 'produce/measure-produce.js',
  partitions: 'partitions/measure-partitions.js',
};

/** Measures with one Node, each part in a process of its own, which knows of no other part. */
function measureWith(node: string, options: MeasureOptions): Measurement {
  const measurements = PARTS.map((part) => measureIn(node, part, options));
  const version = measurements[0]?.node ?? '';
  return { node: version, rows: measurements.flatMap(({ rows }) => rows) };
}

function measureIn(node: string, part: Part, options: MeasureOptions): Measurement {
  const args = [...FLAGS, MEASURE, JSON.stringify(part), JSON.stringify(options)];
  const { status, stdout } = spawnSync(node, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`The measurement with ${node} failed.`);
  return JSON.parse(stdout) as Measurement;
}

function run(asked: Arguments, command: string): void {
  const { nodes, write, ...options } = asked;
  installRivals();
  const paths = nodes.map(nodeOf);
  const measurements = paths.map((path, index) => {
    console.error(`Measuring with Node ${nodes[index]}, ${options.rounds} rounds for each of`);
    return measureWith(path, options);
  });
  console.log(measurementTables(measurements));
  const missed = measurements
    .flatMap(({ rows }) => rows)
    .filter(({ counts, ratio }) => counts && ratio.median < GOAL);
  console.log(`\n${missed.length} rows that count are below ${GOAL} times the rival.`);
  if (write) writePerformancePage(measurements, command);
}

function runProgram(file: string, args: readonly string[]): void {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // As many threads for files as a broker has.
  const env = { UV_THREADPOOL_SIZE: '8', ...process.env };
  const { status } = spawnSync(process.execPath, [path, ...args], { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
}

/** Runs what the command line asks for, or says how it is used. */
function main(args: readonly string[]): void {
  const program = PROGRAMS[args[0] ?? ''];
  if (program !== undefined) {
    runProgram(program, args.slice(1));
    return;
  }
  try {
    const asked = readArguments(args);
    if (asked !== undefined) {
      run(asked, `npm run bench -- ${args.join(' ')}`);
      return;
    }
    console.error(USAGE);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exitCode = 2;
}

main(process.argv.slice(2));
