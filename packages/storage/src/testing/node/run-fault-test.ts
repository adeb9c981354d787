/*
 * Runs the workload with a fault at every operation of the disk, as long as it meets one:
 *
 *   node packages/storage/dist/testing/node/run-fault-test.js [--every K] [--from N] [--kind KIND]
 *     [--chapter C] [--seed S]
 */
import { type FaultKind, FAULT_KINDS } from '../fault-at-operation/fault-run.ts';
import { runChapters } from '../fault-at-operation/run-chapters.ts';

const SHOWN_MAX = 10;

function argument(name: string, byDefault: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? byDefault : Number(process.argv[at + 1]);
}

/** Where it was found, in a few lines. */
function stackOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .filter((line) => line.includes(' at '))
    .slice(0, 6)
    .join('\n');
}

const only = process.argv[process.argv.indexOf('--kind') + 1];
const kinds = (Object.keys(FAULT_KINDS) as FaultKind[]).filter(
  (kind) => !process.argv.includes('--kind') || kind === only,
);
const startMs = performance.now();
let shown = 0;
const outcome = await runChapters({
  seed: argument('seed', 1),
  kinds,
  every: argument('every', 1),
  from: argument('from', 0),
  chapter: argument('chapter', -1),
  onError: (error) => {
    if (shown++ < argument('show', SHOWN_MAX)) {
      console.log(error instanceof Error ? `${error.message}\n${stackOf(error.cause)}` : error);
    }
  },
});
for (const [kind, runs] of outcome.runs) console.log(`${kind.padEnd(12)} ${runs} runs`);
console.log(
  `${outcome.operations} operations of the workload:`,
  Object.fromEntries(outcome.counts),
);
const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
console.log(
  `${outcome.diskOperations} operations of the disk, ${outcome.failed} runs failed, ${seconds} s`,
);
if (outcome.failed > 0) process.exitCode = 1;
