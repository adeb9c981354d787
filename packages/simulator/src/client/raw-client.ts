import {
  assert,
  ByteReader,
  ByteWriter,
  type Clock,
  type Endpoint,
  KafkaError,
  type Network,
  type Socket,
} from '@odradek/base';
import {
  type ApiKeyInfo,
  apiKeyInfo,
  FrameDecoder,
  peekCorrelationId,
  readResponseHeader,
  writeRequest,
} from '@odradek/protocol';

/** How the messages of an API are written by a client and read by it. */
export interface ClientApi<Request, Response> {
  readonly apiKey: number;
  readonly version: number;
  readonly writeRequest: (writer: ByteWriter, request: Request, version: number) => void;
  readonly readResponse: (reader: ByteReader, version: number) => Response;
}

/** What a client needs of its process. */
export interface ClientEnvironment {
  readonly clock: Clock;
  readonly network: Network;
}

interface Waiting {
  readonly resolve: (frame: Buffer) => void;
  readonly reject: (error: KafkaError) => void;
}

/** One connection that sends single requests of one version each: a client without any cleverness. */
export class RawClient {
  private readonly clock: Clock;
  private readonly decoder = new FrameDecoder();
  private readonly waiting = new Map<number, Waiting>();
  private socket: Socket | undefined;
  private nextCorrelationId = 1;

  private constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Connects. Rejects with `NETWORK_EXCEPTION` if that fails. */
  static async connect(
    { clock, network }: ClientEnvironment,
    endpoint: Endpoint,
    timeoutMs: number,
  ): Promise<RawClient> {
    const client = new RawClient(clock);
    client.socket = await network.connect(endpoint, { timeoutMs }, () => ({
      onData: (bytes) => client.receive(bytes),
      onDrain: () => {},
      onClose: () => client.fail('the connection was closed'),
    }));
    return client;
  }

  /** Whether the connection is there. */
  get isOpen(): boolean {
    return this.socket !== undefined;
  }

  /** Sends a request and waits for its response. Rejects with `NETWORK_EXCEPTION` if none comes. */
  async request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: Request,
    timeoutMs: number,
  ): Promise<Response> {
    const { socket } = this;
    if (socket === undefined) throw networkError('the connection is gone');
    const correlationId = this.nextCorrelationId++;
    const info = infoOf(api.apiKey);
    const writer = new ByteWriter();
    const header = { api: info, apiVersion: api.version, correlationId, clientId: 'raw' };
    writeRequest(writer, header, body, api.writeRequest);
    const timer = this.clock.setTimer(timeoutMs, () => this.fail('no response came in time'));
    try {
      const frame = await new Promise<Buffer>((resolve, reject) => {
        this.waiting.set(correlationId, { resolve, reject });
        socket.send([writer.toBuffer()]);
      });
      const reader = new ByteReader(frame);
      readResponseHeader(reader, info, api.version);
      return api.readResponse(reader, api.version);
    } finally {
      timer.cancel();
    }
  }

  private receive(bytes: Buffer): void {
    this.decoder.push(bytes);
    for (let frame = this.decoder.next(); frame !== undefined; frame = this.decoder.next()) {
      const correlationId = peekCorrelationId(new ByteReader(frame));
      const waiting = this.waiting.get(correlationId);
      assert(waiting !== undefined, `response ${correlationId} was asked for`);
      this.waiting.delete(correlationId);
      waiting.resolve(frame);
    }
  }

  private fail(reason: string): void {
    const { socket } = this;
    this.socket = undefined;
    for (const { reject } of this.waiting.values()) reject(networkError(reason));
    this.waiting.clear();
    socket?.close();
  }

  close(): void {
    this.fail('it was closed by its owner');
  }
}

function infoOf(apiKey: number): ApiKeyInfo {
  const info = apiKeyInfo(apiKey);
  assert(info !== undefined, `API key ${apiKey} is declared`);
  return info;
}

function networkError(reason: string): KafkaError {
  return new KafkaError('NETWORK_EXCEPTION', `No response: ${reason}.`, { retriable: true });
}
