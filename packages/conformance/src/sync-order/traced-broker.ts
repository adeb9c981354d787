import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { BrokerProcess, type BrokerProcessOptions } from '../broker-process/broker-process.ts';
import { type SystemCall, TraceReader } from './system-call.ts';

/** Every way to write to a file or a socket, or to sync; those of io_uring cannot be followed. */
const CALLS = [
  'openat',
  'write',
  'writev',
  'pwrite64',
  'pwritev',
  'pwritev2',
  'sendmsg',
  'sendto',
  'sendmmsg',
  'sendfile',
  'splice',
  'copy_file_range',
  'fdatasync',
  'fsync',
  'sync_file_range',
  'io_uring_enter',
];
const BYTES_SHOWN = String(16 * 1024 * 1024);
const TRACE_MS_MAX = 60_000;
const POLL_MS = 50;
const END_BYTES = 4096;

/** A broker under strace. */
export class TracedBroker {
  readonly broker: BrokerProcess;
  private readonly trace: string;

  private constructor(broker: BrokerProcess, trace: string) {
    this.broker = broker;
    this.trace = trace;
  }

  /** Starts a broker whose data and trace are in a folder. */
  static async start(folder: string, options: BrokerProcessOptions): Promise<TracedBroker> {
    const trace = join(folder, 'trace.txt');
    // The tracer is no parent of the broker (-D), so that signals reach the broker.
    const flags = ['-D', '-f', '--seccomp-bpf', '-ttt', '-yy', '-xx', '-s', BYTES_SHOWN];
    const startedBy = ['strace', ...flags, '-e', `trace=${CALLS.join(',')}`, '-o', trace];
    const broker = await BrokerProcess.start(join(folder, 'data'), { ...options, startedBy });
    return new TracedBroker(broker, trace);
  }

  /** Stops the broker, and yields the calls of its whole life in the order in which they returned. */
  async *stop(): AsyncGenerator<SystemCall> {
    await this.broker.stop();
    await this.untilTraced();
    const reader = new TraceReader();
    const lines = createInterface({ input: createReadStream(this.trace, 'latin1') });
    for await (const line of lines) {
      const call = reader.read(line);
      if (call !== undefined) yield call;
    }
  }

  /** The tracer ends after the broker. */
  private async untilTraced(): Promise<void> {
    const end = new RegExp(`^${this.broker.pid} .*\\+\\+\\+ (exited|killed)`, 'm');
    const deadline = performance.now() + TRACE_MS_MAX;
    while (!end.test(await lastOf(this.trace))) {
      if (performance.now() > deadline)
        throw new Error(`strace did not end in ${TRACE_MS_MAX} ms.`);
      await sleep(POLL_MS);
    }
  }
}

async function lastOf(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.alloc(END_BYTES);
  const position = Math.max(0, size - END_BYTES);
  const { bytesRead } = await file.read({ buffer: bytes, position });
  return bytes.toString('latin1', 0, bytesRead);
}

/** Why brokers cannot be traced here; undefined if they can. */
export function whyNoTraces(): string | undefined {
  if (process.platform !== 'linux') return 'strace is of Linux';
  const { status } = spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']);
  return status === 0 ? undefined : 'strace is missing, or may not trace here (Debian: strace)';
}
