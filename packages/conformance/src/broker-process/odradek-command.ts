import { fileURLToPath } from 'node:url';

import { type ProgramOutcome, runProgram } from '../process/run-program.ts';

const BIN = fileURLToPath(new URL('../../../odradek/bin/odradek.js', import.meta.url));

/** Runs a command of Odradek as users do, to its end. */
export function runOdradek(args: readonly string[]): Promise<ProgramOutcome> {
  return runProgram(process.execPath, [BIN, ...args]);
}
