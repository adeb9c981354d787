import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Command =
  | {
      readonly type: 'seeds';
      readonly from: number;
      readonly count: number;
      /** Whether the first seed that fails is the last one. */
      readonly untilFailure: boolean;
    }
  | { readonly type: 'seed'; readonly seed: number; readonly trace: boolean }
  | { readonly type: 'planted-bugs'; readonly names: readonly string[] }
  | { readonly type: 'usage'; readonly problem?: string };

/** How the command is used. */
export const USAGE = `Usage:
  npm run simulate -- --seeds N [--from N] [--until-failure]
      runs N seeds, from seed 1 or another on; may end with the first that fails
  npm run simulate -- --seed N [--trace]
      runs one seed, twice, and may print its events
  npm run simulate -- --planted-bugs [NAME …]
      plants bugs in a copy of the tree and looks for each of them`;

/** Reads the command line. A wrong one gives the usage with the reason. */
export function parseCommand(args: readonly string[]): Command {
  try {
    return commandOf(args);
  } catch (error) {
    return { type: 'usage', problem: error instanceof Error ? error.message : String(error) };
  }
}

function commandOf(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      'until-failure': { type: 'boolean' },
      seed: { type: 'string' },
      trace: { type: 'boolean' },
      'planted-bugs': { type: 'boolean' },
    },
  });
  if (values['planted-bugs'] === true) return { type: 'planted-bugs', names: positionals };
  if (positionals.length > 0) throw new Error(`${positionals[0]} is not understood.`);
  if (values.seed !== undefined) {
    const seed = numberOf('--seed', values.seed);
    return { type: 'seed', seed, trace: values.trace === true };
  }
  if (values.seeds === undefined) return { type: 'usage' };
  const count = numberOf('--seeds', values.seeds);
  const from = numberOf('--from', values.from ?? '1');
  return { type: 'seeds', from, count, untilFailure: values['until-failure'] === true };
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new Error(`${name} is ${text}: give it a whole number from 0 on.`);
}
