import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();

/** Starts a process that never outlives this one, unless this one is killed with SIGKILL. */
export function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  if (running.size === 0) endChildrenWithThisProcess();
  const child = spawn(command, args, options);
  // A program that is not there has no process, and a signal to none goes to this one and all beside it.
  if (child.pid === undefined) return child;
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Sends a signal to a process and waits for its end. Resolves to its exit code, null by signal. */
export async function endChild(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

let isRegistered = false;

function endChildrenWithThisProcess(): void {
  if (isRegistered) return;
  isRegistered = true;
  process.once('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
}
