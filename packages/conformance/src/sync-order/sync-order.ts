import { FrameDecoder } from '@odradek/protocol';

import { bytesWritten, type Descriptor, descriptorAt, type SystemCall } from './system-call.ts';

/** How a record became durable. */
export type DurableBy =
  | 'sync of a segment'
  | 'sync of a journal file'
  | 'synchronous write of a journal file'
  | 'synchronous write of a segment';

/** What a trace shows of the answers to Produce requests. */
export interface SyncOrder {
  /** How many of the expected answers were written to a socket. */
  readonly answers: number;
  /** How many records were durable by what, of those that were answered. */
  readonly durableBy: Readonly<Partial<Record<DurableBy, number>>>;
  /** Answers that came before their records were durable, one sentence each. */
  readonly violations: readonly string[];
}

/** A write to a file that no sync has covered yet. */
interface UnsyncedWrite {
  readonly returnedAt: number;
  readonly markers: readonly string[];
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
const SYNCHRONOUS = /O_D?SYNC|RWF_D?SYNC/;
const MARKER_LENGTH = 24;
const MARKER = /~record-[0-9]{15}~/g;

/** A text that is in no other record, for the value of one. */
export function marker(number: number): string {
  return `~record-${String(number).padStart(MARKER_LENGTH - '~record-~'.length, '0')}~`;
}

/**
 * Follows the bytes of records from their writes to files over the syncs of those files to the
 * answers on sockets, in a trace of a broker.
 */
export class SyncOrderJudge {
  private readonly listener: string;
  private readonly expected: ReadonlyMap<number, readonly string[]>;
  /** By path. */
  private readonly unsynced = new Map<string, UnsyncedWrite[]>();
  private readonly durable = new Map<string, Durable>();
  /** The descriptors that were opened for synchronous writes. */
  private readonly synchronous = new Set<number>();
  /** By the addresses of the socket. */
  private readonly streams = new Map<string, AnswerStream>();
  private readonly durableBy = new Map<DurableBy, number>();
  private readonly violations: string[] = [];
  private answers = 0;

  /**
   * @param address `host:port` of the broker: it has other sockets too
   * @param expected the markers of the records of each request, by its correlation id
   */
  constructor(address: string, expected: ReadonlyMap<number, readonly string[]>) {
    this.listener = `TCP:[${address}->`;
    this.expected = expected;
  }

  /** Takes the next call that returned. */
  take(call: SystemCall): void {
    if (call.name === 'openat') this.open(call);
    else if (SYNCS.has(call.name)) this.sync(call);
    else if (WRITES.has(call.name)) this.write(call);
    else throw new Error(`The broker calls ${call.name}, whose order the trace does not show.`);
  }

  /** What was shown so far. */
  get order(): SyncOrder {
    const durableBy = Object.fromEntries(this.durableBy);
    return { answers: this.answers, durableBy, violations: this.violations };
  }

  private open({ args, result }: SystemCall): void {
    const number = Number.parseInt(result, 10);
    if (SYNCHRONOUS.test(args)) this.synchronous.add(number);
    else this.synchronous.delete(number);
  }

  private write(call: SystemCall): void {
    const target = descriptorAt(call.args);
    if (target === undefined) return;
    if (target.what.startsWith(this.listener)) this.send(call, target);
    else if (target.what.startsWith('/')) this.writeFile(call, target);
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
      this.violations.push(`${what}, before ${early.length} of its records were durable`);
    }
    for (const each of markers) {
      const by = this.durable.get(each)?.by;
      if (by !== undefined) this.durableBy.set(by, (this.durableBy.get(by) ?? 0) + 1);
    }
  }

  private writeFile(call: SystemCall, { number, what: path }: Descriptor): void {
    const markers = bytesWritten(call).toString('latin1').match(MARKER) ?? [];
    if (markers.length === 0) return;
    if (this.synchronous.has(number) || SYNCHRONOUS.test(call.args)) {
      this.makeDurable(markers, `synchronous write of a ${kindOf(path)}`, call.returnedAt);
      return;
    }
    const writes = this.unsynced.get(path) ?? [];
    writes.push({ returnedAt: call.returnedAt, markers });
    this.unsynced.set(path, writes);
  }

  private sync({ args, result, enteredAt, returnedAt: at }: SystemCall): void {
    const path = descriptorAt(args)?.what ?? '';
    const writes = this.unsynced.get(path) ?? [];
    if (result !== '0' || writes.length === 0) return;
    const covered = writes.filter(({ returnedAt }) => returnedAt < enteredAt);
    for (const { markers } of covered) this.makeDurable(markers, `sync of a ${kindOf(path)}`, at);
    this.unsynced.set(
      path,
      writes.filter((write) => !covered.includes(write)),
    );
  }

  private makeDurable(markers: readonly string[], by: DurableBy, at: number): void {
    for (const each of markers) if (!this.durable.has(each)) this.durable.set(each, { by, at });
  }
}

function kindOf(path: string): 'segment' | 'journal file' {
  return path.endsWith('.log') ? 'segment' : 'journal file';
}
