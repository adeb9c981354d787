import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { endChild, startChild } from '../process/child-processes.ts';

const CALL_MS_MAX = 60_000;

/** How transactions look to a consumer. */
export type IsolationLevel = 'read_uncommitted' | 'read_committed';

/** A header of a record to produce, with its value in hexadecimal. */
export type HeaderToProduce = readonly [string, string | null];

/** Key and value in hexadecimal, headers, and a timestamp. */
export type RecordToProduce = readonly [
  string | null,
  string | null,
  readonly HeaderToProduce[],
  number,
];

/** Records that are sent together, and how their transaction ends if it is one. */
export interface BatchToProduce {
  readonly records: readonly RecordToProduce[];
  readonly end?: 'commit' | 'abort' | 'open';
}

/** A record that was read: offset, type of the timestamp, timestamp, key, value and headers. */
export type ReadRecord = readonly [
  number,
  number,
  number,
  string | null,
  string | null,
  readonly HeaderToProduce[],
];

/** What a consumer read, and the offset where it came to the end. */
export interface ReadPartition {
  readonly records: readonly ReadRecord[];
  readonly end: number;
}

/** All that a broker shows of a partition to consumers of an isolation level. */
export interface IsolatedReading {
  readonly all: ReadPartition;
  /** By ListOffsets: the start, the end, the greatest timestamp, and some timestamps. */
  readonly offsets: unknown;
  /** What is read from the offset of a timestamp on, by the timestamp; null if there is none. */
  readonly seeks: Readonly<Record<string, ReadPartition | null>>;
}

/** All that a broker shows of a partition to consumers. */
export type PartitionReading = Readonly<Record<IsolationLevel, IsolatedReading>>;

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly number: number;
  readonly value?: unknown;
  readonly failure?: string;
}

/**
 * Writes and reads partition 0 of topics with librdkafka, through confluent-kafka for Python. Calls
 * that do not wait for each other run at the same time.
 */
export class PartitionClient implements AsyncDisposable {
  private readonly child: ChildProcess;
  private readonly pending = new Map<number, PendingCall>();
  private calls = 0;

  constructor() {
    const script = join(PACKAGE, 'python', 'log_folders.py');
    this.child = startChild(pythonPath(), [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (this.child.stdout === null) throw new Error('Python has no standard output.');
    createInterface({ input: this.child.stdout }).on('line', (line) => this.complete(line));
    this.child.once('close', () => this.failAll());
  }

  /** Creates topics, each with its configs, and waits for their leaders. Resolves to their ids. */
  async create(
    server: string,
    topics: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Promise<Readonly<Record<string, string>>> {
    return (await this.call('create', { server, topics })) as Record<string, string>;
  }

  /** Sends batches, idempotently or in transactions, and waits until they are acknowledged. */
  async produce(
    server: string,
    topic: string,
    batches: readonly BatchToProduce[],
    options: {
      readonly transactional_id?: string;
      readonly options?: Readonly<Record<string, unknown>>;
    } = {},
  ): Promise<void> {
    await this.call('produce', { server, topic, batches, ...options });
  }

  /**
   * Assigns the partitions of topics and reads them in every way, from their starts and from
   * timestamps of their records, which are the same for two partitions with the same records.
   */
  async readEverything(
    server: string,
    topics: readonly string[],
  ): Promise<Readonly<Record<string, PartitionReading>>> {
    const readings = await this.call('read_everything', { server, topics });
    return readings as Record<string, PartitionReading>;
  }

  /** The values of all records, in hexadecimal. */
  async readValues(server: string, topic: string): Promise<readonly (string | null)[]> {
    return (await this.call('read_values', { server, topic })) as (string | null)[];
  }

  /** DeleteRecords before an offset. */
  async deleteRecords(server: string, topic: string, before: number): Promise<void> {
    await this.call('delete_records', { server, topic, before });
  }

  private async call(call: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    const number = this.calls++;
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), CALL_MS_MAX);
    try {
      return await new Promise((resolve, reject) => {
        this.pending.set(number, { resolve, reject });
        this.child.stdin?.write(`${JSON.stringify({ call, number, ...args })}\n`);
      });
    } finally {
      clearTimeout(timeout);
    }
  }

  private complete(line: string): void {
    const { number, value, failure } = JSON.parse(line) as Answer;
    const call = this.pending.get(number);
    this.pending.delete(number);
    if (failure === undefined) call?.resolve(value);
    else call?.reject(new Error(failure));
  }

  private failAll(): void {
    const error = new Error(`Python ended, or a call took over ${CALL_MS_MAX} ms.`);
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }

  /** Ends Python. */
  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.child, 'SIGKILL');
  }
}
