import type { EventCounts } from '../events/named-events.ts';

const CLEANED_LOG = /\.log\.cleaned$/;
const SWAPPED_LOG = /\.log\.swap$/;

/** Sees by the operations of the disk where a broker is in the compaction of logs. */
export class CompactionEvents {
  private readonly events: EventCounts;
  /** The files that are written, and those that are whole, without what their names end with. */
  private readonly written = new Set<string>();
  private readonly whole = new Set<string>();

  constructor(events: EventCounts) {
    this.events = events;
  }

  /** Another life of the broker begins. */
  beginLife(): void {
    this.written.clear();
    this.whole.clear();
  }

  /** The broker is killed, or its power is lost. */
  noteCrash(): void {
    if (this.written.size > 0) this.events.reach('crash while a log was compacted');
    if (this.whole.size > 0) this.events.reach('crash while compacted segments were swapped');
  }

  /** The broker begins an operation of its disk. */
  note(operation: string, path: string): void {
    if (CLEANED_LOG.test(path)) {
      const name = path.replace(CLEANED_LOG, '');
      if (operation === 'create') this.written.add(name);
      if (operation === 'remove') this.written.delete(name);
      if (operation.startsWith('rename') && this.written.delete(name)) this.whole.add(name);
    } else if (SWAPPED_LOG.test(path) && operation.startsWith('rename')) {
      this.whole.delete(path.replace(SWAPPED_LOG, ''));
    }
  }
}
