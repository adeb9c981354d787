import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const READY_MS_MAX = 90_000;

/** A program that has said where it listens. */
export interface ReadyProcess {
  readonly address: string;
  /** The process that it names as the one that works, or else its own. */
  readonly pid: number;
  /** Ends it in order. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/**
 * Runs Node until the program prints `ready on HOST:PORT,` and, if another process does the work,
 * `process PID`. Rejects if it ends before or takes more than 90 seconds. It ends with this process.
 */
export async function startUntilReady(args: readonly string[]): Promise<ReadyProcess> {
  if (running.size === 0) process.once('exit', endAll);
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const { address, pid } = await readyLine(child);
  return { address, pid: pid ?? child.pid ?? -1, stop: () => end(child) };
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

function endAll(): void {
  for (const child of running) child.kill('SIGTERM');
}
