import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { endChild, endWithThis } from './child-processes.ts';

const READY_MS_MAX = 90_000;

/** A program that has said where it listens. */
export interface ReadyProcess {
  readonly address: string;
  /** The process that it names as the one that works, or else its own. */
  readonly pid: number;
  /** For messages to it, if the program takes any. */
  readonly child: ChildProcess;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/**
 * Runs Node until the program prints `ready on HOST:PORT,` and, if another process does the work,
 * `process PID`. Rejects if it ends before or takes more than 90 seconds. It ends with this process.
 */
export async function startUntilReady(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ReadyProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  endWithThis(child);
  const { address, pid } = await readyLine(child);
  return { address, pid: pid ?? child.pid ?? -1, child, stop: () => endChild(child) };
}

async function readyLine(child: ChildProcess): Promise<{ address: string; pid?: number }> {
  if (child.stdout === null) throw new Error('The program has no standard output.');
  const timeout = setTimeout(() => child.kill('SIGKILL'), READY_MS_MAX);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const found = /ready on ([^\s,]+)(?:, process (\d+))?/.exec(line);
      if (found?.[1] === undefined) continue;
      child.stdout.resume();
      return { address: found[1], ...(found[2] !== undefined && { pid: Number(found[2]) }) };
    }
  } finally {
    clearTimeout(timeout);
  }
  throw new Error(`A broker ended, or was not ready within ${READY_MS_MAX} ms; see above.`);
}
