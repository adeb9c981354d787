import {
  type Clock,
  type Endpoint,
  KafkaError,
  type Socket,
  type SocketEvents,
  type Timer,
} from '@odradek/base';
import { FrameDecoder } from '@odradek/protocol';

import type { BrokerServices } from '../request/broker-services.ts';
import { dispatchRequest } from '../request/request-dispatcher.ts';
import {
  type ReceivedBytes,
  type RequestConnection,
  RequestInFlight,
} from '../request/request-in-flight.ts';
import { RequestOrder } from './request-order.ts';
import { ResponseQueue } from './response-queue.ts';

/** How many requests of one connection may be without a response until we stop reading it. */
const REQUESTS_IN_FLIGHT_MAX = 100;
/** How many bytes they may have together; one request of any size is always let in. */
const REQUEST_BYTES_IN_FLIGHT_MAX = 16_777_216;

/** How many bytes of requests that have to wait are read ahead. */
const BYTES_AHEAD_MAX = 65_536;

/** One client connection: bytes in, requests to their handlers, responses out in order. */
export class Connection implements SocketEvents, RequestConnection {
  readonly endpoint: Endpoint;
  readonly order: RequestOrder = new RequestOrder();
  private readonly services: BrokerServices;
  private readonly socket: Socket;
  private readonly decoder: FrameDecoder;
  private readonly responses = new ResponseQueue<RequestInFlight>();
  /** Those whose responses the socket has not taken yet. */
  private unsent: RequestInFlight[] = [];
  private isClosed = false;
  /** Whether responses pile up because the client does not read them. */
  private isBlocked = false;
  private isPaused = false;
  private isReceiving = false;
  private requestBytesInFlight = 0;
  /** What became of the bytes that arrived last. */
  private received: ReceivedBytes = { atMs: 0, framesInUse: 0 };
  /** Whether a request is being served that tolerates no other beside it. */
  private isOccupied = false;
  /** Until when nothing is read, on the monotonic clock. */
  private mutedUntilMs = 0;
  private muteTimer: Timer | undefined;

  /** `advertised` is the address to name to the client, if it is not the one that it dialled. */
  constructor(services: BrokerServices, socket: Socket, advertised?: Endpoint) {
    this.services = services;
    this.socket = socket;
    this.endpoint = advertised ?? socket.localEndpoint;
    this.decoder = new FrameDecoder(
      {
        bytesMax: services.config.socketRequestMaxBytes,
        setting: 'socket.request.max.bytes',
      },
      services.frameMemory,
    );
  }

  get clock(): Clock {
    return this.services.clock;
  }

  get remoteAddress(): string {
    return this.socket.remoteAddress;
  }

  onData(bytes: Buffer): boolean {
    if (this.isClosed) return true;
    const received = { atMs: this.clock.monotonicMs(), framesInUse: 0 };
    // Frames that were waiting lie in other memory than these bytes, or keep them too.
    this.received = received;
    this.decoder.push(bytes);
    this.receiveFrames();
    return received.framesInUse === 0 && !this.decoder.keepsChunks;
  }

  /**
   * Handles the frames that have arrived, as long as there is room for more requests. A response that
   * is there at once calls this again from within, which only the outer call goes on for.
   */
  private receiveFrames(): void {
    if (this.isReceiving) return;
    this.isReceiving = true;
    try {
      while (!this.isClosed && !this.isBusy) {
        const frame = this.decoder.next();
        if (frame === undefined) break;
        this.receive(frame);
      }
    } catch (error) {
      // A bug of ours stops the process; what the client did wrong ends its connection.
      if (!(error instanceof KafkaError)) throw error;
      this.closeFor(error.message);
    } finally {
      this.isReceiving = false;
    }
    this.pauseOrResume();
  }

  private receive(frame: Buffer): void {
    const { received } = this;
    const request = new RequestInFlight(this, frame, received);
    this.responses.add(request);
    this.requestBytesInFlight += request.byteLength;
    received.framesInUse++;
    dispatchRequest(this.services, request, frame);
  }

  onReleased(frame: Buffer, received: ReceivedBytes): void {
    received.framesInUse--;
    this.decoder.release(frame);
  }

  onOccupied(): void {
    this.isOccupied = true;
  }

  onVacated(): void {
    this.isOccupied = false;
    this.receiveFrames();
  }

  onAnswered(request: RequestInFlight, wasOccupying: boolean): void {
    this.requestBytesInFlight -= request.byteLength;
    if (wasOccupying) this.isOccupied = false;
    this.sendAnswers(request.answeredMs);
    this.receiveFrames();
  }

  /** Sends what may be sent, now that it is `nowMs`. */
  private sendAnswers(nowMs: number): void {
    for (let next = this.responses.next(); next !== undefined; next = this.responses.next()) {
      if (this.isClosed) continue;
      next.sendingMs = nowMs;
      if (next.response.length > 0) this.isBlocked = !this.socket.send(next.response);
      if (this.isBlocked) this.unsent.push(next);
      else this.complete(next);
    }
  }

  private complete(request: RequestInFlight): void {
    request.sentMs = this.clock.monotonicMs();
    this.services.requestObserver?.completed(request);
  }

  mute(ms: number): void {
    const untilMs = this.clock.monotonicMs() + ms;
    if (this.isClosed || untilMs <= this.mutedUntilMs) return;
    this.mutedUntilMs = untilMs;
    this.muteTimer?.cancel();
    this.muteTimer = this.clock.setTimer(ms, () => {
      this.muteTimer = undefined;
      this.receiveFrames();
    });
  }

  /** Whether another request would have to wait, so that it had better stay with the client. */
  private get isBusy(): boolean {
    return (
      this.isBlocked ||
      this.isOccupied ||
      this.muteTimer !== undefined ||
      this.responses.length >= REQUESTS_IN_FLIGHT_MAX ||
      this.requestBytesInFlight >= REQUEST_BYTES_IN_FLIGHT_MAX
    );
  }

  /**
   * Stops reading the socket while requests wait for others. Some bytes are read ahead all the same:
   * without reading nobody learns that the client has gone.
   */
  private pauseOrResume(): void {
    const isFull = this.isBusy && this.decoder.bufferedBytes >= BYTES_AHEAD_MAX;
    if (this.isClosed || isFull === this.isPaused) return;
    this.isPaused = isFull;
    if (isFull) this.socket.pause();
    else this.socket.resume();
  }

  onDrain(): void {
    this.isBlocked = false;
    const { unsent } = this;
    this.unsent = [];
    for (const request of unsent) this.complete(request);
    this.receiveFrames();
  }

  /** Closes the connection and tells the operator why. */
  closeFor(reason: string): void {
    if (this.isClosed) return;
    const message = `Closing connection of ${this.socket.remoteAddress}: ${reason}`;
    this.services.closingReports.tell(message);
    this.close();
  }

  /** Closes the connection and drops what waits for it. */
  close(): void {
    this.socket.close();
    this.onClose();
  }

  onClose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.decoder.close();
    this.muteTimer?.cancel();
    for (const request of this.responses.all()) request.drop();
    this.unsent = [];
  }
}
