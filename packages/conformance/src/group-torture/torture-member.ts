import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { startChild } from '../process/child-processes.ts';
import { parseEvent, type TortureEvent } from './torture-event.ts';

/** Where members belong. */
export interface TorturedGroup {
  readonly address: string;
  readonly topic: string;
  readonly groupId: string;
  readonly protocol: 'classic' | 'consumer';
}

/** Clients that members are made of. */
export const CLIENTS = {
  librdkafka: (): [string, string] => [pythonPath(), join(PACKAGE, 'python', 'torture_member.py')],
  odradek: (): [string, string] => [
    process.execPath,
    fileURLToPath(new URL('member-process.js', import.meta.url)),
  ],
} as const;

/** A client that members are made of. */
export type ClientName = keyof typeof CLIENTS;

const LEAVES_MS_MAX = 30_000;
const COMPLAINTS_LENGTH_MAX = 2000;

/** A member in a process of its own, whose events go to one list for all. */
export class TortureMember {
  readonly name: string;
  /** What it says that it has. */
  readonly owned: Set<number> = new Set();
  isPaused = false;
  private readonly child: ChildProcess;
  private complaints = '';
  private hasToEnd = false;

  /** Starts it; it joins as soon as it can. */
  constructor(client: ClientName, name: string, group: TorturedGroup, events: TortureEvent[]) {
    const { address, topic, groupId, protocol } = group;
    const [command, program] = CLIENTS[client]();
    this.name = name;
    this.child = startChild(command, [program, address, topic, groupId, protocol], {
      stdio: 'pipe',
    });
    const { stdout, stderr } = this.child;
    if (stdout === null || stderr === null) throw new Error('There are no pipes to the member.');
    createInterface({ input: stdout }).on('line', (line) => {
      const event = parseEvent(line);
      if (event === undefined) return;
      events.push({ ...event, member: name });
      if (event.e === 'assigned') for (const partition of event.p) this.owned.add(partition);
      if (event.e === 'revoked' || event.e === 'lost') {
        for (const partition of event.p) this.owned.delete(partition);
      }
    });
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaints = `${this.complaints}${text}`.slice(-COMPLAINTS_LENGTH_MAX);
    });
  }

  /** What is wrong if it has ended by itself. */
  get failure(): string | undefined {
    const { exitCode, signalCode } = this.child;
    if (this.hasToEnd || (exitCode === null && signalCode === null)) return undefined;
    return `${this.name} ended with ${exitCode ?? signalCode}: ${this.complaints}`;
  }

  pause(): void {
    this.isPaused = true;
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.isPaused = false;
    this.child.kill('SIGCONT');
  }

  /** Lets it leave its group, and resolves to what went wrong, if anything did. */
  async leave(): Promise<string | undefined> {
    const ended = this.ended();
    this.child.stdin?.end();
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), LEAVES_MS_MAX);
    await ended;
    clearTimeout(timeout);
    const { exitCode, signalCode } = this.child;
    return exitCode === 0
      ? undefined
      : `${this.name} left with ${exitCode ?? signalCode}: ${this.complaints}`;
  }

  /** Ends it without a word to its group. */
  async kill(): Promise<void> {
    const ended = this.ended();
    this.child.kill('SIGKILL');
    await ended;
    this.owned.clear();
  }

  private async ended(): Promise<void> {
    this.hasToEnd = true;
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'close');
    }
  }
}
