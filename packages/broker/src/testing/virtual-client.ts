import { assert, ByteReader, ByteWriter } from '@odradek/base';
import type { VirtualSocket } from '@odradek/base/testing';
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
  readonly writeRequest: (writer: ByteWriter, request: Request, version: number) => void;
  readonly readResponse: (reader: ByteReader, version: number) => Response;
}

/** A request on its way. */
export interface SentRequest<Response> {
  readonly api: ClientApi<never, Response>;
  readonly version: number;
  readonly correlationId: number;
}

/** A client of a broker on a virtual network. */
export class VirtualClient {
  readonly socket: VirtualSocket;
  /** The correlation ids of the responses, in the order in which they came. */
  readonly received: number[] = [];
  private readonly settle: (isDone: () => boolean) => Promise<void>;
  private readonly decoder = new FrameDecoder();
  private readonly frames = new Map<number, Buffer>();
  private nextCorrelationId = 1;

  /** `settle` lets the broker work until nothing is left to do, or the argument answers `true`. */
  constructor(socket: VirtualSocket, settle: (isDone: () => boolean) => Promise<void>) {
    this.socket = socket;
    this.settle = settle;
  }

  /** The frame of a request, and what its response is found by. */
  frame<Request, Response>(
    api: ClientApi<Request, Response>,
    version: number,
    request: Request,
  ): { readonly bytes: Buffer; readonly sent: SentRequest<Response> } {
    const correlationId = this.nextCorrelationId++;
    const writer = new ByteWriter();
    const header = { api: infoOf(api), apiVersion: version, correlationId, clientId: 'virtual' };
    writeRequest(writer, header, request, api.writeRequest);
    return { bytes: writer.toBuffer(), sent: { api, version, correlationId } };
  }

  /** Sends a request without waiting for anything. */
  send<Request, Response>(
    api: ClientApi<Request, Response>,
    version: number,
    request: Request,
  ): SentRequest<Response> {
    const { bytes, sent } = this.frame(api, version, request);
    this.socket.send(bytes);
    return sent;
  }

  /** The response if it has come, without waiting. It is taken: the next call has it no more. */
  take<Response>({ api, version, correlationId }: SentRequest<Response>): Response | undefined {
    this.receive();
    const frame = this.frames.get(correlationId);
    if (frame === undefined) return undefined;
    this.frames.delete(correlationId);
    const reader = new ByteReader(frame);
    readResponseHeader(reader, infoOf(api), version);
    const response = api.readResponse(reader, version);
    assert(reader.remaining === 0, 'a response ends with its body');
    return response;
  }

  /** Waits for a response. Fails if the broker closes the connection, or has nothing left to do. */
  async response<Response>(sent: SentRequest<Response>): Promise<Response> {
    await this.settle(() => this.socket.isClosed || this.hasResponse(sent));
    const response = this.take(sent);
    assert(response !== undefined, `request ${sent.correlationId} is answered`);
    return response;
  }

  /** Sends a request and waits for its response. */
  request<Request, Response>(
    api: ClientApi<Request, Response>,
    version: number,
    request: Request,
  ): Promise<Response> {
    return this.response(this.send(api, version, request));
  }

  /** Whether the response has come. */
  hasResponse({ correlationId }: SentRequest<unknown>): boolean {
    this.receive();
    return this.frames.has(correlationId);
  }

  private receive(): void {
    this.decoder.push(this.socket.receive());
    for (let frame = this.decoder.next(); frame !== undefined; frame = this.decoder.next()) {
      const correlationId = peekCorrelationId(new ByteReader(frame));
      this.received.push(correlationId);
      this.frames.set(correlationId, frame);
    }
  }
}

function infoOf(api: ClientApi<never, unknown>): ApiKeyInfo {
  const info = apiKeyInfo(api.apiKey);
  assert(info !== undefined, `API key ${api.apiKey} is declared`);
  return info;
}
