import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { LEFT_OUT_STEPS } from '../planted-bugs/left-out-steps/left-out-steps.ts';
import { PLANTED_BUGS } from '../planted-bugs/planted-bugs.ts';

/** What the command line asks for. */
export type Command =
  | {
      readonly type: 'seeds';
      readonly from: number;
      readonly count: number;
      /** Whether the first seed that fails is the last one. */
      readonly untilFailure: boolean;
      /** How many run at the same time. */
      readonly jobs: number;
      /** Whether the run is added to the ledger. */
      readonly ledger: boolean;
    }
  | { readonly type: 'seed'; readonly seed: number; readonly trace: boolean }
  | { readonly type: 'planted-bugs'; readonly names: readonly string[] }
  | { readonly type: 'left-out-steps'; readonly names: readonly string[] }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly problem: string };

/** How the command is used. */
export const USAGE = `Usage:
  npm run simulate -- --seeds N [--from N] [--until-failure] [--jobs N] [--ledger]
      runs N seeds, from seed 1 or another on; may end with the first that fails; as many at the
      same time as there are cores, or another number; may add a line to docs/simulation-ledger.csv
  npm run simulate -- --seed N [--trace]
      runs one seed, twice, and may print its events
  npm run simulate -- --planted-bugs [NAME …]
      plants bugs in a copy of the tree and looks for each of them
  npm run simulate -- --left-out-steps [NAME …]
      leaves out each sync and each order of steps of the storage in a copy of the tree, and looks
      whether the enumeration of crash states fails
  npm run simulate -- --help`;

/** What each of the ways to use the command takes beside its own argument. */
const TAKEN_BESIDE = {
  seeds: ['from', 'until-failure', 'jobs', 'ledger'],
  seed: ['trace'],
  'planted-bugs': [],
  'left-out-steps': [],
  help: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Way = keyof typeof TAKEN_BESIDE;

const WAYS = Object.keys(TAKEN_BESIDE) as readonly Way[];
const SEE_HELP = 'See npm run simulate -- --help.';

/** Reads the command line. What is wrong with it stands in one line. */
export function parseCommand(args: readonly string[]): Command {
  try {
    return commandOf(args);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { type: 'wrong', problem: `${problem.replaceAll(/\s+/g, ' ')} ${SEE_HELP}` };
  }
}

function commandOf(args: readonly string[]): Command {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      'until-failure': { type: 'boolean' },
      jobs: { type: 'string' },
      ledger: { type: 'boolean' },
      seed: { type: 'string' },
      trace: { type: 'boolean' },
      'planted-bugs': { type: 'boolean' },
      'left-out-steps': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const way = wayOf(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])));
  if (way === 'planted-bugs') return { type: way, names: positionals.map(knownBug) };
  if (way === 'left-out-steps') return { type: way, names: positionals.map(knownStep) };
  if (positionals.length > 0) throw new Error(`${positionals[0]} is not understood.`);
  switch (way) {
    case 'help':
      return { type: 'help' };
    case 'seed':
      return {
        type: 'seed',
        seed: numberOf('--seed', values.seed),
        trace: values.trace === true,
      };
    case 'seeds':
      return {
        type: 'seeds',
        ...rangeOf(values.from ?? '1', values.seeds),
        untilFailure: values['until-failure'] === true,
        jobs: jobsOf(values.jobs),
        ledger: values.ledger === true,
      };
  }
}

function jobsOf(text?: string): number {
  const jobs = text === undefined ? availableParallelism() : numberOf('--jobs', text);
  if (jobs > 0) return jobs;
  throw new Error('--jobs is 0: give it a whole number from 1 on.');
}

function rangeOf(fromText: string, countText?: string): { from: number; count: number } {
  const from = numberOf('--from', fromText);
  const count = numberOf('--seeds', countText);
  if (Number.isSafeInteger(from + count)) return { from, count };
  throw new Error(
    `--from is ${from}: give it a smaller number, there are no ${count} seeds behind.`,
  );
}

/** The one thing that is asked for; raises an error if an argument has no place beside it. */
function wayOf(names: readonly string[]): Way {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`--${repeated} is given twice: give it once.`);
  const way = WAYS.find((candidate) => names.includes(candidate));
  if (way === undefined)
    throw new Error('Give --seeds, --seed, --planted-bugs or --left-out-steps.');
  const taken: readonly string[] = [way, ...TAKEN_BESIDE[way]];
  const stray = names.find((name) => !taken.includes(name));
  if (stray !== undefined) throw new Error(`--${way} and --${stray} do not go together.`);
  return way;
}

function knownBug(name: string): string {
  if (PLANTED_BUGS.some((bug) => bug.name === name)) return name;
  const known = PLANTED_BUGS.map((bug) => bug.name).join(', ');
  throw new Error(`There is no planted bug ${name}; there are ${known}.`);
}

function knownStep(name: string): string {
  if (LEFT_OUT_STEPS.some((step) => step.name === name)) return name;
  const known = LEFT_OUT_STEPS.map((step) => step.name).join(', ');
  throw new Error(`There is no step ${name}; there are ${known}.`);
}

function numberOf(name: string, text: string = ''): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new Error(`${name} is ${text}: give it a whole number from 0 on.`);
}
