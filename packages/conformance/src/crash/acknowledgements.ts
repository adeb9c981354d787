/** What a producer said of one partition, and in the end what its log holds. */
interface Partition {
  /** The offset of each value that was acknowledged. */
  readonly offsets: Map<number, number>;
  readonly failures: string[];
  sent: number;
  /** The offset behind the last that was acknowledged. */
  end: number;
}

/**
 * The acknowledgements of an idempotent producer whose values count from 0 in each partition, as
 * lines `ack PARTITION VALUE OFFSET`, `failed PARTITION VALUE REASON` and `sent PARTITION COUNT`.
 */
export class Acknowledgements {
  /** How many records were acknowledged. */
  count = 0;
  private readonly partitions = new Map<number, Partition>();

  /** Reads a line of the producer. */
  add(line: string): void {
    const [word, partition = '', value = '', ...rest] = line.split(' ');
    const of = this.partition(Number(partition));
    if (word === 'ack') {
      const offset = Number(rest[0]);
      of.offsets.set(Number(value), offset);
      of.end = Math.max(of.end, offset + 1);
      this.count++;
    } else if (word === 'failed') of.failures.push(`${value}: ${rest.join(' ')}`);
    else if (word === 'sent') of.sent = Number(value);
    else throw new Error(`The producer printed "${line}".`);
  }

  /** The offset behind the last record of a partition that was acknowledged. */
  endOf(index: number): number {
    return this.partition(index).end;
  }

  /**
   * Throws unless all that was sent to a partition was acknowledged, and its records are exactly
   * that, in order, once, each at the offset that was acknowledged.
   *
   * @param records `OFFSET VALUE` of every record, in the order of the log
   */
  judge(index: number, records: readonly string[]): void {
    const { offsets, failures, sent } = this.partition(index);
    const name = `partition ${index}`;
    if (failures.length > 0) throw new Error(`${name}: ${failures.length} failed, ${failures[0]}`);
    if (offsets.size !== sent) throw new Error(`${name}: ${offsets.size} of ${sent} acknowledged`);
    records.forEach((record, position) => {
      const expected = `${offsets.get(position)} ${position}`;
      if (record !== expected) throw new Error(`${name}: "${record}" for "${expected}"`);
    });
    if (records.length !== sent) throw new Error(`${name}: ${records.length} records of ${sent}`);
  }

  private partition(index: number): Partition {
    const known = this.partitions.get(index);
    if (known !== undefined) return known;
    const partition: Partition = { offsets: new Map(), failures: [], sent: 0, end: 0 };
    this.partitions.set(index, partition);
    return partition;
  }
}
