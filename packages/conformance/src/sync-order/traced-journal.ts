import type { FrameEntry, JournalFrame } from './journal-frame.ts';
import { markersIn } from './marker.ts';
import type { TracedSegment } from './traced-segment.ts';
import type { OnDurable, Way } from './traced-files.ts';

/** How a record became durable by the journal. */
export type DurableByJournal = `${Way} of the journal` | 'sync of the segment, then the journal';

/** What a `TracedJournal` tells of. */
export interface TracedJournalOptions {
  readonly segmentOf: (entry: FrameEntry) => TracedSegment;
  /** Records are durable from a line of the trace on. */
  readonly onDurable: (markers: readonly string[], by: DurableByJournal, at: number) => void;
  /** A sentence about something that must not be. */
  readonly onViolation: (violation: string) => void;
}

interface WrittenFrame {
  readonly frame: JournalFrame;
  /** Markers of which the segment had been synced when the frame was written that names them. */
  readonly referred: readonly string[];
  way: Way | undefined;
}

/**
 * The frames of a journal. One counts when it is durable and all before it are: a replay ends at the
 * first that is missing.
 */
export class TracedJournal {
  private readonly options: TracedJournalOptions;
  /** By the number of the frame before; those that do not count yet. */
  private readonly waiting = new Map<number, WrittenFrame>();
  /** Those that count, and whose entries were not seen to be durable in their segments. */
  private unchecked: JournalFrame[] = [];
  private lastLsn = 0;

  constructor(options: TracedJournalOptions) {
    this.options = options;
  }

  /** Takes a frame whose write began in a line of the trace; answers what to call when it is durable. */
  write(frame: JournalFrame, enteredAt: number): OnDurable {
    this.checkCheckpoint(frame, enteredAt);
    const references = frame.entries.filter(({ bytes }) => bytes === undefined);
    const referred = references.flatMap(
      (entry) => this.options.segmentOf(entry).in(entry, enteredAt).durable,
    );
    const written: WrittenFrame = { frame, referred, way: undefined };
    this.waiting.set(frame.previousLsn, written);
    return (at, way) => {
      written.way = way;
      this.goOn(at);
    };
  }

  private goOn(at: number): void {
    for (;;) {
      const next = this.waiting.get(this.lastLsn);
      if (next?.way === undefined) return;
      const { frame, referred, way } = next;
      this.waiting.delete(this.lastLsn);
      this.lastLsn = frame.lsn;
      this.unchecked.push(frame);
      const markers = frame.entries.flatMap(({ bytes }) =>
        bytes === undefined ? [] : markersIn(bytes).map(({ marker }) => marker),
      );
      this.options.onDurable(markers, `${way} of the journal`, at);
      this.options.onDurable(referred, 'sync of the segment, then the journal', at);
    }
  }

  /** What a checkpoint says was synced is not replayed: it must have been. */
  private checkCheckpoint({ lsn, checkpointLsn }: JournalFrame, enteredAt: number): void {
    const claimed = this.unchecked.filter((frame) => frame.lsn <= checkpointLsn);
    this.unchecked = this.unchecked.filter((frame) => frame.lsn > checkpointLsn);
    for (const entry of claimed.flatMap(({ entries }) => entries)) {
      const { others } = this.options.segmentOf(entry).in(entry, enteredAt);
      if (others.length === 0) continue;
      const what = `frame ${lsn} leaves ${others.length} records of ${entry.folder} behind the checkpoint`;
      this.options.onViolation(`${what}, which were not synced in the segment`);
    }
  }
}
