import type { Percentiles } from './latency-histogram.ts';
import type { ProduceWork } from './produce-work.ts';

/** What a driver process is told. */
export interface ProduceLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  /** The process whose cost is read. */
  readonly brokerPid: number;
  /** A topic with as many partitions as the work says. */
  readonly topic: string;
  readonly work: ProduceWork;
  /** How many requests leave, in an open loop; without it a closed loop, as many as the broker takes. */
  readonly requestsPerSecond?: number;
  /** How long it runs before anything counts. */
  readonly settleMs: number;
  /** How long is measured. */
  readonly measureMs: number;
}

/** What a driver process found, in the time that was measured. */
export interface ProduceMeasurement {
  readonly requestsPerSecond: number;
  readonly recordsPerSecond: number;
  /** Bytes of record batches, in millions. */
  readonly megabytesPerSecond: number;
  /** From the moment a request was to leave to its acknowledgement. */
  readonly latencyMs: Percentiles;
  /** Of an open loop: from the moment a request was to leave until it left. */
  readonly latenessMs?: Percentiles;
  /** Processor time for each second that passed, of all cores. */
  readonly brokerCores: number;
  readonly driverCores: number;
  /** What else the machine did. */
  readonly otherCores: number;
  /** The memory of the broker at the end. */
  readonly brokerResidentMebibytes: number;
  /** What the broker caused to be read from disks. */
  readonly diskMegabytesPerSecond: number;
}
