import type { NetworkFaultCounts } from '@odradek/base/testing';

import type { EventCounts, NamedEvent } from './named-events.ts';

/** Crashes of machines are counted where they are commanded. */
const EVENTS: Readonly<Record<Exclude<keyof NetworkFaultCounts, 'crashed'>, NamedEvent>> = {
  delayed: 'fault: network delay',
  split: 'fault: network split',
  merged: 'fault: network merge',
  reset: 'fault: network reset',
  lateDelivery: 'fault: late delivery',
  halfOpen: 'fault: half-open connection',
  slowReader: 'fault: slow reader',
  clogged: 'fault: network clog',
  partitioned: 'fault: network partition',
  refused: 'fault: connection refused',
  connectTimeout: 'fault: connection timeout',
};

/** Takes over what the network has counted. */
export function countNetworkFaults(
  events: EventCounts,
  counts: Readonly<NetworkFaultCounts>,
): void {
  for (const [fault, event] of Object.entries(EVENTS)) {
    events.reach(event, counts[fault as keyof typeof EVENTS]);
  }
}
