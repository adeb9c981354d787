import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { BrokerProcess } from '../broker-process/broker-process.ts';

const STOP_MS_MAX = 10_000;
const POLL_MS = 2;

/** Stops a broker with SIGSTOP, wherever it is, and waits until none of its threads runs. */
export async function stopWithSigstop(broker: BrokerProcess): Promise<void> {
  broker.signal('SIGSTOP');
  const deadline = performance.now() + STOP_MS_MAX;
  while (!isStopped(broker.pid)) {
    if (performance.now() > deadline) throw new Error(`${broker.pid} did not stop.`);
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
