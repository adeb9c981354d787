import { constants } from 'node:os';

import { startChild } from './child-processes.ts';

const RUN_MS_MAX = 120_000;

/** What a program did. */
export interface ProgramOutcome {
  /** The exit code; 128 and the number of the signal if a signal ended it, as shells say. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface ProgramOptions {
  /** What it reads from standard input; nothing if left out. */
  readonly input?: string | Buffer;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** When it is killed, in milliseconds; 2 minutes if left out. */
  readonly runMsMax?: number;
  /** Kills it when aborted, which is an outcome and no error. */
  readonly ended?: AbortSignal;
}

/**
 * Runs a program to its end. Rejects if it cannot be started or is killed because it took longer
 * than `runMsMax`; a failure of the program itself is an outcome.
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramOutcome> {
  const runMsMax = options.runMsMax ?? RUN_MS_MAX;
  const child = startChild(command, args, {
    stdio: 'pipe',
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => stderr.push(bytes));
  // A program that ends without reading its input closes the pipe; its exit code tells the story.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  options.ended?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  let isLate = false;
  const timeout = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, runMsMax);
  const { code, signal } = await new Promise<{
    code: number | null;
    signal: NodeJS.Signals | null;
  }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  }).finally(() => clearTimeout(timeout));
  const outcome = {
    code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
  };
  if (!isLate) return outcome;
  const said = `${outcome.stdout}${outcome.stderr}`;
  throw new Error(`${commandLine(command, args)} was killed after ${runMsMax} ms.\n${said}`);
}

/** Runs a program to its end. Resolves to its standard output, rejects if its exit code is not 0. */
export async function outputOf(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await runProgram(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${commandLine(command, args)} ended with ${code}.\n${stdout}${stderr}`);
}

function commandLine(command: string, args: readonly string[]): string {
  return [command, ...args].join(' ');
}
