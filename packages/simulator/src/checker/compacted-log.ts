import type { Offset } from '@odradek/base';

import type { EventCounts } from '../events/named-events.ts';
import type { KeyedRecord, KeyedWrite } from '../history/keyed-write.ts';
import { must } from '../history/violation.ts';

/** How long records stay at least; `undefined` if clocks are too wrong to tell. */
export interface CompactionDelays {
  readonly deleteRetentionMs: number | undefined;
  readonly minCompactionLagMs: number | undefined;
}

/** What one response has shown: every record that there is from one offset up to another. */
export interface Sight {
  readonly from: Offset;
  /** Behind the last offset that was shown. */
  readonly to: Offset;
  readonly records: readonly KeyedRecord[];
  /** When the response came, by the time that all processes share. */
  readonly atMs: number;
}

/** A clock may be as much too quick, in parts. */
const DRIFT_MAX = 0.02;

/**
 * The log of a partition that is compacted, as its producers and one reader know it, over all that
 * happens to the broker. Raises a `Violation` as soon as something was seen that must not be.
 *
 * Of the records of a key the oldest are removed first. So when one was found missing, no older one may
 * ever be read again: neither a value that was superseded, nor one that a tombstone has removed which is
 * gone itself by now.
 */
export class CompactedLog {
  private readonly name: string;
  private readonly delays: CompactionDelays;
  private readonly events: EventCounts;
  private readonly writes = new Map<string, KeyedWrite>();
  private readonly keys = new Map<string, KeyedWrite[]>();
  private readonly offsets = new Map<string, Offset>();
  private readonly byOffset = new Map<Offset, KeyedWrite>();
  /** The greatest offset that was found missing, of each key. */
  private readonly missing = new Map<string, Offset>();
  /** The offsets that are known to be written, in order, but for those that are missing by now. */
  private known: Offset[] = [];

  /** `name` is what the partition is called. */
  constructor(name: string, delays: CompactionDelays, events: EventCounts) {
    this.name = name;
    this.delays = delays;
    this.events = events;
  }

  /** Notes that something is given to a producer. */
  write(write: KeyedWrite): void {
    this.writes.set(write.name, write);
    this.writesOf(write.key).push(write);
  }

  private writesOf(key: string): KeyedWrite[] {
    const writes = this.keys.get(key) ?? [];
    this.keys.set(key, writes);
    return writes;
  }

  /** Notes that a producer was told that a write is safe; -1 says that it was told no offset. */
  acknowledge(write: KeyedWrite, offset: Offset): void {
    if (offset < 0) {
      write.fate = { type: 'unknown' };
      return;
    }
    write.fate = { type: 'acknowledged', offset };
    this.place(write, offset);
  }

  private place(write: KeyedWrite, offset: Offset): void {
    const { name } = write;
    const before = this.offsets.get(name);
    const there = this.byOffset.get(offset);
    must(
      (before ?? offset) === offset && (there ?? write) === write,
      'a compacted record keeps its offset',
      () =>
        `${name} is at ${offset} of ${this.name}; it was at ${before ?? 'no offset that is known'}, ` +
        `and ${there?.name ?? 'nothing'} was there.`,
    );
    if (before !== undefined) return;
    this.offsets.set(name, offset);
    this.byOffset.set(offset, write);
    const at = this.known.findLastIndex((other) => other < offset) + 1;
    this.known.splice(at, 0, offset);
  }

  /** Begins to read the whole log. Several readings may not overlap. */
  beginReading(): CompactedReading {
    return new CompactedReading(this, this.acknowledgedByKey());
  }

  /** The last write of each key that is known to be in the log. */
  private acknowledgedByKey(): ReadonlyMap<string, Offset> {
    const last = new Map<string, Offset>();
    for (const [offset, { key }] of this.byOffset) {
      last.set(key, Math.max(offset, last.get(key) ?? -1));
    }
    return last;
  }

  /** Takes what a response has shown to a request that was sent after the response before had come. */
  see(sight: Sight): void {
    for (const record of sight.records) this.seeRecord(record);
    const there = new Set(sight.records.map(({ offset }) => offset));
    const gone = this.known.filter(
      (offset) => offset >= sight.from && offset < sight.to && !there.has(offset),
    );
    if (gone.length === 0) return;
    const areGone = new Set(gone);
    this.known = this.known.filter((offset) => !areGone.has(offset));
    for (const offset of gone) this.miss(offset, sight.atMs);
  }

