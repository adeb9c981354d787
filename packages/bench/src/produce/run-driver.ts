import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { endWithThis } from '../brokers/child-processes.ts';
import type { ProduceLoad, ProduceMeasurement } from '../load/produce-load.ts';

const DRIVER = fileURLToPath(new URL('../load/driver-process.js', import.meta.url));

/** Runs a driver in a process of its own. Rejects if it fails. */
export async function runDriver(load: ProduceLoad): Promise<ProduceMeasurement> {
  const child = spawn(process.execPath, [DRIVER, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithThis(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The driver ended with ${String(code)}; see above.`);
  return JSON.parse(output) as ProduceMeasurement;
}
