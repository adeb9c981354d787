import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { endWithThis } from '../brokers/child-processes.ts';

/** Runs a program to its end. Resolves to its standard output, rejects if it fails. */
export async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  endWithThis(child);
  const output: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}; see above.`);
  return Buffer.concat(output).toString();
}
