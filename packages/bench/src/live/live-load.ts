import type { Percentiles } from '../load/latency-histogram.ts';

/** What a process with a producer and readers of what it produces is told. */
export interface LiveLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  /** The process whose cost is read. */
  readonly brokerPid: number;
  /** A topic with one partition, which nobody else writes to. */
  readonly topic: string;
  /** Where the log of its partition ends. */
  readonly startOffset: number;
  readonly recordBytes: number;
  readonly recordsPerRequest: number;
  readonly requestsPerSecond: number;
  /** Each reads all that is produced. */
  readonly readers: number;
  /** How long it works before anything counts. */
  readonly settleMs: number;
  /** How long is measured. */
  readonly measureMs: number;
}

/** What such a process found, in the time that was measured. */
export interface LiveMeasurement {
  readonly recordsPerSecond: number;
  /** Of all readers. */
  readonly consumedPerSecond: number;
  /** From the moment records were to leave until a reader had them. */
  readonly endToEndMs: Percentiles;
  /** From the moment records were to leave to their acknowledgement. */
  readonly acknowledgedMs: Percentiles;
  /** From the moment records were to leave until they left. */
  readonly latenessMs: Percentiles;
  /** Processor time for each second that passed, of all cores. */
  readonly brokerCores: number;
  readonly driverCores: number;
  /** What else the machine did. */
  readonly otherCores: number;
}
