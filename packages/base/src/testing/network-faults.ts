import { assert } from '../assert.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A time to be drawn, both ends included. */
export interface RangeMs {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Something that happens with a probability of 0 to 1, and lasts for a while. */
export interface TimedFault extends RangeMs {
  readonly probability: number;
}

/** What may go wrong in a virtual network. Numbers are probabilities of 0 to 1. */
export interface NetworkFaultPlan {
  /** How long everything takes that is sent. */
  readonly latency: RangeMs;
  /** Of each chunk that is sent: that it takes longer. What follows waits behind it. */
  readonly delay: TimedFault;
  /** Of each chunk: that it is cut in two at any byte, its second part again. */
  readonly split: number;
  /** Of each chunk that arrives: that those which are due behind it come with it as one. */
  readonly merge: number;
  /** Of each chunk: that the connection breaks at any of its bytes. */
  readonly reset: number;
  /** Of each reset: that what was on its way arrives after the sender has seen the break. */
  readonly lateDelivery: TimedFault;
  /** Of each chunk: that the connection goes silent, and one side or none learns of it. */
  readonly halfOpen: number;
  /** Of each chunk: that the receiver has no room for it, nor for what follows. */
  readonly slowReader: TimedFault;
  /** Of each chunk: that nothing reaches or leaves one of the two hosts for a while; then a burst. */
  readonly clog: TimedFault;
  /** Of each chunk: the same in one direction only. */
  readonly partition: TimedFault;
  /** Of each attempt to connect: that it is refused. */
  readonly refuse: number;
  /** Of each attempt to connect: that nobody answers. */
  readonly connectTimeout: number;
}

/** How often each fault has happened. */
export interface NetworkFaultCounts {
  delayed: number;
  split: number;
  merged: number;
  reset: number;
  /** Chunks that arrived on a connection which their sender knew to be broken. */
  lateDelivery: number;
  halfOpen: number;
  slowReader: number;
  clogged: number;
  partitioned: number;
  refused: number;
  connectTimeout: number;
  /** Hosts that crashed. */
  crashed: number;
}

const NEVER: TimedFault = { probability: 0, minMs: 0, maxMs: 0 };

const CALM: NetworkFaultPlan = {
  latency: { minMs: 0, maxMs: 0 },
  delay: NEVER,
  split: 0,
  merge: 0,
  reset: 0,
  lateDelivery: NEVER,
  halfOpen: 0,
  slowReader: NEVER,
  clog: NEVER,
  partition: NEVER,
  refuse: 0,
  connectTimeout: 0,
};

/** What goes wrong: the plan, who draws from it, and how often it happened. */
export class NetworkFaults {
  readonly counts: NetworkFaultCounts = {
    delayed: 0,
    split: 0,
    merged: 0,
    reset: 0,
    lateDelivery: 0,
    halfOpen: 0,
    slowReader: 0,
    clogged: 0,
    partitioned: 0,
    refused: 0,
    connectTimeout: 0,
    crashed: 0,
  };
  plan: NetworkFaultPlan = CALM;
  /** Whether there is a plan, so that things take time or go wrong. */
  isPlanned = false;

  /** Replaces the plan; what it does not name does not happen. */
  replacePlan(plan: Partial<NetworkFaultPlan>): void {
    this.plan = { ...CALM, ...plan };
    this.isPlanned = true;
  }
}

/** The draws of one part of the network, such as a connection, from a stream of its own. */
export class FaultDraws {
  private readonly random: SeededRandom | undefined;

  /** Without `random` nothing may need to be drawn. */
  constructor(random: SeededRandom | undefined) {
    this.random = random;
  }

  chance(probability: number): boolean {
    if (probability === 0) return false;
    return this.source.chance(probability);
  }

  /** Whether a fault happens, and for how long if it does. */
  timed(fault: TimedFault): number | undefined {
    return this.chance(fault.probability) ? this.ms(fault) : undefined;
  }

  /** A time in whole microseconds. */
  ms({ minMs, maxMs }: RangeMs): number {
    if (minMs === maxMs) return minMs;
    return this.source.between(Math.round(minMs * 1000), Math.round(maxMs * 1000)) / 1000;
  }

  /** An integer, both ends included. Without a source of randomness `max`. */
  between(min: number, max: number): number {
    return this.random?.between(min, max) ?? max;
  }

  private get source(): SeededRandom {
    assert(this.random !== undefined, 'a network with a plan of faults has a source of randomness');
    return this.random;
  }
}
