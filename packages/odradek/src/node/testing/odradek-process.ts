import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { ByteReader, ByteWriter } from '@odradek/base';
import { apiKeyInfo, FrameDecoder, readResponseHeader, writeRequest } from '@odradek/protocol';

/** `packages/odradek/bin/odradek.js`, seen from `dist/node/testing`. */
const BIN = fileURLToPath(new URL('../../../bin/odradek.js', import.meta.url));
const READY = /^Odradek is ready on (\S+), with its records in (.+)\.$/;

/** Where they stand in `/proc/PID/stat`, behind the name of the program (proc(5)). */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const MS_PER_TICK = 10;

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as users run it, in a process of its own. */
export class OdradekProcess implements AsyncDisposable {
  private readonly child: ChildProcess;
  private readonly output = { stdout: '', stderr: '' };
  private readonly ended: Promise<ProcessEnd>;

  /** `environment` comes to that of this process; what is `undefined` there is taken out. */
  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [BIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    this.child = child;
    child.stdout.on('data', (text: Buffer) => (this.output.stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (this.output.stderr += text.toString()));
    this.ended = once(child, 'close').then(() => ({
      exitCode: child.exitCode,
      signal: child.signalCode,
      ...this.output,
    }));
  }

  /** Resolves to the address in the line that says that the broker is ready. */
  async ready(): Promise<{ readonly host: string; readonly port: number }> {
    const { stdout } = this.child;
    if (stdout === null) throw new Error('the output is a pipe');
    for await (const line of createInterface({ input: stdout })) {
      const address = READY.exec(line)?.[1];
      if (address === undefined) continue;
      const colon = address.lastIndexOf(':');
      return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
    }
    throw new Error(`The process ended before it was ready: ${this.output.stderr}`);
  }

  /** What the process has used so far, as Linux tells it. */
  async usage(): Promise<{ readonly processorMs: number; readonly residentBytes: number }> {
    const folder = `/proc/${this.child.pid}`;
    // The name of the program in brackets comes before, and may have spaces.
    const stat = (await readFile(`${folder}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    const ticks = Number(stat[USER_TICKS]) + Number(stat[SYSTEM_TICKS]);
    const status = await readFile(`${folder}/status`, 'utf8');
    const residentKibibytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
    return { processorMs: ticks * MS_PER_TICK, residentBytes: residentKibibytes * 1024 };
  }

  /** How many threads the process has, as Linux tells it. */
  async threadCount(): Promise<number> {
    return (await readdir(`/proc/${this.child.pid}/task`)).length;
  }

  /** Resolves when the process has ended by itself. */
  end(): Promise<ProcessEnd> {
    return this.ended;
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals): Promise<ProcessEnd> {
    this.child.kill(signal);
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.stop('SIGKILL');
  }
}

/** Sends one request over a connection of its own and reads the response. */
export async function requestOnce<Request, Response>(
  address: { readonly host: string; readonly port: number },
  exchange: {
    readonly apiKey: number;
    readonly version: number;
    readonly request: Request;
    readonly write: (writer: ByteWriter, request: Request, version: number) => void;
    readonly read: (reader: ByteReader, version: number) => Response;
  },
): Promise<Response> {
  const { apiKey, version: apiVersion, request, write, read } = exchange;
  const api = apiKeyInfo(apiKey);
  if (api === undefined) throw new Error(`there is no API key ${apiKey}`);
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    const writer = new ByteWriter();
    writeRequest(writer, { api, apiVersion, correlationId: 1, clientId: 'test' }, request, write);
    socket.write(writer.toBuffer());
    const decoder = new FrameDecoder();
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      decoder.push(bytes);
      const frame = decoder.next();
      if (frame === undefined) continue;
      const reader = new ByteReader(frame);
      readResponseHeader(reader, api, apiVersion);
      return read(reader, apiVersion);
    }
    throw new Error('The broker closed the connection.');
  } finally {
    socket.destroy();
  }
}
