import { fileURLToPath } from 'node:url';

import type { ProduceLoad, ProduceMeasurement } from '../load/produce-load.ts';
import { outputOf } from '../load/run-program.ts';

const DRIVER = fileURLToPath(new URL('../load/driver-process.js', import.meta.url));

/** Runs a driver in a process of its own. Rejects if it fails. */
export async function runDriver(load: ProduceLoad): Promise<ProduceMeasurement> {
  const output = await outputOf(process.execPath, [DRIVER, JSON.stringify(load)]);
  return JSON.parse(output) as ProduceMeasurement;
}
