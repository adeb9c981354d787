import {
  ByteReader,
  ByteWriter,
  type Clock,
  KafkaError,
  type Socket,
  type SocketEvents,
  type Timer,
} from '@odradek/base';
import { FrameDecoder, readResponseHeader, writeRequest } from '@odradek/protocol';

import type { ClientApi, ClientResponse } from './client-api.ts';
import { networkError } from './network-error.ts';

/** What a channel is made of besides its socket. */
export interface RequestChannelOptions {
  readonly clock: Clock;
  readonly clientId: string;
  readonly receiveMessageMaxBytes: number;
  /** Whom error messages speak of, such as `broker 1 at localhost:9092`. */
  readonly peer: string;
}

/** A request to be sent. */
export interface OutgoingRequest<Request, Response extends ClientResponse> {
  readonly api: ClientApi<Request, Response>;
  readonly version: number;
  readonly body: Request;
  readonly timeoutMs: number;
}

interface InFlightRequest {
  readonly correlationId: number;
  readonly name: string;
  readonly deadlineMs: number;
  readonly timeoutMs: number;
  readonly answer: (frame: Buffer) => void;
  readonly reject: (error: KafkaError) => void;
}

const CORRELATION_ID_MAX = 0x7fffffff;
/**
 * What the objects of a response may cost, as Metadata of many partitions does: sixteen times what
 * arrived, since a broker is less of a stranger than a client is to a broker.
 */
const ALLOCATION_BYTES_FREE = 8 * 1024 * 1024;
const ALLOCATION_BYTES_PER_INPUT_BYTE = 16;

/**
 * Requests and responses over one socket. Responses come in the order of the requests; whatever
 * else arrives closes the channel, as does a response that takes too long. It is closed for its
 * user at once, also when the socket itself never reports it.
 */
export class RequestChannel implements SocketEvents {
  /** Called once, when no further request can be sent; all requests in flight were rejected. */
  onClosed: (error: KafkaError) => void = doNothing;
  /** Called when what was sent has left, after `isCongested` was true. */
  onDrained: () => void = doNothing;
  /** Whether the other side closed the connection. */
  wasHungUp = false;
  /** Whether so much waits to leave that no more should be sent. */
  isCongested = false;
  private readonly socket: Socket;
  private readonly options: RequestChannelOptions;
  private readonly decoder: FrameDecoder;
  private readonly inFlight: InFlightRequest[] = [];
  private correlationId = 0;
  private timer: Timer | undefined;
  private timerDueMs = 0;
  private closedBy: KafkaError | undefined;

  constructor(socket: Socket, options: RequestChannelOptions) {
    this.socket = socket;
    this.options = options;
    this.decoder = new FrameDecoder({
      bytesMax: options.receiveMessageMaxBytes,
      setting: 'receiveMessageMaxBytes',
    });
  }

  get isClosed(): boolean {
    return this.closedBy !== undefined;
  }

  /** How many requests wait for their responses. */
  get inFlightCount(): number {
    return this.inFlight.length;
  }

