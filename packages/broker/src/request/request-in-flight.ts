import { assert, ByteWriter, type Clock, type Endpoint, KafkaError } from '@odradek/base';
import { type RequestHeader, writeResponse } from '@odradek/protocol';

import type { RequestOrder } from '../connection/request-order.ts';
import { describeAskedFor } from './asked-for.ts';
import type { RequestContext, WriteResponse } from './request-context.ts';

/** What a request needs of the connection on which it came. */
export interface RequestConnection {
  readonly clock: Clock;
  /** See `RequestContext.endpoint`. */
  readonly endpoint: Endpoint;
  /** The other side, as `host:port`. */
  readonly remoteAddress: string;
  /** A request has its response, or has ended without one; it may have let no other in. */
  onAnswered(request: RequestInFlight, wasOccupying: boolean): void;
  /** A request lets no other in until it is answered or `onVacated` is called. */
  onOccupied(): void;
  onVacated(): void;
  /** Nobody needs the bytes of a request any more, which came in this piece. */
  onReleased(frame: Buffer, received: ReceivedBytes): void;
  /** Requests that are made ready beside each other. */
  readonly order: RequestOrder;
  /** The bytes of a request do not count any more: nobody needs them, or it has ended. */
  onForgotten(byteLength: number): void;
  /** A request waits for its turn to be worked on, or does so no longer. */
  onQueued(): void;
  onUnqueued(): void;
  /** See `RequestContext.throttle`. */
  mute(ms: number): void;
  /** A response takes memory until it was sent, or needs it no longer: see `RequestContext.whenSent`. */
  onHeld(): void;
  onUnheld(): void;
  /** Closes the connection and tells the operator why. */
  closeFor(reason: string): void;
}

/** What is known of bytes that arrived at once. */
export interface ReceivedBytes {
  /** When they arrived, on the monotonic clock. */
  readonly atMs: number;
  /** How many requests in them still need their bytes. */
  framesInUse: number;
}

/** What the observer of all requests wants to hear; it must not keep the request. */
export interface RequestObserver {
  /** The response of a request has left, or it has ended without one. */
  completed(request: RequestInFlight): void;
}

const NO_RESPONSE: readonly Buffer[] = [];
/** What the answers to most requests fit into; large bytes are passed on by reference anyway. */
const RESPONSE_BYTES = 256;

/**
 * One request from its last byte to its response. All times are of the monotonic clock, in
 * milliseconds with fractions, and those that have not come are 0; the phases that they bound are
 * those of Kafka's `RequestMetrics`:
 *
 *   received .. started .. handled .. answered .. sending .. sent
 *         queue      local     remote     response queue   response send
 */
export class RequestInFlight implements RequestContext {
  readonly byteLength: number;
  /** When its last bytes came. */
  readonly receivedMs: number;
  /** When its handler was called. */
  startedMs = 0;
  /** When its handler returned or answered: what it does later waits for others, such as a sync. */
  handledMs = 0;
  /** When it was answered. It may have to wait for the answers of requests before it. */
  answeredMs = 0;
  /** When its response was handed to the socket, behind those of the requests before it. */
  sendingMs = 0;
  /** When its response had left. */
  sentMs = 0;
  /** How long its connection is not read because of it. */
  throttledMs = 0;
  /** Buffers to send, once it is answered. */
  response: readonly Buffer[] = NO_RESPONSE;
  /** How many bytes those have. */
  responseBytes = 0;
  /** Whether it has its response, or has ended without one. */
  isAnswered = false;
  /** See `RequestContext.whenSent`; for the socket, or `discardResponse`. */
  onSent: (() => void) | undefined;
  private readonly connection: RequestConnection;
  private readonly received: ReceivedBytes;
  /** Until nobody needs it any more: who waits for the answer would keep its memory. */
  private frame: Buffer | undefined;
  private known: RequestHeader | undefined;
  private dropOnClose: (() => void) | undefined;
  private occupies = false;
  private isQueued = false;
  /** Whether its bytes count for `queued.max.request.bytes`. */
  private isCounted = true;
  private isHandled = false;
  private isDropped = false;

  constructor(connection: RequestConnection, frame: Buffer, received: ReceivedBytes) {
    this.connection = connection;
    this.frame = frame;
    this.received = received;
    this.byteLength = frame.byteLength;
    this.receivedMs = received.atMs;
  }

