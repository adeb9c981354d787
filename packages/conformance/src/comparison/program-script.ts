import { runProgram } from '../process/run-program.ts';
import type { Script, StepResult } from './script.ts';

const END = 'the program ends';

/** A line that a client program prints for each of its steps. */
interface ProgramLine {
  readonly step: string;
  /** What the client answered. */
  readonly value?: unknown;
  /** What it raised. */
  readonly error?: unknown;
  /** Why it is wrong whatever another broker does. */
  readonly failure?: string;
}

/**
 * The script of a program that gets the address of a broker as its last argument, goes through
 * steps of its own, and prints a line of JSON for each.
 */
export function programScript(command: string, args: readonly string[]): Script {
  return async (bootstrapServer) => {
    const { code, stdout, stderr } = await runProgram(command, [...args, bootstrapServer]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    const results = lines.map((line) => resultOf(JSON.parse(line) as ProgramLine));
    if (code === 0) return [...results, { name: END, outcome: { code, stdout: '', stderr } }];
    return [...results, { name: END, failure: new Error(`exit code ${code}\n${stderr}`) }];
  };
}

function resultOf({ step, value, error, failure }: ProgramLine): StepResult {
  if (failure !== undefined) return { name: step, failure: new Error(failure) };
  const stdout = `${readableJson(error === undefined ? { value } : { error })}\n`;
  return { name: step, outcome: { code: error === undefined ? 0 : 1, stdout, stderr: '' } };
}

/** JSON of one property a line, with arrays of numbers on one line. */
function readableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/\[[\s\d,.-]+\]/g, (numbers) =>
    numbers.replace(/\s+/g, ' '),
  );
}
