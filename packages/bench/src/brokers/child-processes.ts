import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** An Apache Kafka with much data takes its time. */
const END_MS_MAX = 30_000;
const running = new Set<ChildProcess>();

/** Makes a process end with this one, however this one ends by itself. */
export function endWithThis(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', signalAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', signalAll);
  });
}

/** Ends a process in order, or after half a minute at once. Resolves when it has ended. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timeout = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
  await exited;
  clearTimeout(timeout);
}

/** Ends all of them. */
export async function endChildren(): Promise<void> {
  await Promise.all(Array.from(running, endChild));
}

function signalAll(): void {
  for (const child of running) child.kill('SIGTERM');
}
