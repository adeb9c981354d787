import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { errorOf } from '@odradek/protocol';

import type { ReadyFetch } from './ready-fetch.ts';
import { offsetBehind } from './whole-batches.ts';

const SIZE_BYTES = 4;
/** More than an answer has that may hold a megabyte of records. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/** What an answer brought. */
export interface Fetched {
  readonly partition: number;
  /** Behind the last batch that is whole, where the next read begins. */
  readonly nextOffset: number;
  /** Of records. */
  readonly bytes: number;
  /** When its last byte was read. */
  readonly readAtMs: number;
}

/**
 * A connection that reads one answer after the other into the same memory, and looks at nothing but
 * the heads of the batches.
 */
export class FetchConnection {
  private readonly socket: Socket;
  private readonly request: ReadyFetch;
  private readonly onFetched: (fetched: Fetched) => void;
  private readonly onFailed: (error: Error) => void;
  private readonly memory: Buffer = Buffer.allocUnsafeSlow(ANSWER_BYTES_MAX);
  private filled = 0;
  private partition = 0;
  private offset = 0;
  private hasEnded = false;

  private constructor(address: string, options: FetchConnectionOptions) {
    const [host = '', port = ''] = address.split(':');
    this.request = options.request;
    this.onFetched = options.onFetched;
    this.onFailed = options.onFailed;
    this.socket = connect({
      host,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: () => this.memory.subarray(this.filled),
        callback: (length) => {
          this.filled += length;
          this.receive();
          return true;
        },
      },
    });
  }

  /** Connects to `host:port`; nothing is asked for before `fetch`. */
  static async connect(address: string, options: FetchConnectionOptions): Promise<FetchConnection> {
    const connection = new FetchConnection(address, options);
    await once(connection.socket, 'connect');
    connection.socket.on('error', (error) => connection.fail(error));
    connection.socket.on('close', () => connection.fail(new Error('The broker closed a reader.')));
    return connection;
  }

  /** Asks for what is behind an offset; not again before the answer has come. */
  fetch(partition: number, offset: number): void {
    this.partition = partition;
    this.offset = offset;
    this.socket.write(this.request.at(partition, offset));
  }

  /** Closes the connection, whatever is still to come. */
  close(): void {
    this.hasEnded = true;
    this.socket.destroy();
  }

  private receive(): void {
    if (this.filled < SIZE_BYTES) return;
    const end = SIZE_BYTES + this.memory.readInt32BE(0);
    if (end > ANSWER_BYTES_MAX) this.fail(new Error(`An answer has ${end} bytes.`));
    else if (this.filled >= end) this.answer(end);
  }

  private answer(end: number): void {
    this.filled = 0;
    const { errorCodesAt, recordsAt } = this.request;
    const errorCode = errorCodesAt
      .map((at) => this.memory.readInt16BE(at))
      .find((code) => code !== 0);
    if (errorCode !== undefined) {
      this.fail(errorOf(errorCode, 'The broker refused a Fetch of the bench.'));
      return;
    }
    this.onFetched({
      partition: this.partition,
      nextOffset: offsetBehind(this.memory, recordsAt, end) ?? this.offset,
      bytes: end - recordsAt,
      readAtMs: performance.now(),
    });
  }

  private fail(error: Error): void {
    if (this.hasEnded) return;
    this.close();
    this.onFailed(error);
  }
}

/** What a connection asks for, and who hears of the answers. */
export interface FetchConnectionOptions {
  readonly request: ReadyFetch;
  /** May ask for the next at once. */
  readonly onFetched: (fetched: Fetched) => void;
  /** Called once, with the reason why nothing more comes. */
  readonly onFailed: (error: Error) => void;
}
