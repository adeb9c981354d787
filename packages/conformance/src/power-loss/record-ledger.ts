/** What clients know of the records of a partition. Every record has a key of its own. */
export class PartitionLedger {
  /** The key of each record that must be there, by its offset. */
  readonly acknowledged: Map<number, string> = new Map();
  /** Before this offset records may be gone, because somebody asked for it. */
  deletedBefore = 0;
  /** Before this offset no record may be there, because that was acknowledged. */
  startAcknowledged = 0;
  /** A high watermark that a consumer was told: the log may not end before it. */
  endSeen = 0;
  private readonly prefix: string;
  private sent = 0;

  /** @param prefix what the keys of this partition begin with, and no others */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** The key of the next record that is sent. */
  nextKey(): string {
    return `${this.prefix}${this.sent++}`;
  }

  /** Notes that a batch was acknowledged at an offset. */
  acknowledge(baseOffset: number, keys: readonly string[]): void {
    keys.forEach((key, index) => {
      const offset = baseOffset + index;
      const other = this.acknowledged.get(offset);
      if (other !== undefined) throw new Error(`${key} and ${other} have offset ${offset}.`);
      this.acknowledged.set(offset, key);
    });
    this.endSeen = Math.max(this.endSeen, baseOffset + keys.length);
  }

  /** Whether a record with this key was sent. */
  hasSent(key: string): boolean {
    if (!key.startsWith(this.prefix)) return false;
    const number = Number(key.slice(this.prefix.length));
    return Number.isSafeInteger(number) && number >= 0 && number < this.sent;
  }

  /** What was read of the partition is what clients know from now on. */
  adopt({ start, end, keys }: FoundPartition): void {
    this.acknowledged.clear();
    for (const [offset, key] of keys) this.acknowledged.set(offset, key);
    this.deletedBefore = start;
    this.startAcknowledged = start;
    this.endSeen = end;
  }
}

/** What was read of a partition. */
export interface FoundPartition {
  readonly start: number;
  readonly end: number;
  /** Keys by offset, in the order of the log. */
  readonly keys: readonly (readonly [offset: number, key: string])[];
}

/** What is wrong with a partition. */
export interface PartitionVerdict {
  /** How many acknowledged records are not where they were. */
  readonly lost: number;
  /** Sentences about everything that must not be, the lost records among them. */
  readonly violations: readonly string[];
}

/** Compares what clients know of a partition with what was read of it. */
export function judgePartition(
  ledger: PartitionLedger,
  found: FoundPartition,
  name: string,
): PartitionVerdict {
  const violations: string[] = [];
  const byOffset = new Map(found.keys);
  let lost = 0;
  for (const [offset, key] of ledger.acknowledged) {
    const isDeleted = offset < ledger.deletedBefore && offset < found.start;
    if (byOffset.get(offset) === key || isDeleted) continue;
    if (lost++ === 0) violations.push(`${name}: ${byOffset.get(offset)} at ${offset} for ${key}`);
  }
  if (lost > 1) violations.push(`${name}: ${lost} acknowledged records lost`);
  return { lost, violations: [...violations, ...wrongRecords(ledger, found, name)] };
}

function wrongRecords(ledger: PartitionLedger, found: FoundPartition, name: string): string[] {
  const { start, end, keys } = found;
  const wrong: string[] = [];
  const seen = new Set<string>();
  let next = start;
  for (const [offset, key] of keys) {
    if (offset !== next) wrong.push(`${name}: offset ${offset} follows ${next - 1}`);
    if (!ledger.hasSent(key)) wrong.push(`${name}: ${key} at ${offset} was never sent there`);
    if (seen.has(key)) wrong.push(`${name}: ${key} is there twice, also at ${offset}`);
    seen.add(key);
    next = offset + 1;
  }
  if (next !== end) wrong.push(`${name}: the last record is ${next - 1}, the end ${end}`);
  if (end < ledger.endSeen) wrong.push(`${name}: ends at ${end}, a client saw ${ledger.endSeen}`);
  if (start < ledger.startAcknowledged)
    wrong.push(`${name}: starts at ${start}, deleted before ${ledger.startAcknowledged}`);
  return wrong;
}
