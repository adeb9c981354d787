/** Offsets of a partition that were seen, as ranges that do not touch each other, in order. */
export class OffsetRanges {
  private readonly ranges: { from: number; to: number }[] = [];

  /** `to` is not included. */
  add(from: number, to: number): void {
    let first = this.ranges.findIndex((range) => range.to >= from);
    if (first === -1) first = this.ranges.length;
    let end = first;
    const merged = { from, to };
    for (; end < this.ranges.length; end++) {
      const range = this.ranges[end];
      if (range === undefined || range.from > to) break;
      merged.from = Math.min(merged.from, range.from);
      merged.to = Math.max(merged.to, range.to);
    }
    this.ranges.splice(first, end - first, merged);
  }

  /** The first offset from 0 on that is below `end` and was not seen; `undefined` if there is none. */
  firstMissing(end: number): number | undefined {
    const [first] = this.ranges;
    const next = first?.from === 0 ? first.to : 0;
    return next < end ? next : undefined;
  }
}
