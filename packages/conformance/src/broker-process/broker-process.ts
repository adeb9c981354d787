import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { endChild, startChild } from '../process/child-processes.ts';

const BIN = fileURLToPath(new URL('../../../odradek/bin/odradek.js', import.meta.url));
const READY_MS_MAX = 20_000;

/** How a broker process is started. */
export interface BrokerProcessOptions {
  /** The port to listen on; a free one is the default. */
  readonly port?: number;
  /** Configs as `name=value`. */
  readonly configs?: readonly string[];
  /** A program and its arguments, which starts the broker's command in its own process. */
  readonly startedBy?: readonly string[];
  /** Takes what the broker says on standard error, which is shown if left out. */
  readonly onComplaint?: (text: string) => void;
}

/** A broker in a process of its own, as users run it. */
export class BrokerProcess implements AsyncDisposable {
  /** Where clients connect to. */
  readonly bootstrapServer: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, bootstrapServer: string) {
    this.child = child;
    this.bootstrapServer = bootstrapServer;
  }

  /**
   * Starts `odradek start` on a data directory and waits for it. It listens on 127.0.0.1, on a free
   * port unless one is given.
   */
  static async start(
    dataDirectory: string,
    options: BrokerProcessOptions = {},
  ): Promise<BrokerProcess> {
    const child = startBroker(dataDirectory, options);
    return new BrokerProcess(child, await readyAddress(child));
  }

  /** The id of the process. */
  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** The process. */
  get process(): ChildProcess {
    return this.child;
  }

  /** Ends it in order with SIGTERM. Resolves to its exit code. */
  async stop(): Promise<number | null> {
    return endChild(this.child, 'SIGTERM');
  }

  /** Ends it without warning, as a crash of the process would. */
  async kill(): Promise<void> {
    await endChild(this.child, 'SIGKILL');
  }

  /** Kills it if it still runs, so that a failed test leaves nothing behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

/** Starts `odradek start` as `BrokerProcess.start` does, and does not wait for it. */
export function startBroker(dataDirectory: string, options: BrokerProcessOptions): ChildProcess {
  const { port = 0, configs = [], startedBy = [], onComplaint } = options;
  const start = [BIN, 'start', '--data', dataDirectory, '--listen', `127.0.0.1:${port}`];
  for (const config of configs) start.push('--override', config);
  const [command = '', ...args] = [...startedBy, process.execPath, ...start];
  const child = startChild(command, args, {
    stdio: ['ignore', 'pipe', onComplaint === undefined ? 'inherit' : 'pipe'],
  });
  if (onComplaint !== undefined) child.stderr?.setEncoding('utf8').on('data', onComplaint);
  return child;
}

/** The address in the line with which a broker says that it is ready. */
async function readyAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The broker has no standard output.');
  const lines = createInterface({ input: child.stdout });
  const timeout = setTimeout(() => child.kill('SIGKILL'), READY_MS_MAX);
  try {
    for await (const line of lines) {
      const address = /ready on (\S+),/.exec(line)?.[1];
      if (address !== undefined) {
        child.stdout.resume();
        return address;
      }
    }
  } finally {
    clearTimeout(timeout);
  }
  throw new Error(`The broker ended, or was not ready within ${READY_MS_MAX} ms.`);
}
