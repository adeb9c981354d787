/** What a process of readers is told. */
export interface FetchLoad {
  /** `host:port` of the broker. */
  readonly address: string;
  /** The process whose cost is read. */
  readonly brokerPid: number;
  readonly topic: string;
  readonly partitions: number;
  /** Each reads the partitions `index`, `index + connections`, ... in turn. */
  readonly connections: number;
  /** Where a reader begins again, of every partition. */
  readonly endOffset: number;
  /** How long it reads before anything counts. */
  readonly settleMs: number;
  /** How long is measured. */
  readonly measureMs: number;
}

/** What a process of readers found, in the time that was measured. */
export interface FetchMeasurement {
  /** Bytes of record batches, in millions. */
  readonly megabytesPerSecond: number;
  readonly answersPerSecond: number;
  /** Processor time for each second that passed, of all cores. */
  readonly brokerCores: number;
  readonly readerCores: number;
  /** What else the machine did. */
  readonly otherCores: number;
}