  /** Its header was read: its handler is called now. */
  begin(header: RequestHeader): void {
    this.known = header;
    this.startedMs = this.connection.clock.monotonicMs();
  }

  /** Its handler has returned, be it before the answer or behind it. */
  noteHandled(): void {
    if (!this.isAnswered) this.handledMs = this.connection.clock.monotonicMs();
    this.isHandled = true;
  }

  get localTimeMs(): number {
    const { clock } = this.connection;
    return (this.isHandled ? this.handledMs : clock.monotonicMs()) - this.startedMs;
  }

  private get header(): RequestHeader {
    assert(this.known !== undefined, 'the header of a request was read');
    return this.known;
  }

  get apiKey(): number {
    return this.header.api.key;
  }

  /** The name of the API, such as `Fetch`. */
  get apiName(): string {
    return this.header.api.name;
  }

  get apiVersion(): number {
    return this.header.apiVersion;
  }

  get clientId(): string | null {
    return this.header.clientId;
  }

  get endpoint(): Endpoint {
    return this.connection.endpoint;
  }

  get remoteAddress(): string {
    return this.connection.remoteAddress;
  }

  /**
   * What a client sent may make a response that no version can carry, such as a name whose bytes are
   * not UTF-8 and grow by being read: that ends the connection and nothing else.
   */
  reply<Response>(response: Response, write: WriteResponse<Response>): void {
    const writer = new ByteWriter(RESPONSE_BYTES);
    try {
      writeResponse(writer, this.header, response, write);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.discardResponse();
      this.closeConnection(`the response cannot be written. ${error.message}`);
      return;
    }
    this.response = writer.toBuffers();
    this.responseBytes = writer.length;
    this.end();
  }

  replyNothing(): void {
    this.end();
  }

  private end(): void {
    assert(!this.isAnswered, 'a request is answered once');
    this.isAnswered = true;
    this.answeredMs = this.connection.clock.monotonicMs();
    if (!this.isHandled) this.handledMs = this.answeredMs;
    this.dropOnClose = undefined;
    this.endQueued();
    this.forgetBytes();
    this.connection.onAnswered(this, this.occupies);
    this.occupies = false;
  }

  onClose(callback: () => void): void {
    // Who waits for a log to be opened, or for requests before it, may come too late.
    if (this.isDropped) callback();
    else this.dropOnClose = callback;
  }

  whenSent(callback: () => void): void {
    const { connection } = this;
    connection.onHeld();
    this.onSent = () => {
      connection.onUnheld();
      callback();
    };
  }

  /** The connection is gone. */
  drop(): void {
    const { dropOnClose } = this;
    this.isDropped = true;
    this.dropOnClose = undefined;
    this.endQueued();
    this.forgetBytes();
    dropOnClose?.();
    this.discardResponse();
  }

  /** What is answered, if anything is, will not be sent. */
  discardResponse(): void {
    const { onSent } = this;
    this.onSent = undefined;
    onSent?.();
  }

  get isNext(): boolean {
    return this.connection.order.isEmpty;
  }

  enterOrder(run: () => void): () => void {
    this.beginQueued();
    return this.connection.order.enter(() => {
      this.endQueued();
      run();
    });
  }

  occupy(): void {
    this.occupies = true;
    this.connection.onOccupied();
  }

  vacate(): void {
    if (!this.occupies) return;
    this.occupies = false;
    this.connection.onVacated();
  }

  private beginQueued(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    this.connection.onQueued();
  }

  private endQueued(): void {
    if (!this.isQueued) return;
    this.isQueued = false;
    this.connection.onUnqueued();
  }

  releaseBytes(): void {
    const { frame } = this;
    if (frame === undefined) return;
    this.frame = undefined;
    this.connection.onReleased(frame, this.received);
    this.forgetBytes();
  }

  private forgetBytes(): void {
    if (!this.isCounted) return;
    this.isCounted = false;
    this.connection.onForgotten(this.byteLength);
  }

  throttle(ms: number): void {
    if (ms <= 0) return;
    this.throttledMs = Math.max(this.throttledMs, ms);
    this.connection.mute(ms);
  }

  closeConnection(reason: string): void {
    this.connection.closeFor(`${this.describe()}: ${reason}`);
  }

  /** Names it to the operator. */
  describe(): string {
    const { apiName, apiVersion, clientId } = this;
    return describeAskedFor({ apiName, apiVersion, clientId });
  }
}
