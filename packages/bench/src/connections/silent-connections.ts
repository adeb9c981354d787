import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { endChild, endWithThis } from '../brokers/child-processes.ts';
import type { Percentiles } from '../load/latency-histogram.ts';

const PROCESS = fileURLToPath(new URL('silent-connections-process.js', import.meta.url));

/** What the process that opens connections is told. */
export interface SilentLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  readonly connections: number;
  /** How many may be waiting to be accepted and answered. */
  readonly atOnce: number;
}

/** What opening the connections took. */
export interface SilentMeasurement {
  /** Until all had their answer. */
  readonly elapsedMs: number;
  /** Of each connection, until ApiVersions was answered. */
  readonly answeredMs: Percentiles;
}

/** Connections that have sent ApiVersions and are silent since. */
export interface SilentConnections extends SilentMeasurement {
  /** Closes them all. */
  close(): Promise<void>;
}

/** Opens connections from a process of its own. Rejects if one fails or is closed. */
export async function openSilentConnections(load: SilentLoad): Promise<SilentConnections> {
  const child = fork(PROCESS, [JSON.stringify(load)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  endWithThis(child);
  const opened = once(child, 'message');
  const ended = once(child, 'exit').then(() => undefined);
  const message = (await Promise.race([opened, ended])) as [SilentMeasurement] | undefined;
  if (message === undefined) throw new Error('The process with the connections ended; see above.');
  const [measurement] = message;
  return { ...measurement, close: () => endChild(child) };
}
