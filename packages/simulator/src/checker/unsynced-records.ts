import { partitionName, type SentRecord } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { CleanStop } from '../world/world.ts';
import { type CheckedWorld, checkLog, type FinalLog, type RecordsByOffset } from './check-log.ts';

/** What a history of such records is judged by. */
export interface UnsyncedWorld extends CheckedWorld {
  readonly powerLossesCount: number;
  readonly failedSyncsCount: number;
  readonly crashesCount: number;
  readonly stops: readonly CleanStop[];
}

/** What had happened when a record was sent, and when its acknowledgement was heard. */
interface Circumstances {
  readonly lossesAtSend: number;
  readonly failedSyncsAtSend: number;
  lossesAtHear: number;
  stopsAtHear: number;
  /** Whether it must survive a loss of power, as those of other topics do. */
  isDurable: boolean;
}

/**
 * The records of a topic that are acknowledged without a sync (`odradek.flush=os`). Those that were
 * acknowledged may be missing in the end only if a loss of power has come after them, no stop in order
 * has come before it, and everything behind them has gone with them.
 */
export class UnsyncedRecords {
  private readonly world: UnsyncedWorld;
  /** Its `flush.messages`. */
  private readonly flushMessages: number;
  private readonly circumstances = new Map<SentRecord, Circumstances>();

  constructor(world: UnsyncedWorld, flushMessages: number) {
    this.world = world;
    this.flushMessages = flushMessages;
  }

  /** Notes a record that is going to be sent. */
  noteSent(record: SentRecord): void {
    const { powerLossesCount: lossesAtSend, failedSyncsCount } = this.world;
    this.circumstances.set(record, {
      lossesAtSend,
      failedSyncsAtSend: failedSyncsCount,
      lossesAtHear: lossesAtSend,
      stopsAtHear: 0,
      isDurable: false,
    });
  }

  /** Notes that it is settled. */
  noteSettled(record: SentRecord): void {
    const { powerLossesCount, stops } = this.world;
    const circumstances = this.circumstances.get(record);
    if (circumstances === undefined) return;
    circumstances.lossesAtHear = powerLossesCount;
    circumstances.stopsAtHear = stops.length;
  }

  /** It was journalled for certain. */
  noteDurable(record: SentRecord): void {
    const circumstances = this.circumstances.get(record);
    if (circumstances !== undefined) circumstances.isDurable = true;
  }

  /** Where a partition ends at least, if no more than its known records are there now. */
  endOf(partition: number): number {
    let end = 0;
    for (const [record, circumstances] of this.circumstances) {
      const { fate, topicPartition } = record;
      if (topicPartition.partition !== partition || fate.type !== 'acknowledged') continue;
      if (!this.isBeyondLoss(record, circumstances)) continue;
      end = Math.max(end, fate.offset + 1);
    }
    return end;
  }

  /** Whether nothing has happened that a record may be lost by. */
  private isBeyondLoss(record: SentRecord, circumstances: Circumstances): boolean {
    const { powerLossesCount, stops } = this.world;
    const { lossesAtSend, failedSyncsAtSend, stopsAtHear, isDurable } = circumstances;
    const folder = partitionName(record.topicPartition);
    const isKept = (stop: CleanStop): boolean =>
      stop.touchedFolders.has(folder) &&
      stop.powerLossesCount === lossesAtSend &&
      stop.failedSyncsCount === failedSyncsAtSend;
    return (
      isDurable ||
      this.flushMessages === 1 ||
      powerLossesCount === lossesAtSend ||
      stops.slice(stopsAtHear).some((stop) => isKept(stop))
    );
  }

  /** Checks one of its partitions, as it was read in the end. Raises a `Violation`. */
  check(log: FinalLog): void {
    const { world } = this;
    const lost: SentRecord[] = [];
    checkLog(world, log, (record, records) => {
      this.checkLoss(record, records);
      lost.push(record);
      return true;
    });
    must(
      lost.length <= (this.flushMessages - 1) * world.powerLossesCount,
      'flush.messages bounds what a loss of power takes',
      () =>
        `${lost.length} records of ${partitionName(log.topicPartition)} are lost that were ` +
        `acknowledged, flush.messages=${this.flushMessages}; the power was lost ` +
        `${world.powerLossesCount} times.`,
    );
    world.events.reach('record lost with the page cache', lost.length);
    this.countKept(log, new Set(lost));
  }

  private checkLoss(record: SentRecord, records: RecordsByOffset): void {
    const circumstances = this.circumstances.get(record);
    const { name, fate } = record;
    must(
      circumstances !== undefined && !this.isBeyondLoss(record, circumstances),
      'records are lost by a loss of power alone, and from the end',
      () => `${name} is missing: ${JSON.stringify({ fate, ...circumstances })}.`,
    );
    must(
      [...records.values()].every(({ value }) => value !== record.value),
      'acknowledged records are there, at their offset',
      () => `${name} is at another offset: ${JSON.stringify(fate)}.`,
    );
    if (fate.type !== 'acknowledged') return;
    for (const [other, { lossesAtHear }] of this.circumstances) {
      const isBehind =
        other.fate.type === 'acknowledged' &&
        other.fate.offset > fate.offset &&
        records.get(other.fate.offset)?.value === other.value &&
        partitionName(other.topicPartition) === partitionName(record.topicPartition);
      must(
        !isBehind || lossesAtHear > circumstances.lossesAtSend,
        'records are lost by a loss of power alone, and from the end',
        () =>
          `${name} is missing, ${other.name} is there, which was behind it: ${JSON.stringify(fate)}.`,
      );
    }
  }

  private countKept({ topicPartition }: FinalLog, lost: ReadonlySet<SentRecord>): void {
    const { events, powerLossesCount, crashesCount } = this.world;
    const partition = partitionName(topicPartition);
    for (const [record, { lossesAtSend, isDurable }] of this.circumstances) {
      const isOther = partitionName(record.topicPartition) !== partition;
      if (isOther || isDurable || lost.has(record) || record.fate.type !== 'acknowledged') continue;
      if (powerLossesCount > lossesAtSend) {
        if (this.flushMessages === 1) events.reach('record kept by flush.messages');
      } else if (crashesCount > powerLossesCount) events.reach('record kept in the page cache');
    }
  }
}