  /**
   * Sends a request at once and resolves to its response. Rejects with `NETWORK_EXCEPTION` if the
   * channel closes before, with `REQUEST_TIMED_OUT` after `timeoutMs`, and with
   * `ODRADEK_MALFORMED_MESSAGE` if the response is none; the latter two close the channel.
   */
  send<Request, Response extends ClientResponse>(
    request: OutgoingRequest<Request, Response>,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.closedBy !== undefined) {
        reject(this.lostConnection());
        return;
      }
      const { api, version, timeoutMs } = request;
      const correlationId = this.write(request);
      this.inFlight.push({
        correlationId,
        name: api.info.name,
        deadlineMs: this.options.clock.monotonicMs() + timeoutMs,
        timeoutMs,
        answer: (frame) => resolve(readResponse(frame, correlationId, api, version)),
        reject,
      });
      this.watchDeadlines();
    });
  }

  /** Sends a request that has no response: Produce with acks=0. */
  sendUnanswered<Request, Response extends ClientResponse>(
    request: Omit<OutgoingRequest<Request, Response>, 'timeoutMs'>,
  ): void {
    if (this.closedBy === undefined) this.write(request);
  }

  private write<Request, Response extends ClientResponse>(
    request: Omit<OutgoingRequest<Request, Response>, 'timeoutMs'>,
  ): number {
    const { api, version, body } = request;
    const correlationId = this.correlationId;
    this.correlationId = correlationId === CORRELATION_ID_MAX ? 0 : correlationId + 1;
    const writer = new ByteWriter();
    const { clientId } = this.options;
    const header = { api: api.info, apiVersion: version, correlationId, clientId };
    writeRequest(writer, header, body, api.write);
    if (!this.socket.send(writer.toBuffers())) this.isCongested = true;
    return correlationId;
  }

  onData(bytes: Buffer): void {
    if (this.closedBy !== undefined) return;
    this.decoder.push(bytes);
    try {
      for (;;) {
        const frame = this.decoder.next();
        if (frame === undefined) break;
        this.answer(frame);
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.close(error);
    }
  }

  private answer(frame: Buffer): void {
    const request = this.inFlight[0];
    if (request === undefined) {
      throw this.violation('a response came that nothing was asked for');
    }
    request.answer(frame);
    this.inFlight.shift();
  }

  onDrain(): void {
    this.isCongested = false;
    this.onDrained();
  }

  onClose(): void {
    if (this.closedBy === undefined) this.wasHungUp = true;
    this.close(networkError(`The connection to ${this.options.peer} was closed.`));
  }

  /**
   * Closes the channel. The request that waited longest is rejected with `error`, as it most likely
   * has to do with it, those behind it with `NETWORK_EXCEPTION`.
   */
  close(error: KafkaError): void {
    if (this.closedBy !== undefined) return;
    this.closedBy = error;
    this.timer?.cancel();
    this.socket.close();
    const lost = this.inFlight.splice(0);
    for (const [index, request] of lost.entries()) {
      request.reject(index === 0 ? error : this.lostConnection());
    }
    this.onClosed(error);
  }

  private lostConnection(): KafkaError {
    const reason = this.closedBy?.message ?? '';
    return networkError(`The connection to ${this.options.peer} is gone: ${reason}`, this.closedBy);
  }

  private violation(reason: string): KafkaError {
    return new KafkaError(
      'ODRADEK_MALFORMED_MESSAGE',
      `${this.options.peer} breaks the protocol: ${reason}.`,
    );
  }

  /** Deadlines mostly grow, so one timer is enough: it looks for the next when it is due. */
  private watchDeadlines(): void {
    const earliestMs = Math.min(...this.inFlight.map((request) => request.deadlineMs));
    if (this.timer !== undefined && this.timerDueMs <= earliestMs) return;
    this.timer?.cancel();
    this.timerDueMs = earliestMs;
    const delayMs = earliestMs - this.options.clock.monotonicMs();
    this.timer = this.options.clock.setTimer(delayMs, () => {
      this.timer = undefined;
      this.expire();
    });
  }

  private expire(): void {
    const now = this.options.clock.monotonicMs();
    const expired = this.inFlight.find((request) => request.deadlineMs <= now);
    if (expired === undefined) {
      if (this.inFlight.length > 0) this.watchDeadlines();
      return;
    }
    const { name, timeoutMs } = expired;
    const message =
      `${this.options.peer} did not answer ${name} within ${timeoutMs} ms; ` +
      'raise request.timeout.ms if it is only slow.';
    this.close(new KafkaError('REQUEST_TIMED_OUT', message, { retriable: true }));
  }
}

function readResponse<Request, Response extends ClientResponse>(
  frame: Buffer,
  correlationId: number,
  api: ClientApi<Request, Response>,
  version: number,
): Response {
  const allocationBytesMax =
    ALLOCATION_BYTES_FREE + ALLOCATION_BYTES_PER_INPUT_BYTE * frame.byteLength;
  const reader = new ByteReader(frame, { allocationBytesMax });
  const answered = readResponseHeader(reader, api.info, version);
  if (answered !== correlationId) {
    throw reader.malformed(`it answers request ${answered} where ${correlationId} was next`);
  }
  return api.read(reader, version);
}

function doNothing(): void {}
