import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { ByteReader, ByteWriter } from '@odradek/base';
import {
  apiKeyInfo,
  type ApiKeyInfo,
  FrameDecoder,
  readResponseHeader,
  type WriteBody,
  writeRequest,
} from '@odradek/protocol';

/** A request of one API at one version, and how its answer is read. */
export interface Call<Request, Response> {
  readonly apiKey: number;
  readonly version: number;
  readonly write: WriteBody<Request>;
  readonly read: (reader: ByteReader, version: number) => Response;
}

interface PendingCall {
  readonly correlationId: number;
  readonly resolve: (body: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** The connection ended before an answer came: whether the request was served is not known. */
export class ConnectionLost extends Error {}

/** A connection on which many requests may be under way; a broker answers them in their order. */
export class PipelinedConnection implements Disposable {
  private readonly socket: Socket;
  private readonly decoder = new FrameDecoder();
  private readonly pending: PendingCall[] = [];
  private nextCorrelationId: number;
  private lost: Error | undefined;

  private constructor(socket: Socket, correlationIdFirst: number) {
    this.socket = socket;
    this.nextCorrelationId = correlationIdFirst;
    socket.on('data', (bytes: Buffer) => this.receive(bytes));
    // `close` follows, and says it to whoever waits.
    socket.on('error', (error) => (this.lost ??= error));
    socket.once('close', () => this.lose());
  }

  /**
   * Connects to `host:port`. Raises what the socket does if nobody listens there.
   *
   * @param correlationIdFirst the correlation id of the first request; each one more has the next
   */
  static async connect(address: string, correlationIdFirst = 0): Promise<PipelinedConnection> {
    const [host = '', port = ''] = address.split(':');
    const socket = connect({ host, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new PipelinedConnection(socket, correlationIdFirst);
  }

  /** Whether no more requests can be sent. */
  get isClosed(): boolean {
    return this.socket.destroyed;
  }

  /** How many bytes have come in. */
  get bytesReceived(): number {
    return this.socket.bytesRead;
  }

  /** The correlation id that the next request gets. */
  get correlationIdOfNext(): number {
    return this.nextCorrelationId;
  }

  /** Sends a request. Resolves to its answer; rejects with `ConnectionLost` if none can come. */
  async call<Request, Response>(
    call: Call<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const api = apiKeyInfo(call.apiKey);
    if (api === undefined) throw new Error(`API key ${call.apiKey} is not declared.`);
    const reader = new ByteReader(await this.send(api, call, request));
    readResponseHeader(reader, api, call.version);
    return call.read(reader, call.version);
  }

  private send<Request, Response>(
    api: ApiKeyInfo,
    { version, write }: Call<Request, Response>,
    request: Request,
  ): Promise<Buffer> {
    if (this.socket.destroyed) return Promise.reject(this.connectionLost());
    const correlationId = this.nextCorrelationId++;
    const writer = new ByteWriter();
    const header = { api, apiVersion: version, correlationId, clientId: 'raw' };
    writeRequest(writer, header, request, write);
    this.socket.write(writer.toBuffer());
    return new Promise((resolve, reject) => {
      this.pending.push({ correlationId, resolve, reject });
    });
  }

  private receive(bytes: Buffer): void {
    this.decoder.push(bytes);
    for (let frame = this.decoder.next(); frame !== undefined; frame = this.decoder.next()) {
      const call = this.pending.shift();
      const correlationId = frame.readInt32BE();
      if (call?.correlationId === correlationId) call.resolve(frame);
      else call?.reject(new Error(`${correlationId} was answered for ${call.correlationId}.`));
    }
  }

  private lose(): void {
    const error = this.connectionLost();
    for (const { reject } of this.pending.splice(0)) reject(error);
  }

  private connectionLost(): ConnectionLost {
    return new ConnectionLost('The connection to the broker is lost.', { cause: this.lost });
  }

  /** Closes it; whoever waits for an answer is told. */
  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
