import type { LedgerRun } from './ledger.ts';

/** What was run on one commit. */
interface CommitSum {
  readonly commit: string;
  readonly sources: string;
  readonly isDirty: boolean;
  readonly runs: readonly LedgerRun[];
}

/** The page that people read: the runs of a ledger, summed by commit, in the order of the ledger. */
export function ledgerPage(runs: readonly LedgerRun[]): string {
  const sums = sumsByCommit(runs);
  const all = sum(runs, ({ seeds }) => seeds);
  const failed = sum(runs, (run) => run.failed);
  return [
    '# Seeds that were run',
    '',
    'Written by `npm run simulate -- --seeds N --ledger`, which adds a line to ' +
      '[simulation-ledger.csv](simulation-ledger.csv) and sums it up here; edit neither. What a seed ' +
      'is and what must hold in it stands in the ' +
      '[README of the simulator](../packages/simulator/README.md).',
    '',
    `In total: ${grouped(all)} seeds in ${runs.length} runs, ${grouped(failed)} of them failed.`,
    '',
    '| commit | sources | runs | different seeds | s | events | named events reached | failed |',
    '|---|---|---|---|---|---|---|---|',
    ...sums.map(rowOf),
    '',
    'A commit that stands here "with changes" had others beside it that are in no commit. Sources are ' +
      "Git's id of the folder `packages`: `git rev-parse --short=12 HEAD:packages` says whether a " +
      'later commit has the same code. Seeds that ran twice on a commit count once as different ' +
      'seeds. Events are those of the traces of all seeds.',
    '',
  ].join('\n');
}

function sumsByCommit(runs: readonly LedgerRun[]): readonly CommitSum[] {
  const sums = new Map<string, CommitSum>();
  for (const run of runs) {
    const { commit, sources, isDirty } = run;
    const key = `${commit} ${isDirty}`;
    const known = sums.get(key)?.runs ?? [];
    sums.set(key, { commit, sources, isDirty, runs: [...known, run] });
  }
  return [...sums.values()];
}

function rowOf({ commit, sources, isDirty, runs }: CommitSum): string {
  const reached = Math.max(...runs.map(({ eventsReached }) => eventsReached));
  const known = Math.max(...runs.map(({ eventsKnown }) => eventsKnown));
  const cells = [
    isDirty ? `${commit} with changes` : commit,
    isDirty ? '' : sources,
    runs.length,
    grouped(differentSeeds(runs)),
    grouped(sum(runs, ({ seconds }) => seconds)),
    grouped(sum(runs, ({ traceEvents }) => traceEvents)),
    `${reached} of ${known}`,
    grouped(sum(runs, ({ failed }) => failed)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How many seeds ran at least once. */
function differentSeeds(runs: readonly LedgerRun[]): number {
  const inOrder = [...runs].sort((left, right) => left.firstSeed - right.firstSeed);
  let count = 0;
  let end = 0;
  for (const { firstSeed, seeds } of inOrder) {
    const next = Math.max(end, firstSeed + seeds);
    count += next - Math.max(end, firstSeed);
    end = next;
  }
  return count;
}

function sum(runs: readonly LedgerRun[], figureOf: (run: LedgerRun) => number): number {
  return runs.reduce((total, run) => total + figureOf(run), 0);
}

/** With commas between thousands, whatever the language of the machine. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
