import type { EventCounts } from '../events/named-events.ts';
import type { JournalPlan } from '../swarm/seed-plan.ts';
import { UNSYNCED_TOPIC } from '../undertakings/leave-to-the-system.ts';
import { BLOCK_BYTES } from './journal-settings.ts';

const JOURNAL_FILE = /^(\/[^/]+)\/odradek-journal-(\d{8})$/;
const WRITE = /^write (\d+) bytes \(\w+\) at (\d+) of$/;
/** The file of a segment; of the metadata nothing is opened by replay alone. */
const SEGMENT = /^\/[^/]+\/(?!__cluster_metadata)([^/]+)-\d+\/\d{20}\.log$/;
/** The numbers of the files that each journal has from the beginning. */
const FIRST_FILES = 2;

/** Sees by the operations of the disk what becomes of the journals, over all lives of the broker. */
export class JournalEvents {
  private readonly plan: JournalPlan;
  private readonly events: EventCounts;
  private readonly onReuse: () => void;
  /** The file that each log directory has written its last frame to. */
  private readonly current = new Map<string, string>();
  /** The files that had a frame. */
  private readonly used = new Set<string>();
  private isServing = false;
  private isReplaying = false;

  /** `onReuse` is called whenever the broker begins to write a frame to a file that had others. */
  constructor(plan: JournalPlan, events: EventCounts, onReuse: () => void) {
    this.plan = plan;
    this.events = events;
    this.onReuse = onReuse;
  }

  /** Another life of the broker begins. */
  beginLife(): void {
    this.isServing = false;
    this.isReplaying = false;
  }

  noteServing(): void {
    this.isServing = true;
    this.isReplaying = false;
  }

  /** The broker is killed, or its power is lost. */
  noteCrash(): void {
    if (this.isReplaying) this.events.reach('crash while the journal was replayed');
  }

  /** A write was cut short by that. */
  noteCutWrite(path: string): void {
    if (JOURNAL_FILE.test(path)) this.events.reach('fault: frame of the journal cut short');
  }

  /** The broker begins an operation of its disk. */
  note(operation: string, path: string): void {
    const [, directory, number] = JOURNAL_FILE.exec(path) ?? [];
    const [, bytes, position] = WRITE.exec(operation) ?? [];
    if (directory !== undefined) {
      if (operation === 'create' && Number(number) > FIRST_FILES) {
        this.events.reach('journal was given another file');
      }
      // What comes before is its header.
      if (Number(position) >= BLOCK_BYTES) {
        if (Number(bytes) > BLOCK_BYTES) {
          this.events.reach('frame of the journal over several blocks');
        }
        this.noteFrame(directory, path, Number(position));
      }
    } else if (bytes !== undefined) {
      this.noteSegmentWrite(path, Number(bytes));
    }
  }

  private noteFrame(directory: string, path: string, position: number): void {
    const { events, plan } = this;
    const before = this.current.get(directory);
    if (before !== undefined && before !== path) {
      events.reach('journal went on in another file');
      if (this.used.has(path)) {
        events.reach('file of the journal used again');
        this.onReuse();
      }
    }
    this.current.set(directory, path);
    this.used.add(path);
    // It is kept for the checkpoint that ends it.
    const lastBlockAt = (plan.fileBlocks - 1) * BLOCK_BYTES;
    if (position === lastBlockAt) events.reach('journal was full');
  }

  private noteSegmentWrite(path: string, bytes: number): void {
    const [, topic] = SEGMENT.exec(path) ?? [];
    if (topic === undefined) return;
    if (!this.isServing) {
      this.isReplaying = true;
      this.events.reach('journal replayed');
    } else if (bytes >= this.plan.byReferenceBytes && topic !== UNSYNCED_TOPIC) {
      this.events.reach('append journalled by reference');
    }
  }
}
