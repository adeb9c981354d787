import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const RUN_MS_MAX = 120_000;

/** What `kcat -V` says, or `undefined` where it is not installed. */
export function kcatVersion(): string | undefined {
  const { stdout, status } = spawnSync('kcat', ['-V'], { encoding: 'utf8' });
  return status === 0 ? /Version [^,)]*.*librdkafka [\d.]+/.exec(stdout)?.[0] : undefined;
}

/** Runs kcat with `input`, and resolves to what it prints. Rejects if it fails or takes 2 minutes. */
export async function kcat(
  args: readonly string[],
  input: Buffer = Buffer.alloc(0),
): Promise<Buffer> {
  const child = spawn('kcat', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const timeout = setTimeout(() => child.kill('SIGKILL'), RUN_MS_MAX);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timeout);
  if (code === 0) return Buffer.concat(output);
  throw new Error(`kcat ${args.join(' ')} ended with ${code}: ${Buffer.concat(errors).toString()}`);
}
