import type { Percentiles } from '../load/latency-histogram.ts';
import type { GroupProtocol } from './group-member.ts';

/** What a process with many groups is told. */
export interface HeartbeatLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  /** The process whose cost is read. */
  readonly brokerPid: number;
  readonly protocol: GroupProtocol;
  readonly topic: string;
  readonly partitions: number;
  readonly groups: number;
  /** Of each group, each on a connection of its own. */
  readonly members: number;
  /** How often each member sends a heartbeat. */
  readonly intervalMs: number;
  /** How long heartbeats are sent before anything counts. */
  readonly settleMs: number;
  /** How long is measured. */
  readonly measureMs: number;
}

/** What such a process found, in the time that was measured. */
export interface HeartbeatMeasurement {
  readonly heartbeatsPerSecond: number;
  /** From the moment a heartbeat was due to its answer. */
  readonly latencyMs: Percentiles;
  /** From the moment a heartbeat was due until it left. */
  readonly latenessMs: Percentiles;
  /** How long it took from the first join until all groups were stable. */
  readonly joinedMs: number;
  /** Processor time for each second that passed, of all cores. */
  readonly brokerCores: number;
  readonly driverCores: number;
  readonly otherCores: number;
}
