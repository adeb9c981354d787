import { dirname, join } from 'node:path';

import { FrameDecoder } from '@odradek/protocol';

import { framesIn, isJournalFile } from './journal-frame.ts';
import {
  bytesWritten,
  type Descriptor,
  descriptorAt,
  positionOf,
  type SystemCall,
} from './system-call.ts';
import { TracedFiles } from './traced-files.ts';
import { type DurableByJournal, TracedJournal } from './traced-journal.ts';
import { TracedSegment } from './traced-segment.ts';

/** How a record became durable. */
export type DurableBy = DurableByJournal | 'sync of the segment';

/** What a record must be durable in before it is acknowledged; see `odradek.flush`. */
export type Acknowledged = 'in the journal' | 'in the segment';

/** What a trace shows of the answers to Produce requests. */
export interface SyncOrder {
  /** How many of the expected answers were written to a socket. */
  readonly answers: number;
  /** How many records were durable by what, of those that were answered. */
  readonly durableBy: Readonly<Partial<Record<DurableBy, number>>>;
  /** Answers that came before their records were durable, one sentence each. */
  readonly early: readonly string[];
  /** Checkpoints of the journal that came before what they speak of, one sentence each. */
  readonly unsynced: readonly string[];
}

/** What made a record durable. */
interface Durable {
  readonly by: DurableBy;
  /** The line of the trace from which on it was. */
  readonly at: number;
}

/** The answers on a socket. */
interface AnswerStream {
  readonly decoder: FrameDecoder;
  /** The line in which the first bytes of a frame were written that is not whole yet. */
  startedAt: number | undefined;
}

const WRITES: ReadonlySet<string> = new Set([
  'write',
  'writev',
  'pwrite64',
  'pwritev',
  'pwritev2',
  'sendmsg',
  'sendto',
]);
const SYNCS: ReadonlySet<string> = new Set(['fdatasync', 'fsync']);
const OFFSET_DIGITS = 20;

/**
 * Follows the bytes of records from their writes to files over the syncs of those files to the
 * answers on sockets, in a trace of the whole life of a broker with a new data directory.
 */
export class SyncOrderJudge {
  private readonly listener: string;
  private readonly expected: ReadonlyMap<number, readonly string[]>;
  private readonly acknowledged: Acknowledged;
  private readonly files = new TracedFiles();
  /** By path. */
  private readonly segments = new Map<string, TracedSegment>();
  /** By log directory. */
  private readonly journals = new Map<string, TracedJournal>();
  private readonly durable = new Map<string, Durable>();
  /** By the addresses of the socket. */
  private readonly streams = new Map<string, AnswerStream>();
  private readonly durableBy = new Map<DurableBy, number>();
  private readonly early: string[] = [];
  private readonly unsynced: string[] = [];
  private answers = 0;

  /**
   * @param address `host:port` of the broker: it has other sockets too
   * @param expected the markers of the records of each request, by its correlation id
   */
  constructor(
    address: string,
    expected: ReadonlyMap<number, readonly string[]>,
    acknowledged: Acknowledged,
  ) {
    this.listener = `TCP:[${address}->`;
    this.expected = expected;
    this.acknowledged = acknowledged;
  }

  /** Takes the next call that returned. */
  take(call: SystemCall): void {
    if (call.name === 'openat') this.files.open(call);
    else if (SYNCS.has(call.name)) this.files.sync(call);
    else if (WRITES.has(call.name)) this.write(call);
    else throw new Error(`The broker calls ${call.name}, whose order the trace does not show.`);
  }

  /** What was shown so far. */
  get order(): SyncOrder {
    const durableBy = Object.fromEntries(this.durableBy);
    return { answers: this.answers, durableBy, early: this.early, unsynced: this.unsynced };
  }

  private write(call: SystemCall): void {
    const target = descriptorAt(call.args);
    if (target === undefined) return;
    const { what } = target;
    if (what.startsWith(this.listener)) this.send(call, target);
    else if (isJournalFile(what)) this.writeJournal(call, target);
    else if (what.endsWith('.log')) this.writeSegment(call, target);
  }

  private send(call: SystemCall, { what: socket }: Descriptor): void {
    const stream = this.streams.get(socket) ?? {
      decoder: new FrameDecoder(),
      startedAt: undefined,
    };
    this.streams.set(socket, stream);
    const { decoder } = stream;
    decoder.push(bytesWritten(call));
    for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) {
      this.judge(frame.readInt32BE(), stream.startedAt ?? call.enteredAt);
      stream.startedAt = undefined;
    }
    if (decoder.bufferedBytes > 0) stream.startedAt ??= call.enteredAt;
  }

  private judge(correlationId: number, answeredAt: number): void {
    const markers = this.expected.get(correlationId);
    if (markers === undefined) return;
    this.answers++;
    const early = markers.filter(
      (each) => !((this.durable.get(each)?.at ?? Infinity) < answeredAt),
    );
    if (early.length > 0) {
      const what = `answer ${correlationId} was written in line ${answeredAt + 1}`;
      this.early.push(`${what}, before ${early.length} of its records were durable`);
    }
    for (const each of markers) {
      const by = this.durable.get(each)?.by;
      if (by !== undefined) this.durableBy.set(by, (this.durableBy.get(by) ?? 0) + 1);
    }
  }

  private writeSegment(call: SystemCall, target: Descriptor): void {
    const segment = this.segmentOf(target.what);
    const onDurable = segment.write(positionOf(call), bytesWritten(call));
    this.files.write(call, target, (at) => {
      const markers = onDurable(at);
      if (this.acknowledged === 'in the segment')
        this.makeDurable(markers, 'sync of the segment', at);
    });
  }

  private segmentOf(path: string): TracedSegment {
    const segment = this.segments.get(path) ?? new TracedSegment();
    this.segments.set(path, segment);
    return segment;
  }

  private writeJournal(call: SystemCall, target: Descriptor): void {
    const journal = this.journalOf(dirname(target.what));
    for (const frame of framesIn(bytesWritten(call)))
      this.files.write(call, target, journal.write(frame, call.enteredAt));
  }

  private journalOf(directory: string): TracedJournal {
    const known = this.journals.get(directory);
    if (known !== undefined) return known;
    const journal = new TracedJournal({
      segmentOf: ({ folder, baseOffset }) => {
        const name = `${String(baseOffset).padStart(OFFSET_DIGITS, '0')}.log`;
        return this.segmentOf(join(directory, folder, name));
      },
      onDurable: (markers, by, at) => this.makeDurable(markers, by, at),
      onViolation: (violation) => this.unsynced.push(violation),
    });
    this.journals.set(directory, journal);
    return journal;
  }

  private makeDurable(markers: readonly string[], by: DurableBy, at: number): void {
    for (const each of markers) if (!this.durable.has(each)) this.durable.set(each, { by, at });
  }
}
