import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `packages/odradek/bin/odradek.js`, seen from `dist/node/testing`. */
const BIN = fileURLToPath(new URL('../../../bin/odradek.js', import.meta.url));

/** How a command ended. Its output is bytes, which need not be UTF-8. */
export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A command that runs, with pipes to and from it. */
export class OdradekCommand implements AsyncDisposable {
  readonly child: ChildProcess;
  private readonly stdout: Buffer[] = [];
  private readonly stderr: Buffer[] = [];
  private readonly closed: Promise<unknown>;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [BIN, ...args], { stdio: 'pipe' });
    this.child.stdout?.on('data', (bytes: Buffer) => this.stdout.push(bytes));
    this.child.stderr?.on('data', (bytes: Buffer) => this.stderr.push(bytes));
    // A command that refuses its arguments does not read its input.
    this.child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    this.closed = once(this.child, 'close');
  }

  /** Whether it runs still. */
  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What was printed so far. */
  get printed(): string {
    return Buffer.concat(this.stdout).toString();
  }

  /** Resolves when so much was printed. */
  async untilPrinted(bytes: number): Promise<void> {
    while (this.stdout.reduce((sum, { length }) => sum + length, 0) < bytes) {
      if (this.child.stdout === null || !this.isRunning) throw new Error('it printed less');
      await Promise.race([once(this.child.stdout, 'data'), this.closed]);
    }
  }

  /** Resolves when the command has ended. */
  async end(): Promise<CommandEnd> {
    await this.closed;
    return {
      exitCode: this.child.exitCode,
      stdout: Buffer.concat(this.stdout),
      stderr: Buffer.concat(this.stderr).toString(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) {
      this.child.kill('SIGKILL');
      await this.closed;
    }
  }
}

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  input: Buffer | string = '',
): Promise<CommandEnd> {
  await using command = new OdradekCommand(args);
  command.child.stdin?.end(input);
  return await command.end();
}
