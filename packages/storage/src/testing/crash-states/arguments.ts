import { parseArgs } from 'node:util';

import { CRASH_SCRIPTS } from './crash-scripts.ts';

/** What the command line asks for. */
export type CrashCommand =
  | {
      readonly type: 'enumerate';
      readonly scripts: readonly string[];
      /** Whether the first failure is enough. */
      readonly untilFailure: boolean;
      /** Whether a few states of each moment are enough. */
      readonly isQuick: boolean;
    }
  | {
      readonly type: 'random';
      readonly count: number;
      readonly seed: number;
      readonly untilFailure: boolean;
    }
  /** One run of random states again. */
  | { readonly type: 'run'; readonly run: number; readonly seed: number }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly problem: string };

/** How the command is used. */
export const CRASH_USAGE: string = `Goes through what a loss of power may leave of a log directory, and recovers it.

Usage:
  node packages/storage/dist/testing/crash-states/node/main.js [SCRIPT …]
      every legal state at every moment of all scripts, or of those that are named
  node … --quick [SCRIPT …]
      a few states at every moment
  node … --random N [--seed S]
      N random states, from seed 1 or another
  node … --run R [--seed S]
      one run of random states again, as a failure names it
  node … --until-failure …
      ends with the first failure
  node … --help

The exit code is 0 if all is well, 1 if a state was not recovered as it must be, 2 if the arguments are
wrong, and 3 if a script or a start without a crash does not go well.

Scripts:
${CRASH_SCRIPTS.map(({ name, says }) => `  ${name.padEnd(26)} ${says}`).join('\n')}`;

const SEE_HELP = 'See --help.';

/** Reads the command line. What is wrong with it stands in one line. */
export function parseCrashCommand(args: readonly string[]): CrashCommand {
  try {
    return commandOf(args);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { type: 'wrong', problem: `${problem.replaceAll(/\s+/g, ' ')} ${SEE_HELP}` };
  }
}

function commandOf(args: readonly string[]): CrashCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      random: { type: 'string' },
      run: { type: 'string' },
      seed: { type: 'string' },
      'until-failure': { type: 'boolean' },
      quick: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { random, run, seed } = values;
  const untilFailure = values['until-failure'] === true;
  const isQuick = values.quick === true;
  if (values.help === true) return { type: 'help' };
  if (random !== undefined && run !== undefined) {
    throw new Error('--random and --run do not go together.');
  }
  if (random === undefined && run === undefined) {
    if (seed !== undefined) throw new Error('--seed is for --random and --run.');
    return { type: 'enumerate', scripts: positionals.map(knownScript), untilFailure, isQuick };
  }
  if (positionals.length > 0) throw new Error(`${positionals[0]} is not understood.`);
  const ownSeed = numberOf('--seed', seed ?? '1');
  if (random !== undefined) {
    return { type: 'random', count: numberOf('--random', random), seed: ownSeed, untilFailure };
  }
  return { type: 'run', run: numberOf('--run', run ?? ''), seed: ownSeed };
}

function knownScript(name: string): string {
  if (CRASH_SCRIPTS.some((script) => script.name === name)) return name;
  throw new Error(`There is no script ${name}.`);
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new Error(`${name} is ${text}: give it a whole number from 0 on.`);
}
