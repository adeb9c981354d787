import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_MS_MAX = 10_000;
const POLL_MS = 2;

/** Stops a process with SIGSTOP, wherever it is, and waits until none of its threads runs. */
export async function stopWithSigstop(child: ChildProcess): Promise<void> {
  const { pid = -1 } = child;
  child.kill('SIGSTOP');
  const deadline = performance.now() + STOP_MS_MAX;
  while (!isStopped(pid)) {
    if (performance.now() > deadline) throw new Error(`${pid} did not stop.`);
    await sleep(POLL_MS);
  }
}

/** A thread in the middle of a sync stops when the sync returns to it. */
function isStopped(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).every((task) => stateOf(`${tasks}/${task}`) === 'T');
}

function stateOf(task: string): string | undefined {
  // The name before it, in parentheses, may have spaces.
  return /\) (\S)/.exec(readFileSync(`${task}/stat`, 'utf8'))?.[1];
}
