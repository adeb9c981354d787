import { fileURLToPath } from 'node:url';

import { outputOf } from '../load/run-program.ts';
import type { FetchLoad, FetchMeasurement } from './fetch-load.ts';

const DRIVER = fileURLToPath(new URL('fetch-driver-process.js', import.meta.url));

/** Runs readers in a process of their own. Rejects if it fails. */
export async function runReaders(load: FetchLoad): Promise<FetchMeasurement> {
  const output = await outputOf(process.execPath, [DRIVER, JSON.stringify(load)]);
  return JSON.parse(output) as FetchMeasurement;
}
