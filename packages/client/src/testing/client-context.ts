import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';

import type { ClientEnvironment } from '../client-options.ts';
import { ScriptedCluster } from './scripted-cluster.ts';

/** How often the microtasks of a turn may beget others. */
const MICROTASKS = 400;

/** A cluster in memory and what a client needs to talk to it, in virtual time. */
export class ClientContext {
  readonly clock: ManualClock;
  readonly environment: ClientEnvironment;
  readonly cluster: ScriptedCluster;

  private constructor(
    clock: ManualClock,
    environment: ClientEnvironment,
    cluster: ScriptedCluster,
  ) {
    this.clock = clock;
    this.environment = environment;
    this.cluster = cluster;
  }

  /** Starts a cluster of brokers; `seed` is that of the client's chance. */
  static async start(options: { brokers?: number; seed?: number } = {}): Promise<ClientContext> {
    const clock = new ManualClock();
    const network = new VirtualNetwork();
    const cluster = await ScriptedCluster.start(network, clock, options.brokers ?? 1);
    const random = new SeededRandom(options.seed ?? 1);
    return new ClientContext(clock, { clock, random, network }, cluster);
  }

  /** The options that make a client talk to the cluster. */
  get options(): { readonly bootstrapServers: string; readonly environment: ClientEnvironment } {
    return { bootstrapServers: 'broker:9091', environment: this.environment };
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let count = 0; count < MICROTASKS; count++) await Promise.resolve();
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.clock.monotonicMs() + ms;
    await this.settle();
    for (;;) {
      const leftMs = untilMs - this.clock.monotonicMs();
      const stepMs = Math.min(this.clock.nextTimerMs ?? Infinity, leftMs);
      this.clock.advance(stepMs);
      await this.settle();
      if (stepMs >= leftMs) return;
    }
  }

  /** Lets time pass until a promise is settled, and answers what it came to. */
  async run<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const done = promise.finally(() => {
      isSettled = true;
    });
    done.catch(() => 'the caller is told below');
    await this.settle();
    while (!isSettled) {
      const nextMs = this.clock.nextTimerMs;
      if (nextMs === undefined) throw new Error('nothing is left that could settle the promise');
      this.clock.advance(nextMs);
      await this.settle();
    }
    return done;
  }
}
