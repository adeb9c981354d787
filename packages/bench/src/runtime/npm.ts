import { spawnSync } from 'node:child_process';

const FLAGS = ['--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'];

/** Runs npm. Throws what it said if it fails. */
export function npm(args: readonly string[]): void {
  const isWindows = process.platform === 'win32';
  const command = isWindows ? 'cmd.exe' : 'npm';
  const all = [...(isWindows ? ['/c', 'npm'] : []), ...args, ...FLAGS];
  const { status, stdout, stderr } = spawnSync(command, all, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`npm ${args.join(' ')} failed; put right what it says.\n${stdout}${stderr}`);
}
