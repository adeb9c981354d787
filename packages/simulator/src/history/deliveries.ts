import type { Offset } from '@odradek/base';

import { must } from './violation.ts';

/** What the members of a group have read, partition by partition. */
export class Deliveries {
  private readonly delivered = new Map<number, Set<Offset>>();
  private readonly positions = new Map<string, Offset>();

  /** A member begins to read a partition that it was given. */
  begin(member: string, partition: number, offset: Offset): void {
    this.positions.set(`${member}/${partition}`, offset);
  }

  /** A member has read a record. Answers whether nobody had before. */
  deliver(member: string, partition: number, offset: Offset): boolean {
    const key = `${member}/${partition}`;
    const expected = this.positions.get(key);
    must(
      expected === undefined || offset === expected,
      'a consumer returns every record once and in order',
      () => `${member} reads ${offset} of partition ${partition} where ${expected} is the next.`,
    );
    this.positions.set(key, offset + 1);
    const offsets = this.delivered.get(partition) ?? new Set();
    this.delivered.set(partition, offsets);
    const isNew = !offsets.has(offset);
    offsets.add(offset);
    return isNew;
  }

  /** Whether some member has read a record. */
  has(partition: number, offset: Offset): boolean {
    return this.delivered.get(partition)?.has(offset) === true;
  }
}
