import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { endWithThis } from '../brokers/child-processes.ts';
import type { Percentiles } from '../load/latency-histogram.ts';

const PROCESS = fileURLToPath(new URL('steady-producers-process.js', import.meta.url));

/** What the process with the producers is told. */
export interface SteadyLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  readonly topic: string;
  readonly partitions: number;
  readonly connections: number;
  /** How often each connection produces a record. */
  readonly intervalMs: number;
  /** How long it runs before anything counts. */
  readonly settleMs: number;
  /** How long is measured. */
  readonly measureMs: number;
}

/** What the producers saw. */
export interface SteadyMeasurement {
  readonly requestsPerSecond: number;
  /** From the moment a request was due to its acknowledgement. */
  readonly latencyMs: Percentiles;
  /** How much later than it was due a request left: what the driver itself adds. */
  readonly latenessMs: Percentiles;
}

/** Runs producers in a process of their own. Rejects if one fails. */
export async function runSteadyProducers(load: SteadyLoad): Promise<SteadyMeasurement> {
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithThis(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The producers ended with ${String(code)}; see above.`);
  return JSON.parse(output) as SteadyMeasurement;
}
