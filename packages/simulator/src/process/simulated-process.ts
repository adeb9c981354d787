import type { Network, RandomSource } from '@odradek/base';
import type {
  ManualClock,
  NodeClock,
  NodeClockOptions,
  SeededRandom,
  VirtualHost,
  VirtualNetwork,
} from '@odradek/base/testing';

import type { Trace } from '../trace/trace.ts';
import { TracedNetwork } from './traced-network.ts';

/** The world that processes live in. */
export interface ProcessWorld {
  /** The time that all processes share. */
  readonly time: ManualClock;
  readonly network: VirtualNetwork;
  readonly trace: Trace;
}

/** What a process is made of. */
export interface ProcessOptions {
  /** How the trace calls it. */
  readonly name: string;
  /** The name of its machine on the network. */
  readonly machine: string;
  readonly random: SeededRandom;
  readonly clock?: NodeClockOptions;
}

/**
 * A process on a machine of its own. Whatever it hears comes on its clock: when that is paused the
 * process is, and when it is killed it hears nothing any more.
 */
export class SimulatedProcess {
  readonly name: string;
  readonly clock: NodeClock;
  readonly random: SeededRandom;
  readonly trace: Trace;
  readonly network: Network;
  /** Resolves when the process is killed. */
  readonly killed: Promise<void>;
  isAlive = true;
  private readonly host: VirtualHost;
  private readonly onKill = new Set<() => void>();
  private resolveKilled: () => void = () => {};

  constructor(world: ProcessWorld, { name, machine, random, clock }: ProcessOptions) {
    this.name = name;
    this.random = random;
    this.trace = world.trace;
    this.clock = world.time.node(clock);
    this.host = world.network.host(machine, { clock: this.clock });
    this.network = new TracedNetwork(this.host, name, world.trace);
    this.killed = new Promise((resolve) => {
      this.resolveKilled = resolve;
    });
  }

  /** Random bytes for its code, apart from what the simulation draws for it. */
  get randomSource(): RandomSource {
    return this.random.fork('random source');
  }

  /** Resolves after a time on its clock; never if it is killed meanwhile. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.setTimer(ms, resolve);
    });
  }

  /** Calls back when the process is killed. */
  whenKilled(callback: () => void): void {
    this.onKill.add(callback);
  }

  /** Ends the process at once. With `seesReset` its system is still there to say so to others. */
  kill(options: { readonly seesReset: boolean }): void {
    if (!this.isAlive) return;
    this.trace.add(this.name, 'is killed');
    this.isAlive = false;
    this.clock.stop();
    this.host.crash(options);
    for (const callback of this.onKill) callback();
    this.resolveKilled();
  }

  /** Stops the process for a while, as SIGSTOP or a long garbage collection does. */
  pause(): void {
    if (!this.isAlive) return;
    this.trace.add(this.name, 'is paused');
    this.clock.pause();
  }

  resume(): void {
    if (!this.isAlive) return;
    this.trace.add(this.name, 'goes on');
    this.clock.resume();
  }
}
