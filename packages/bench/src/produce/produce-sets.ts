/** Command lines of `produce` that have a name, and a section of `docs/performance.md` of their own. */
export const PRODUCE_SETS: Readonly<Record<string, readonly string[]>> = {
  /** Acknowledged before it is on the disk, as Apache Kafka does, and with our default beside it. */
  'page-cache': [
    '--against=kafka-default',
    '--override=odradek.flush=os',
    '--also=odradek.flush=journal',
    '--work=w1,w2,w3,w4,w5',
    '--rounds=3',
    '--seconds=4',
    '--warm-up=3',
  ],
  /** Producers that count their batches, so that none is stored twice. */
  idempotent: [
    '--against=kafka-default',
    '--override=odradek.flush=os',
    '--also=odradek.flush=journal',
    '--work=idempotent,idempotent-1k',
    '--rounds=3',
    '--seconds=4',
    '--warm-up=3',
  ],
  /** Batches that are inflated to be checked, and such that are not. */
  compressed: [
    '--against=kafka-default',
    '--override=odradek.flush=os',
    '--also=odradek.produce.validation=header',
    '--also=odradek.flush=journal',
    '--work=lz4,zstd',
    '--rounds=3',
    '--seconds=4',
    '--warm-up=3',
  ],
  /** What a synced acknowledgement costs, beside one that is not. */
  durable: [
    '--against=kafka',
    '--also=odradek.flush=os',
    '--rounds=3',
    '--seconds=5',
    '--warm-up=3',
  ],
  /** Latencies where nobody waits for a broker, at the rates that Apache Kafka can hold. */
  open: [
    '--against=kafka-default',
    '--override=odradek.flush=os',
    '--work=w1,w2,w4,w5',
    '--rate=25%,50%,75%',
    '--rounds=2',
    '--seconds=4',
    '--warm-up=3',
  ],
  /** What one broker takes at most. */
  headline: [
    '--against=kafka-default',
    '--override=odradek.flush=os',
    '--work=headline',
    '--ceiling',
    '--rounds=3',
    '--seconds=5',
  ],
  /** Disks of other people. */
  padded: [
    '--against=kafka-synced',
    '--pad-sync=0,2,10',
    '--rounds=2',
    '--seconds=3',
    '--warm-up=2',
  ],
  /** What goes on in the background, for a while. */
  steady: ['--against=kafka-default', '--work=w2', '--rate=half', '--minutes=10', '--rounds=1'],
  /** The same beside readers of what is in no memory. */
  cold: [
    '--against=kafka-default',
    '--work=w2',
    '--rate=half',
    '--readers=8',
    '--minutes=2',
    '--rounds=1',
  ],
};
