export { ManualClock, type ManualClockOptions } from './manual-clock.ts';
export type {
  NetworkFaultCounts,
  NetworkFaultPlan,
  RangeMs,
  TimedFault,
} from './network-faults.ts';
export type { NodeClock, NodeClockOptions } from './node-clock.ts';
export { SeededRandom } from './seeded-random.ts';
export type { ResetOptions, Side, VirtualConnection } from './virtual-connection.ts';
export type { CrashOptions, VirtualHost } from './virtual-host.ts';
export type { Direction } from './virtual-machine.ts';
export {
  VirtualNetwork,
  type VirtualNetworkOptions,
  type VirtualSocket,
} from './virtual-network.ts';
