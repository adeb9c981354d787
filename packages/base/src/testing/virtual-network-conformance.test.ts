import assert from 'node:assert/strict';

import { ManualClock } from './manual-clock.ts';
import { testNetwork, type WorkingNetwork } from './network-conformance.ts';
import type { NetworkFaultPlan } from './network-faults.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualNetwork } from './virtual-network.ts';

const MICROTASKS_MAX = 100_000;
const SETTLE_MS = 900;

async function settle(): Promise<void> {
  for (let microtask = 0; microtask < 200; microtask++) await Promise.resolve();
}

function withoutTime(): WorkingNetwork {
  const until = async (isDone: () => boolean): Promise<void> => {
    for (let microtask = 0; !isDone(); microtask++) {
      assert.equal(microtask < MICROTASKS_MAX, true, 'it does not come to that');
      await Promise.resolve();
    }
  };
  return { network: new VirtualNetwork(), host: 'broker', until, settle };
}

function withTime(faults: Partial<NetworkFaultPlan>, seed: number): WorkingNetwork {
  const random = new SeededRandom(seed);
  const clock = new ManualClock({ random });
  const until = async (isDone: () => boolean): Promise<void> => {
    await settle();
    while (!isDone()) {
      assert.equal(clock.advanceToNextTimer(), true, 'it does not come to that');
      await settle();
    }
  };
  const pass = async (): Promise<void> => {
    clock.advance(SETTLE_MS);
    await settle();
  };
  return {
    network: new VirtualNetwork({ clock, random, faults }),
    host: 'broker',
    until,
    settle: pass,
  };
}

testNetwork('VirtualNetwork', withoutTime);
testNetwork('VirtualNetwork with a clock', () => withTime({}, 1));
testNetwork('VirtualNetwork with delays, splits and merges', () =>
  withTime(
    {
      latency: { minMs: 0.1, maxMs: 5 },
      delay: { probability: 0.1, minMs: 1, maxMs: 100 },
      split: 0.3,
      merge: 0.5,
    },
    2,
  ),
);
