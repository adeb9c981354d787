/** What a process of readers is told. */
export interface ColdReads {
  /** `host:port` of the broker. */
  readonly address: string;
  /** An empty topic, which it fills. */
  readonly topic: string;
  /** Each is read by a connection of its own. */
  readonly partitions: number;
  /** Where the broker has the folders of the partitions. */
  readonly dataDirectory: string;
  /** How much it writes to each partition before the first is read. */
  readonly partitionBytes: number;
  /** What all connections together read at most; without it as much as comes. */
  readonly megabytesPerSecond?: number;
}
