import type { Percentiles } from '../load/latency-histogram.ts';
import type { GroupProtocol } from './group-member.ts';

/** What a process with a group that a member joins and leaves, again and again, is told. */
export interface RebalanceLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  /** The process whose cost is read. */
  readonly brokerPid: number;
  readonly protocol: GroupProtocol;
  readonly topic: string;
  readonly partitions: number;
  /** Of the group, without the one that comes and goes. */
  readonly members: number;
  /** How long each member waits between two heartbeats. */
  readonly intervalMs: number;
  /** How many rebalances there are before anything counts. */
  readonly warmUp: number;
  /** How many joins are measured. */
  readonly joins: number;
}

/** What such a process found. */
export interface RebalanceMeasurement {
  /** From the join of a member until all are in the new epoch and have all partitions among them. */
  readonly joinMs: Percentiles;
  /** The same from the moment when it leaves. */
  readonly leaveMs: Percentiles;
  /** Processor time of the broker for a join and a leave, in milliseconds. */
  readonly brokerMs: number;
}