  private seeRecord({ name, key, value, offset }: KeyedRecord): void {
    const write = this.writes.get(name);
    must(
      write !== undefined && write.key === key && write.value === value,
      'a record is read as it was sent',
      () =>
        `Offset ${offset} of ${this.name} has ${name} with key ${key} and value ${value}, which was ` +
        (write === undefined ? 'sent by nobody.' : `sent with ${write.key} and ${write.value}.`),
    );
    this.place(write, offset);
    const missing = this.missing.get(key) ?? -1;
    must(
      offset > missing,
      'a compacted log keeps no record that a newer one of its key was removed for',
      () =>
        `${name} is read at ${offset} of ${this.name}, although ${this.byOffset.get(missing)?.name} ` +
        `at ${missing} was found missing before.`,
    );
  }

  private miss(offset: Offset, atMs: number): void {
    const write = this.byOffset.get(offset);
    if (write === undefined) return;
    const { key } = write;
    this.missing.set(key, Math.max(offset, this.missing.get(key) ?? -1));
    const ageMs = (atMs - write.sentMs) * (1 + DRIFT_MAX);
    const { minCompactionLagMs = 0 } = this.delays;
    must(
      ageMs >= minCompactionLagMs,
      'a record stays for min.compaction.lag.ms',
      () => `${write.name} at ${offset} of ${this.name} is missing after ${ageMs} ms.`,
    );
    const isLast = !this.mayBeSuperseded(write, offset);
    if (!isLast) this.events.reach('record compacted away');
    else this.missLast(write, offset, ageMs);
  }

  private missLast(write: KeyedWrite, offset: Offset, ageMs: number): void {
    const { deleteRetentionMs = 0 } = this.delays;
    must(
      write.value === null,
      'a compacted log has the last record of each key',
      () => `${write.name} at ${offset} of ${this.name} is missing, the last of key ${write.key}.`,
    );
    must(
      ageMs >= deleteRetentionMs,
      'a tombstone stays for delete.retention.ms',
      () =>
        `${write.name} at ${offset} of ${this.name} is missing after ${ageMs} ms, and its key has ` +
        `nothing newer; delete.retention.ms=${deleteRetentionMs}.`,
    );
    this.events.reach('tombstone compacted away');
  }

  /** Whether a later write of its key is in the log, or nobody knows. */
  private mayBeSuperseded({ key }: KeyedWrite, offset: Offset): boolean {
    return this.writesOf(key).some(({ name }) => (this.offsets.get(name) ?? Infinity) > offset);
  }

  /**
   * Whether a key may have nothing at or behind an offset: its last record may be a tombstone, which
   * goes in the end.
   */
  mayBeRemoved(key: string, offset: Offset): boolean {
    return this.writesOf(key).some(
      ({ name, value }) => value === null && (this.offsets.get(name) ?? Infinity) >= offset,
    );
  }

  writeNamed(name: string): KeyedWrite | undefined {
    return this.writes.get(name);
  }

  /** For people. */
  describe(offset: Offset): string {
    return `${this.byOffset.get(offset)?.name} at ${offset} of ${this.name}`;
  }
}

/** One reading of such a log from its beginning to its end. */
export class CompactedReading {
  private readonly log: CompactedLog;
  private readonly acknowledged: ReadonlyMap<string, Offset>;
  private readonly last = new Map<string, Offset>();
  private readonly orders = new Map<string, { readonly order: number; readonly name: string }>();

  constructor(log: CompactedLog, acknowledged: ReadonlyMap<string, Offset>) {
    this.log = log;
    this.acknowledged = acknowledged;
  }

  /** Takes what the next response has shown. `writeOf` tells who sent what was read. */
  see(sight: Sight): void {
    this.log.see(sight);
    for (const { name, key, offset } of sight.records) {
      this.last.set(key, offset);
      const write = this.log.writeNamed(name);
      if (write !== undefined) this.checkOrder(write);
    }
  }

  private checkOrder({ producer, order, name }: KeyedWrite): void {
    const before = this.orders.get(producer);
    must(
      before === undefined || before.order < order,
      'the records of a producer are in the order in which it sent them',
      () => `${name} comes after ${before?.name}.`,
    );
    this.orders.set(producer, { order, name });
  }

  /** The end is reached. `startOffset` is where the log begins by now. */
  end(startOffset: Offset): void {
    for (const [key, offset] of this.acknowledged) {
      if (offset < startOffset) continue;
      const last = this.last.get(key) ?? -1;
      must(
        last >= offset || this.log.mayBeRemoved(key, offset),
        'a compacted log has the last record of each key',
        () =>
          `The last record of key ${key} that is read is at ${last}; ${this.log.describe(offset)} ` +
          'was safe before.',
      );
    }
  }
}
