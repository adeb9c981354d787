import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { startChild } from '../process/child-processes.ts';
import type { MemberIdentity, MemberProgram } from './member-programs.ts';

const LEAVES_MS_MAX = 30_000;
const COMPLAINTS_LENGTH_MAX = 2000;

/** What a member says: what it is assigned, and each record that it has read. */
export interface MemberLine {
  readonly assigned?: readonly number[];
  /** What it is assigned besides what it has. */
  readonly added?: readonly number[];
  /** What it has no more. */
  readonly revoked?: readonly number[];
  readonly record?: string;
}

/** A foreign client in a process of its own that is a member of a group. */
export class GroupMember {
  /** The partitions that it has at the moment, as it says. */
  assigned: readonly number[] = [];
  /** What it has read, in order. */
  readonly records: string[] = [];
  private readonly program: MemberProgram;
  private readonly child: ChildProcess;
  private complaints = '';

  /** Starts it; it joins as soon as it can. */
  constructor(program: MemberProgram, identity: MemberIdentity) {
    const [command, args] = program.command(identity);
    this.program = program;
    this.child = startChild(command, args, { stdio: 'pipe' });
    const { stdout, stderr } = this.child;
    assert.ok(stdout !== null && stderr !== null, 'pipes to the member');
    createInterface({ input: stdout }).on('line', (line) => this.take(line));
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaints = `${this.complaints}${text}`.slice(-COMPLAINTS_LENGTH_MAX);
    });
  }

  /** What it has and what it complains about, to show if something is wrong. */
  get account(): string {
    const { assigned, records, child, complaints } = this;
    const end = child.exitCode === null ? 'runs' : `ended with ${child.exitCode}`;
    return `[${assigned.join()}], ${records.length} records, ${end} ${complaints}`;
  }

  /** Tells it to leave its group, and waits until it has ended, with exit code 0. */
  async leave(): Promise<void> {
    const closed = once(this.child, 'close');
    if (this.program.leavesBy === 'SIGTERM') this.child.kill('SIGTERM');
    else this.child.stdin?.end();
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), LEAVES_MS_MAX);
    await closed;
    clearTimeout(timeout);
    assert.equal(this.child.signalCode, null, `the member leaves in time: ${this.account}`);
  }

  /** Ends it without a word to its group. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
    this.assigned = [];
  }

  private take(line: string): void {
    for (const { assigned, added = [], revoked = [], record } of this.program.read(line)) {
      const kept = (assigned ?? this.assigned).filter((partition) => !revoked.includes(partition));
      this.assigned = [...new Set([...kept, ...added])].toSorted((a, b) => a - b);
      if (record !== undefined) this.records.push(record);
    }
  }
}
